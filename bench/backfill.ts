import type { CDPSession, Page } from '@playwright/test';
import {
  observePage,
  openBenchWorld,
  percentile,
  reset,
  seenOf,
  startBackfill,
  throttle,
  worst,
  type BenchWorld,
} from './backfill-page.ts';
import type { Bench, Row } from './row.ts';

const table = '[aria-label="Instances of this backfill"]';
const minute = 60_000;

const row = (what: string, value: number, unit: string, aim: number): Row => ({
  bench: 'backfill',
  what,
  value,
  unit,
  aim,
});

/** A wheel turned briskly, down and some of the way back. */
const wheel = { pixels: 100, everyMs: 50 };
/** A screen at once, again and again without a rest: every row in view is another one. */
const jumps = { pixels: 900, everyMs: 0 };

async function scrollFrames(page: Page, { pixels, everyMs }: typeof wheel): Promise<number> {
  await page.locator(table).getByRole('row').nth(5).hover();
  await reset(page);
  for (let n = 0; n < 90; n++) {
    await page.mouse.wheel(0, n < 60 ? pixels : -pixels);
    if (everyMs > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return percentile((await seenOf(page)).frames, 0.95);
}

/** Types and clicks while answers come in and the clock moves on. */
async function useIt(page: Page, world: BenchWorld): Promise<void> {
  const field = page.getByLabel('Filter instances');
  for (let round = 0; round < 3; round++) {
    world.advance(20_000);
    await page.getByRole('button', { name: /^Waiting/ }).click();
    await field.pressSequentially('2010', { delay: 60 });
    await field.fill('');
    await page.getByRole('button', { name: /^Waiting/ }).click();
    await page.getByRole('button', { name: 'Status', exact: true }).click();
    await page.getByRole('button', { name: 'Business date' }).click();
  }
}

/** Opened cold and throttled: from the last byte of the instances to the paint of the table's first rows. */
async function firstPaint(page: Page, slow: CDPSession, id: string): Promise<number> {
  await observePage(page, `${table} [role=row]:nth-child(10)`);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  await page.goto(`/backfills/${id}`);
  // Asked for now and then: asking at every frame would make frames that nobody needs.
  await page.waitForFunction(
    () => (window as unknown as { seen: { drawn: number } }).seen.drawn > 0,
    undefined,
    { polling: 200 },
  );
  const arrived = await page.evaluate(() =>
    Math.max(
      ...performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('/instances'))
        .map((entry) => (entry as PerformanceResourceTiming).responseEnd),
    ),
  );
  return (await seenOf(page)).drawn - arrived;
}

async function tenThousand(world: BenchWorld): Promise<Row[]> {
  // 27 years and five months.
  const starter = await world.context();
  const id = await startBackfill(world, starter, { start: '1999-07-01', end: '2026-11-15' });
  await starter.close();
  world.advance(5 * minute);
  const paints: number[] = [];
  for (let n = 0; n < 4; n++) {
    const other = await world.context();
    const first = await other.newPage();
    paints.push(await firstPaint(first, await other.newCDPSession(first), id));
    await other.close();
  }
  const context = await world.context();
  const page = await context.newPage();
  const slow = await context.newCDPSession(page);
  paints.push(await firstPaint(page, slow, id));
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  const rows = [
    row(
      '10,000 instances: data to first paint of the table, median of five',
      percentile(paints, 0.5),
      'ms',
      1000,
    ),
    row('10,000 instances: elements in the page', nodes, '', 1500),
  ];
  for (const rate of [1, throttle]) {
    await slow.send('Emulation.setCPUThrottlingRate', { rate });
    const frame = (how: string) =>
      `10,000 instances${rate > 1 ? `, ${rate} times slower` : ''}: frame of scrolling by ${how}, 95th percentile`;
    rows.push(
      row(frame('the wheel'), await scrollFrames(page, wheel), 'ms', 17.5),
      row(frame('jumps'), await scrollFrames(page, jumps), 'ms', 17.5),
    );
  }
  await reset(page);
  await useIt(page, world);
  const used = await seenOf(page);
  rows.push(
    row(
      '10,000 instances: input to next paint while polling, 98th percentile',
      percentile(used.inputs, 0.98),
      'ms',
      100,
    ),
    row('10,000 instances: longest task while polling', worst(used.tasks), 'ms', 200),
  );
  await context.close();
  return rows;
}

/** What a minute of watching costs once everything is there. */
async function watching(world: BenchWorld): Promise<Row[]> {
  const context = await world.context();
  const id = await startBackfill(world, context, { start: '2016-11-21', end: '2026-11-18' });
  const page = await context.newPage();
  await page.goto(`/backfills/${id}`);
  await page.locator(`${table} [role=row]`).nth(5).waitFor();
  await page.waitForLoadState('networkidle');
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (!response.url().includes('/api/')) return;
    const size = response.request().sizes();
    sizes.push(size.then(({ responseBodySize }) => responseBodySize));
  });
  // Real time, as somebody watches: the page polls by its own timers.
  for (let second = 0; second < 60; second++) {
    world.advance(1000);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  const bytes = await Promise.all(sizes);
  await context.close();
  return [
    row('watching 3,650 instances: requests a minute', bytes.length, '', 12),
    row('watching 3,650 instances: largest answer', worst(bytes) / 1000, 'KB', 20),
  ];
}

export const backfill: Bench = {
  name: 'backfill',
  async measure() {
    const world = await openBenchWorld();
    try {
      return [...(await watching(world)), ...(await tenThousand(world))];
    } finally {
      await world.close();
    }
  },
};
