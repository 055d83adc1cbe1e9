import type { Page } from '@playwright/test';
import {
  observePage,
  openBenchWorld,
  percentile,
  planId,
  reset,
  seenOf,
  startBackfill,
  worst,
  type BenchWorld,
} from './backfill-page.ts';
import type { Bench, Row } from './row.ts';

const bytes = 50_000_000;

const row = (what: string, value: number, unit: string, aim: number): Row => ({
  bench: 'log',
  what: `50 MB log: ${what}`,
  value,
  unit,
  aim,
});

async function failedInstance(world: BenchWorld): Promise<string> {
  const context = await world.context();
  world.sandbox.failDays(planId, { from: '2025-01-05', to: '2025-01-05' }, 'memory-limit');
  const id = await startBackfill(world, context, { start: '2025-01-05', end: '2025-01-05' });
  world.advance(20 * 60_000);
  const list = await context.request.get(`/api/backfills/${id}/instances`);
  const { instances } = (await list.json()) as { instances: { id: string }[] };
  const [instance] = instances;
  if (!instance) throw new Error('There is no instance.');
  world.sandbox.setLogBytes(instance.id, bytes);
  await context.close();
  return instance.id;
}

/** How long `work` takes as somebody in the page sees it. */
async function timed(page: Page, work: () => Promise<void>): Promise<number> {
  const begun = await page.evaluate(() => performance.now());
  await work();
  return (await page.evaluate(() => performance.now())) - begun;
}

const status = (page: Page) => page.getByRole('search').getByRole('status');

export const log: Bench = {
  name: 'log',
  async measure() {
    const world = await openBenchWorld();
    try {
      const id = await failedInstance(world);
      const context = await world.context();
      const page = await context.newPage();
      await observePage(page, '[aria-label="Text of the log"]');
      await page.goto(`/instances/${id}`);
      const load = page.getByRole('button', { name: /^Load all of it/ });
      await load.waitFor();
      const opened = await timed(page, async () => {
        await load.click();
        await page.getByText(/^\d{3},\d{3} lines$/).waitFor();
      });
      await reset(page);
      const first = await timed(page, async () => {
        await page.getByLabel('Search the log').fill('no such words anywhere in it');
        await page.getByText('Nothing found').waitFor();
      });
      const many = await timed(page, async () => {
        await page.getByLabel('Search the log').fill('heartbeat');
        await status(page)
          .filter({ hasText: /^[\d,]+ of [\d,]+$/ })
          .waitFor();
      });
      const searched = await seenOf(page);
      await reset(page);
      await page.getByRole('region', { name: 'Text of the log' }).hover();
      for (let n = 0; n < 120; n++) await page.mouse.wheel(0, n < 90 ? 2000 : -2000);
      const scrolled = await seenOf(page);
      await context.close();
      return [
        row('pressing “load” to all of it shown', opened, 'ms', 2000),
        row('search that finds nothing, typing pause included', first, 'ms', 1000),
        row('search that finds tens of thousands', many, 'ms', 1000),
        row('longest task of the page while searching', worst(searched.tasks), 'ms', 50),
        row('frame of scrolling, 95th percentile', percentile(scrolled.frames, 0.95), 'ms', 17.5),
      ];
    } finally {
      await world.close();
    }
  },
};
