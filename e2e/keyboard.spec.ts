import type { Locator, Page } from '@playwright/test';
import { expect, test } from './world.ts';

/** Tab, as often as somebody would who looks where the focus is; a page that makes one tab for ever has failed. */
async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  await expect(target).toBeVisible();
  for (let n = 0; n < most; n += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target, `reached with ${most} times Tab`).toBeFocused();
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Each step takes the focus; before it has, Enter would still be for the step before. */
async function toReview(page: Page): Promise<void> {
  const here = page.getByRole('navigation', { name: 'Steps' }).locator('[aria-current="step"]');
  for (const step of ['Shape', 'Review']) {
    await press(page, page.getByRole('button', { name: 'Next' }));
    await expect(here).toContainText(step);
    await expect(here).toBeFocused();
  }
}

const second = 1000;
const minute = 60 * second;

test('from a plan that is behind to its gap, a backfill, the failed instance, its log and the retry, without a mouse', async ({
  world,
}) => {
  test.setTimeout(120_000);
  const page = await world.person('ops');
  const name = 'ads_fin_settlement_entity_1d';
  const planId = world.sandbox.fleet.seeds.find((plan) => plan.name === name)?.id ?? '';

  await page.goto('/plans');
  await expect(page.getByRole('row').nth(3)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('settlement_entity');
  await expect(page.getByText('1 of 48 plans', { exact: true })).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: /结算收入/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/9 days expected since then are missing/)).toBeVisible();

  const newest = page.getByRole('gridcell', { name: /^20 November 2026, / });
  await tabTo(page, newest);
  for (let n = 0; n < 8; n += 1) await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.getByText('9 days selected: 9 missing').first()).toBeVisible();
  await press(page, page.getByRole('link', { name: 'Backfill 9 days' }).first());

  await toReview(page);
  await press(page, page.getByRole('button', { name: 'Start 9 instances' }));
  await expect(page).toHaveURL(/\/backfills\//);
  const progress = page.getByRole('region', { name: 'Progress' });
  await world.advance(3 * second);
  await expect(progress).toContainText('of 9 instances');
  await expect(async () => {
    await world.advance(10 * minute);
    await expect(page.getByText('Done with failures')).toBeVisible({ timeout: 2 * second });
  }).toPass();

  const table = page.getByRole('table', { name: 'Instances of this backfill' });
  await press(page, table.getByRole('link', { name: '2026-11-14', exact: true }));
  const panel = page.getByRole('dialog', { name: /^Instance / });
  const log = panel.getByRole('region', { name: 'Text of the log' });
  await press(page, panel.getByRole('button', { name: 'Go to the root cause' }));
  await expect(log).toContainText('Caused by');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('caused by');
  await expect(panel.getByRole('search').getByRole('status')).toHaveText(/^1 of \d/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  // Somebody has put the column back.
  world.sandbox.repair(planId);
  await press(page, page.getByRole('button', { name: 'Retry 9 failed' }));
  await toReview(page);
  await press(page, page.getByRole('button', { name: 'Start 9 instances' }));
  await expect(page).toHaveURL(/\/backfills\//);
  await expect(page.getByRole('link', { name: 'an earlier backfill' })).toBeVisible();
  await expect(async () => {
    await world.advance(10 * minute);
    await expect(page.getByText(/^Done$/)).toBeVisible({ timeout: 2 * second });
  }).toPass();
});
