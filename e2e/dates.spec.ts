import type { Locator, Page } from '@playwright/test';
import { expect, test } from './world.ts';

/**
 * A partition names a day, not a moment. These run in browsers whose clocks stand in London, Los Angeles and Shanghai
 * (playwright.config.ts), and expect the very same of each. CAN's wall clock stands in Shanghai, where the tests begin
 * at 18:00 on 21 November 2026: 02:00 of that day in Los Angeles.
 */

const storePlan = '12883658';

async function openCalendar(page: Page, planId: string, query = ''): Promise<Locator> {
  await page.goto(`/plans/${planId}${query}`);
  const grid = page.getByRole('grid', { name: /Partition calendar/ });
  await expect(grid).toBeVisible();
  return grid;
}

async function jump(page: Page, to: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Jump to' }).fill(to);
  await page.getByRole('button', { name: 'Go' }).click();
}

const named = (grid: Locator, name: string) => grid.getByRole('gridcell', { name: new RegExp(`^${name}, `) });
const summary = (page: Page) =>
  page.getByRole('region', { name: 'Selection' }).getByRole('paragraph').first();

test('today and the newest expected day are those of CAN’s wall clock', async ({ world }) => {
  const page = await world.person('ops');
  const grid = await openCalendar(page, storePlan);
  await expect(named(grid, '21 November 2026')).toHaveAccessibleName('21 November 2026, not due, today');
  await expect(named(grid, '20 November 2026')).toHaveAccessibleName(/newest expected$/);
  // Past midnight in Shanghai, whatever the day is elsewhere.
  await world.advance(6.5 * 3_600_000);
  await expect(named(grid, '22 November 2026')).toHaveAccessibleName('22 November 2026, not due, today');
  await expect(named(grid, '21 November 2026')).toHaveAccessibleName(/, newest expected$/);
});

test('29 February stands on its weekday, and 28 February follows 27', async ({ world }) => {
  const page = await world.person('ops');
  const grid = await openCalendar(page, storePlan);
  await jump(page, '2024-02-29');
  const leapDay = named(grid, '29 February 2024');
  await expect(leapDay).toBeFocused();
  // A Thursday: three cells before it in its week, after the week's header.
  const position = await leapDay.evaluate((cell) => [...(cell.parentElement?.children ?? [])].indexOf(cell));
  expect(position).toBe(4);
  await page.keyboard.press('ArrowRight');
  await expect(named(grid, '1 March 2024')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(named(grid, '28 February 2024')).toBeFocused();
  await jump(page, '2024-03-31');
  await page.keyboard.press('PageUp');
  await expect(leapDay).toBeFocused();
  await jump(page, '2023-02-29');
  await expect(page.getByText('Type a year, a month or a date')).toBeVisible();
});

test('a selection over the nights in which clocks change counts every day once', async ({ world }) => {
  const page = await world.person('ops');
  await openCalendar(page, storePlan);
  const field = page.getByRole('textbox', { name: 'Select by text' });
  // Clocks change in Los Angeles on 8 March and 1 November 2026, in London on 29 March and 25 October.
  for (const [text, days] of [
    ['2026-03-07..2026-03-09', 3],
    ['2026-03-28..2026-03-30', 3],
    ['2026-10-24..2026-11-02', 10],
    ['2024-02-*', 29],
    ['2025-12-31..2026-01-01', 2],
  ] as const) {
    await field.fill(text);
    await field.press('Enter');
    await expect(summary(page)).toHaveText(new RegExp(`^${days} days selected`));
  }
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const stream = await (await download).createReadStream();
  let csv = '';
  for await (const chunk of stream) csv += String(chunk);
  expect(
    csv
      .split('\r\n')
      .slice(1, 3)
      .map((line) => line.split(',')[0]),
  ).toEqual(['2025-12-31', '2026-01-01']);
});

test('what is dragged is what stands in the address and what the wizard is given', async ({ world }) => {
  const page = await world.person('ops');
  const grid = await openCalendar(page, storePlan);
  await named(grid, '31 October 2026').scrollIntoViewIfNeeded();
  await named(grid, '31 October 2026').hover();
  await page.mouse.down();
  await named(grid, '2 November 2026').hover();
  await page.mouse.up();
  await expect(summary(page)).toHaveText(/^3 days selected/);
  // The same address in every zone.
  await expect(page).toHaveURL(/[?&]sel=dfuxb-2(&|$)/);
  await page.reload();
  for (const name of ['31 October 2026', '1 November 2026', '2 November 2026'])
    await expect(named(grid, name)).toHaveAttribute('aria-selected', 'true');
  await expect(named(grid, '30 October 2026')).toHaveAttribute('aria-selected', 'false');
  await expect(named(grid, '3 November 2026')).toHaveAttribute('aria-selected', 'false');
});

test('a plan of months names months, however CAN spells them, and its current one is not due', async ({
  world,
}) => {
  const plan = world.sandbox.fleet.seeds.find(({ name }) => name === 'rpt_month_close_revenue_1m');
  const page = await world.person('ops');
  const grid = await openCalendar(page, plan?.id ?? '');
  await expect(named(grid, 'Nov 2026')).toHaveAccessibleName('Nov 2026, not due, today');
  await expect(named(grid, 'Oct 2026')).toHaveAccessibleName(/, newest expected$/);
  const answer = (await (await page.request.get(`/api/plans/${plan?.id}/partitions`)).json()) as {
    ranges: { start: string; end: string }[];
    unreadable: string[];
  };
  expect(answer.unreadable).toEqual([]);
  for (const { start, end } of answer.ranges) expect(`${start} ${end}`).toMatch(/^\d{4}-\d\d \d{4}-\d\d$/);
  await page.getByRole('button', { name: 'Last 7' }).click();
  await expect(summary(page)).toHaveText(/^7 months selected/);
  await expect(page).toHaveURL(/[?&]sel=m/);
});

test('a mark reaches CAN as the days that were marked', async ({ world }) => {
  const plan = world.sandbox.fleet.seeds.find(({ name }) => name === 'ads_fin_gross_margin_1d');
  const page = await world.person('ops');
  const grid = await openCalendar(page, plan?.id ?? '');
  await named(grid, '20 November 2026').click();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Clear' }).click();
  const dialog = page.getByRole('dialog', { name: 'Clear 1 day' });
  await expect(dialog.getByText('2026-11-20', { exact: true })).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('wrong');
  await dialog.getByRole('button', { name: 'Clear 1 day' }).click();
  await expect(page.getByRole('dialog', { name: 'Done' })).toBeVisible();
  const activity = (await (await page.request.get(`/api/activity?planId=${plan?.id}`)).json()) as {
    activity: { action: string; ranges: unknown; request: { body: { timeRange: unknown } } }[];
  };
  expect(activity.activity[0]).toMatchObject({
    action: 'clear',
    ranges: [{ start: '2026-11-20', end: '2026-11-20' }],
    request: {
      body: {
        timeRange: [
          { dateGranularity: 'DAY', startTime: '2026-11-20T00:00:00', endTime: '2026-11-20T00:00:00' },
        ],
      },
    },
  });
});
