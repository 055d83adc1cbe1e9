import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary: string }[];
}

async function violationsOf(page: Page): Promise<string[]> {
  // Colours in the middle of a transition are nobody's choice. Waiting for its end may take for ever: what is still
  // loading breathes without one, and what is covered by a dialog may not be drawn.
  await page.evaluate(() => {
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
  });
  const violations = await page.evaluate(async () => {
    const { axe: run } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Violation[] }> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    return (await run.run({ runOnly: { type: 'tag', values: tags } })).violations;
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary}`),
  );
}

/**
 * What axe finds on the page as it is now, in light and in dark, against WCAG 2.2 AA. The page's own CSP stays in
 * force.
 */
export async function expectAccessible(page: Page): Promise<void> {
  // A target half under the edge of a scrolled page is not a small target.
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.evaluate(axe.source);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    expect(await violationsOf(page), `in ${colorScheme}`).toEqual([]);
  }
}
