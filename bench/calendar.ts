import type { Page } from '@playwright/test';
import { historyOf, launch, openCalendar, startBenchConsole, type CalendarPage } from './calendar-page.ts';
import type { Bench, Row } from './row.ts';

const gridOf = (page: Page) => page.getByRole('grid', { name: /^Partition calendar/ });

const worst = (values: readonly number[]): number => Math.max(0, ...values);

const elements = (page: Page): Promise<number> => page.evaluate(() => document.querySelectorAll('*').length);

/** From the first cell in view to the last, over many cells, back, and over the edge so that it scrolls. */
async function drag({ page }: CalendarPage): Promise<void> {
  const scroller = gridOf(page).locator('..');
  await scroller.scrollIntoViewIfNeeded();
  const box = await scroller.boundingBox();
  if (!box) throw new Error('The calendar is not on screen.');
  const at = (x: number, y: number) => page.mouse.move(box.x + box.width * x, box.y + box.height * y);
  await gridOf(page).getByRole('gridcell').last().hover();
  await page.mouse.down();
  for (let step = 0; step <= 60; step++) await at(0.05 + (0.9 * (step % 20)) / 20, 0.9 - step / 75);
  for (let step = 0; step <= 30; step++) await at(0.5, 0.1 + step / 40);
  for (let step = 0; step <= 30; step++) await at(0.5 + step / 100, -0.02);
  await page.mouse.up();
  const sum = await page
    .getByRole('region', { name: 'Selection' })
    .getByRole('paragraph')
    .first()
    .innerText();
  if (!/selected: /.test(sum)) throw new Error('The drag has selected nothing, so nothing was measured.');
}

async function keys({ page }: CalendarPage): Promise<void> {
  await gridOf(page).getByRole('gridcell').last().click();
  for (const key of ['ArrowUp', 'ArrowLeft', 'PageUp', 'Shift+ArrowUp', 'Shift+PageUp', ' '])
    for (let n = 0; n < 5; n++) await page.keyboard.press(key);
}

async function wheel({ page }: CalendarPage): Promise<void> {
  await gridOf(page).getByRole('gridcell').last().hover();
  for (let n = 0; n < 40; n++) await page.mouse.wheel(0, n < 20 ? -300 : 300);
}

interface Aims {
  /** Of any task but those of a drag, in ms. */
  task: number;
  /** Of a task of a drag. */
  drag: number;
  /** From an input to the next paint; left out: none was promised. */
  input?: number;
  frame?: number;
}

async function figures(one: CalendarPage, what: string, aims: Aims): Promise<Row[]> {
  const row = (name: string, value: number, unit: string, aim?: number): Row => ({
    bench: 'calendar',
    what: `${what}: ${name}`,
    value,
    unit,
    ...(aim !== undefined && { aim }),
  });
  const drawing = await one.measured();
  const rows = [
    row('data to interactive', one.interactiveMs, 'ms', 1000),
    row('longest task while drawing', worst(drawing.tasks), 'ms', aims.task),
  ];
  await one.reset();
  await drag(one);
  const dragged = await one.measured();
  rows.push(row('longest task of a drag', worst(dragged.tasks), 'ms', aims.drag));
  const sorted = dragged.frames.toSorted((a, b) => a - b);
  rows.push(
    row('frame of a drag, 95th percentile', sorted[Math.floor(sorted.length * 0.95)] ?? 0, 'ms', aims.frame),
  );
  await one.reset();
  await keys(one);
  const keyed = await one.measured();
  rows.push(row('input to next paint, worst', worst([...dragged.inputs, ...keyed.inputs]), 'ms', aims.input));
  await one.reset();
  await wheel(one);
  rows.push(row('longest task of scrolling', worst((await one.measured()).tasks), 'ms', aims.task));
  rows.push(row('elements in the page', await elements(one.page), '', 3000));
  return rows;
}

/** Against what is built, in a real browser slowed down four times. */
export const calendar: Bench = {
  name: 'calendar',
  async measure() {
    const console = await startBenchConsole();
    const browser = await launch();
    try {
      const planId = '12879745';
      const days = await openCalendar(browser, console.url, planId, historyOf('DAY', 3650, '2026-11-20'));
      const rows = await figures(days, '3,650 days', { task: 200, drag: 50, input: 100, frame: 17.5 });
      await days.close();
      const hours = await openCalendar(
        browser,
        console.url,
        planId,
        historyOf('HOUR', 50_000, '2026-11-21T16'),
      );
      rows.push(...(await figures(hours, '50,000 hours', { task: 200, drag: 200 })));
      await hours.close();
      const context = await browser.newContext({ baseURL: console.url });
      await context.request.post('/api/session', {
        data: { demo: 'ops' },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      const answer = await context.request.get(`/api/plans/${planId}/partitions`, {
        headers: { 'accept-encoding': 'identity' },
      });
      rows.push({
        bench: 'calendar',
        what: 'partitions of ten years across the network, not even compressed',
        value: (await answer.body()).length / 1024,
        unit: 'KB',
        aim: 10,
      });
      return rows;
    } finally {
      await browser.close();
      await console.close();
    }
  },
};
