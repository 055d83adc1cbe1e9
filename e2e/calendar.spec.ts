import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test, type TestWorld } from './world.ts';

/** Gaps on a few days, complete otherwise, ten years or four long; and one that an outside scheduler owns. */
const storePlan = '12883658';

function planNamed(world: TestWorld, name: string): string {
  const plan = world.sandbox.fleet.seeds.find((one) => one.name === name);
  if (!plan) throw new Error(`The world has no plan ${name}`);
  return plan.id;
}

async function openCalendar(page: Page, planId: string, query = ''): Promise<Locator> {
  await page.goto(`/plans/${planId}${query}`);
  const grid = page.getByRole('grid', { name: /Partition calendar/ });
  await expect(grid).toBeVisible();
  return grid;
}

const day = (grid: Locator, name: string) => grid.getByRole('gridcell', { name: new RegExp(`^${name}, `) });
const summary = (page: Page) =>
  page.getByRole('region', { name: 'Selection' }).getByRole('paragraph').first();

/** Those of the bar: the panel offers its own, for its one partition. */
const actionsOf = (page: Page) =>
  page.getByRole('region', { name: 'Selection' }).getByRole('group', { name: 'Do with the selection' });

async function command(page: Page, path: string, data: unknown): Promise<unknown> {
  const answer = await page.request.post(path, {
    data,
    headers: {
      'sec-fetch-site': 'same-origin',
      'idempotency-key': `e2e ${JSON.stringify([path, data])}`.slice(0, 150),
    },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}

test('opens on the newest days, and its counts sum to the total', async ({ world }) => {
  const page = await world.person('ops');
  const grid = await openCalendar(page, storePlan);
  await expect(day(grid, '21 November 2026')).toHaveAccessibleName('21 November 2026, not due, today');
  await expect(day(grid, '20 November 2026')).toHaveAccessibleName(/, newest expected$/);
  const legend = page.getByRole('group', { name: 'Show only' });
  const words = await legend.getByRole('button').allInnerTexts();
  const counts = words.map((text) =>
    Number(/[\d,]+$/.exec(text.replaceAll('\n', ' ').trim())?.[0].replaceAll(',', '')),
  );
  const total = Number(/([\d,]+) days in all/.exec(await legend.innerText())?.[1]?.replaceAll(',', ''));
  expect(counts.reduce((sum, n) => sum + n, 0)).toBe(total);
  expect(total).toBeGreaterThan(1400);
});

test('a drag, Shift, Ctrl and the headers select; the sum and the address tell it; a reload keeps it', async ({
  world,
}) => {
  const page = await world.person('ops');
  const grid = await openCalendar(page, storePlan);
  await day(grid, '2 November 2026').hover();
  await page.mouse.down();
  await day(grid, '6 November 2026').hover();
  await day(grid, '10 November 2026').hover();
  await page.mouse.up();
  await expect(summary(page)).toHaveText('9 days selected: 9 materialised');
  await day(grid, '4 November 2026').click({ modifiers: ['Control'] });
  await expect(summary(page)).toHaveText('8 days selected: 8 materialised');
  await day(grid, '13 October 2026').click({ modifiers: ['Control'] });
  await day(grid, '15 October 2026').click({ modifiers: ['Shift'] });
  await expect(summary(page)).toHaveText(/^11 days selected: /);
  await expect(day(grid, '14 October 2026')).toHaveAttribute('aria-selected', 'true');
  await expect(day(grid, '4 November 2026')).toHaveAttribute('aria-selected', 'false');
  await expect(page).toHaveURL(/[?&]sel=dfuwt-2\.i-1\.2-5/);
  await page.reload();
  await expect(summary(page)).toHaveText(/^11 days selected: /);
  await expect(day(grid, '14 October 2026')).toHaveAttribute('aria-selected', 'true');
  await grid.getByRole('button', { name: 'Select week 45 of 2026' }).click();
  await expect(summary(page)).toHaveText('7 days selected: 7 materialised');
  await grid.getByRole('button', { name: 'Select November 2026' }).click();
  await expect(summary(page)).toHaveText('30 days selected: 20 materialised, 10 not due');
});

test('the keyboard moves, extends, toggles and clears', async ({ world }) => {
  const page = await world.person('ops');
  const grid = await openCalendar(page, storePlan);
  await day(grid, '20 November 2026').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(day(grid, '19 November 2026')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(day(grid, '12 November 2026')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(day(grid, '9 November 2026')).toBeFocused();
  await page.keyboard.press('Shift+End');
  await expect(day(grid, '15 November 2026')).toBeFocused();
  await expect(summary(page)).toHaveText(/^7 days selected/);
  await page.keyboard.press('PageUp');
  await expect(day(grid, '15 October 2026')).toBeFocused();
  await page.keyboard.press(' ');
  await expect(summary(page)).toHaveText(/^8 days selected/);
  await page.keyboard.press(' ');
  await expect(summary(page)).toHaveText(/^7 days selected/);
  await page.keyboard.press('Escape');
  await expect(summary(page)).toHaveText(/^Nothing is selected/);
  await page.keyboard.press('Shift+ ');
  await expect(summary(page)).toHaveText(/^7 days selected/);
  await page.keyboard.press('Control+Home');
  await expect(grid.locator(':focus')).toHaveAccessibleName(/^22 November 2022, /);
  await page.keyboard.press('Control+End');
  await expect(day(grid, '30 November 2026')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '30 November 2026' })).toBeFocused();
  await expect(page.getByText('Not due before 1 Dec 2026.')).toBeVisible();
});

test('text selects, and what cannot be read is pointed at', async ({ world }) => {
  const page = await world.person('ops');
  await openCalendar(page, storePlan);
  const field = page.getByRole('textbox', { name: 'Select by text' });
  await field.fill('2026-02-*, 2026-03-10..2026-03-12, last 3');
  await field.press('Enter');
  await expect(summary(page)).toHaveText(/^34 days selected/);
  await field.fill('2026-02-30, soon, 2025-01-01');
  await field.press('Enter');
  await expect(page.getByText('The calendar has no “2026-02-30”.')).toBeVisible();
  await expect(page.getByText('“soon” is neither a period nor a word known here.')).toBeVisible();
  await expect(page.locator('mark')).toHaveText(['2026-02-30', 'soon']);
  await expect(summary(page)).toHaveText(/^1 day selected/);
});

test('presets select, and the wizard gets exactly that', async ({ world }) => {
  const page = await world.person('ops');
  await openCalendar(page, storePlan);
  const legend = page.getByRole('group', { name: 'Show only' });
  const missing = Number(/\d+/.exec(await legend.getByRole('button', { name: /^missing/ }).innerText())?.[0]);
  await page.getByRole('button', { name: 'All missing' }).click();
  await expect(summary(page)).toHaveText(`${missing} days selected: ${missing} missing`);
  await expect(page).toHaveURL(/sel=/);
  const sel = new URL(page.url()).searchParams.get('sel');
  const link = page.getByRole('link', { name: `Backfill ${missing} days` });
  await expect(link).toHaveAttribute('href', `/plans/${storePlan}/backfill?sel=${sel}`);
  await page.getByRole('button', { name: 'Last 30' }).click();
  await expect(summary(page)).toHaveText(/^30 days selected/);
  await page.getByRole('button', { name: 'None', exact: true }).click();
  await expect(summary(page)).toHaveText(/^Nothing is selected/);
});

test('one jumps to a year or a date, and the overview scrolls', async ({ world }) => {
  const page = await world.person('ops');
  const grid = await openCalendar(page, storePlan);
  const field = page.getByRole('textbox', { name: 'Jump to' });
  await field.fill('2024-02-29');
  await field.press('Enter');
  await expect(day(grid, '29 February 2024')).toBeFocused();
  await expect(day(grid, '29 February 2024')).toBeInViewport();
  await field.fill('2019');
  await field.press('Enter');
  await expect(page.getByText(/The calendar goes from 22 November 2022/)).toBeVisible();
  const overview = page.getByRole('slider', { name: 'Overview of the whole history' });
  await overview.focus();
  await page.keyboard.press('Home');
  await expect(grid.getByRole('gridcell', { name: /^22 November 2022, / })).toBeInViewport();
  await expect(overview).toHaveAttribute('aria-valuetext', /^22 November 2022 to /);
  await overview.press('End');
  await expect(overview).toHaveAttribute('aria-valuetext', / to 30 November 2026 in view$/);
});

test('the list is the same picture with the same selection', async ({ world }) => {
  const page = await world.person('ops');
  const grid = await openCalendar(page, storePlan);
  await day(grid, '19 November 2026').click();
  await page.getByRole('radio', { name: 'List' }).check();
  const list = page.getByRole('region', { name: /Partitions of/ });
  await expect(list.getByRole('checkbox', { name: 'Select 19 November 2026' })).toBeChecked();
  await list.getByRole('checkbox', { name: 'Select 18 November 2026' }).check();
  await expect(summary(page)).toHaveText('2 days selected: 2 materialised');
  await page
    .getByRole('group', { name: 'Show only' })
    .getByRole('button', { name: /^missing/ })
    .click();
  await expect(list.getByRole('row').nth(1)).toContainText('missing');
  await expect(list.getByRole('row', { name: /materialised/ })).toHaveCount(0);
  await expect(page).toHaveURL(/show=missing/);
  await page.getByRole('radio', { name: 'Calendar' }).check();
  await expect(day(grid, '18 November 2026')).toHaveAttribute('aria-selected', 'true');
});

test('cells change by themselves while a backfill runs, and say in which instance they failed', async ({
  world,
}) => {
  const page = await world.person('ops');
  const grid = await openCalendar(page, storePlan);
  const legend = page.getByRole('group', { name: 'Show only' });
  const missingBefore = Number(
    /\d+/.exec(await legend.getByRole('button', { name: /^missing/ }).innerText())?.[0],
  );
  world.sandbox.failDays(storePlan, { from: '2026-07-02', to: '2026-07-02' }, 'memory-limit');
  await command(page, '/api/backfills', {
    planId: storePlan,
    ranges: [{ start: '2026-07-01', end: '2026-07-02' }],
    note: '',
  });
  await page.reload();
  await page.getByRole('textbox', { name: 'Jump to' }).fill('2026-07-01');
  await page.getByRole('button', { name: 'Go' }).click();
  await expect(day(grid, '1 July 2026')).toHaveAccessibleName('1 July 2026, waiting');
  await day(grid, '1 July 2026').click();
  await expect(page.getByText(/^Waiting in the backfill of Mia \(ops\), asked for /)).toBeVisible();
  await expect(page.getByText('A backfill is at work: cells change by themselves.')).toBeVisible();
  await expect(async () => {
    await world.advance(5_000);
    await expect(day(grid, '1 July 2026')).toHaveAccessibleName('1 July 2026, materialised', {
      timeout: 500,
    });
    await expect(day(grid, '2 July 2026')).toHaveAccessibleName('2 July 2026, failed, 1 attempt', {
      timeout: 500,
    });
  }).toPass();
  await day(grid, '2 July 2026').click();
  const panel = page.getByRole('region', { name: '2 July 2026' });
  await expect(panel.getByText(/^Failed in instance \d+ at /)).toBeVisible();
  await expect(panel.getByText('The error begins with')).toBeVisible();
  await expect(panel.getByText(/memory/i).first()).toBeVisible();
  await expect(panel.getByRole('link', { name: 'Open the log' })).toHaveAttribute(
    'href',
    /\/instances\/\d+$/,
  );
  await expect(legend.getByRole('button', { name: /^failed/ })).toHaveText(/failed\s*1$/);
  await expect(legend.getByRole('button', { name: /^missing/ })).toHaveText(
    new RegExp(`missing\\s*${missingBefore - 2}$`),
  );
});

test.describe('an External plan', () => {
  const name = 'ads_fin_gross_margin_1d';

  async function selectMissing(page: Page, world: TestWorld): Promise<number> {
    await openCalendar(page, planNamed(world, name));
    await page.getByRole('button', { name: 'All missing' }).click();
    return Number(/^(\d+) days? selected/.exec(await summary(page).innerText())?.[1]);
  }

  test('marks what is missing in one command, says what it does not do, and offers the opposite', async ({
    world,
  }) => {
    const page = await world.person('ops');
    const count = await selectMissing(page, world);
    await actionsOf(page).getByRole('button', { name: 'Mark as success' }).click();
    const dialog = page.getByRole('dialog', { name: `Mark ${count} days as success` });
    await expect(dialog.getByText('queries will hit them')).toBeVisible();
    await expect(dialog.getByText(/^No data is written/)).toBeVisible();
    await expect(dialog.getByText(/^Nothing known here says that the data of/)).toBeVisible();
    await expectAccessible(page);
    const before = world.sandbox.calls.filter(({ call }) => call === 'updatePartition').length;
    await dialog.getByRole('button', { name: /^Mark .* as success$/ }).click();
    await expect(dialog.getByText('Say why: it stands in the journal.')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('loaded by hand');
    await dialog.getByRole('button', { name: /^Mark .* as success$/ }).click();
    const done = page.getByRole('dialog', { name: 'Done' });
    await expect(done.getByText(`CAN took it. Read back: ${count} days, as asked.`)).toBeVisible();
    expect(world.sandbox.calls.filter(({ call }) => call === 'updatePartition').length).toBe(before + 1);
    await done.getByRole('button', { name: 'Clear these' }).click();
    await expect(page.getByRole('dialog', { name: `Clear ${count} days` })).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(summary(page)).toHaveText(`${count} days selected: ${count} materialised`);
  });

  test('shows CAN’s refusal in the dialog and keeps what was typed', async ({ world }) => {
    const page = await world.person('ops');
    await selectMissing(page, world);
    world.sandbox.setFault({
      call: 'updatePartition',
      kind: 'refuse',
      errorMsg: 'Partition range is locked by job 77',
      times: 1,
    });
    await actionsOf(page).getByRole('button', { name: 'Mark as failed' }).click();
    const dialog = page.getByRole('dialog', { name: /^Mark .* as failed$/ });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('bad source');
    await dialog.getByRole('button', { name: /^Mark .* as failed$/ }).click();
    await expect(dialog.getByText('Partition range is locked by job 77')).toBeVisible();
    await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveValue('bad source');
    await dialog.getByRole('button', { name: /^Mark .* as failed$/ }).click();
    await expect(page.getByRole('dialog', { name: 'Done' })).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).last().click();
    await expect(summary(page)).toHaveText(/^\d+ days? selected: \d+ failed$/);
  });

  test('says what did not take when CAN only claims to have done it', async ({ world }) => {
    const page = await world.person('ops');
    await openCalendar(page, planNamed(world, name));
    world.sandbox.setFault({ call: 'clearPartition', kind: 'no-effect', times: 1 });
    await page.getByRole('button', { name: 'Last 7' }).click();
    await actionsOf(page).getByRole('button', { name: 'Clear' }).click();
    const dialog = page.getByRole('dialog', { name: 'Clear 7 days' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('wrong currency');
    await dialog.getByRole('button', { name: 'Clear 7 days' }).click();
    await expect(page.getByText(/reading back shows that \d days? did not change/)).toBeVisible();
  });

  test('an outcome that is not known is said to be so, and asking again sends nothing twice', async ({
    world,
  }) => {
    const page = await world.person('ops');
    await openCalendar(page, planNamed(world, name));
    world.sandbox.setFault({ call: 'updatePartition', kind: 'reset', times: 1 });
    await page.getByRole('button', { name: 'Last 7' }).click();
    await actionsOf(page).getByRole('button', { name: 'Mark as failed' }).click();
    const dialog = page.getByRole('dialog', { name: 'Mark 7 days as failed' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('bad source');
    await dialog.getByRole('button', { name: 'Mark 7 days as failed' }).click();
    await expect(dialog.getByText(/^Whether CAN did it is not known/)).toBeVisible();
    const calls = () => world.sandbox.calls.filter(({ call }) => call === 'updatePartition').length;
    const before = calls();
    await dialog.getByRole('button', { name: 'Ask again what came of it' }).click();
    await expect(dialog.getByRole('button', { name: 'Ask again what came of it' })).toBeEnabled();
    expect(calls()).toBe(before);
  });

  test('a prepared opposite opens its dialog and sends nothing by itself', async ({ world }) => {
    const page = await world.person('ops');
    await openCalendar(page, planNamed(world, name), '?sel=dfuxb-2&do=clear');
    const dialog = page.getByRole('dialog', { name: 'Clear 3 days' });
    await expect(dialog.getByText('2026-10-31 – 2026-11-02')).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(page).toHaveURL(/\?sel=dfuxb-2$/);
    expect(world.sandbox.calls.filter(({ call }) => call === 'clearPartition')).toEqual([]);
    // Nor does a link open what the plan does not allow.
    await openCalendar(page, storePlan, '?sel=dfuxb-2&do=clear');
    await expect(summary(page)).toHaveText(/^3 days selected/);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('CAN does not backfill it, and the reason stands at the button', async ({ world }) => {
    const page = await world.person('ops');
    await selectMissing(page, world);
    const button = actionsOf(page).getByRole('button', { name: /^Backfill/ });
    await expect(button).toHaveAccessibleDescription(/CAN does not backfill an External plan/);
    await expect(button).toHaveAttribute('aria-disabled', 'true');
  });
});

test('a plan that CAN keeps itself is not marked by hand', async ({ world }) => {
  const page = await world.person('ops');
  await openCalendar(page, storePlan);
  const actions = actionsOf(page);
  await expect(actions.getByRole('button', { name: 'Mark as success' })).toHaveAccessibleDescription(
    /Only partitions of an External plan/,
  );
  await expect(actions.getByRole('button', { name: 'Clear' })).toHaveAttribute('aria-disabled', 'true');
});

test('a full-refresh plan has one state and no calendar', async ({ world }) => {
  const page = await world.person('ops');
  await page.goto(`/plans/${planNamed(world, 'ads_scm_safety_stock')}`);
  await expect(page.getByText('it has no partitions, so there is no calendar')).toBeVisible();
  await expect(page.getByRole('grid')).toHaveCount(0);
  await page.getByRole('button', { name: 'Mark as refreshed' }).click();
  const dialog = page.getByRole('dialog', { name: 'Mark as refreshed' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('loaded by Airflow');
  await dialog.getByRole('button', { name: 'Mark as refreshed' }).click();
  await expect(page.getByRole('dialog', { name: 'Done' })).toBeVisible();
});

test('a day of hours tells how many are covered, and opens into 24', async ({ world }) => {
  const page = await world.person('ops');
  const grid = await openCalendar(page, planNamed(world, 'ads_traffic_realtime_1h'));
  const cell = grid.getByRole('gridcell', { name: /^20 November 2026, 24 of 24 hours materialised/ });
  await cell.click();
  await expect(summary(page)).toHaveText('24 hours selected: 24 materialised');
  const hours = page.getByRole('grid', { name: 'The hours of 20 November 2026' });
  await expect(hours.getByRole('gridcell')).toHaveCount(24);
  const seven = hours.getByRole('gridcell', { name: /^20 November 2026, 07:00, materialised/ });
  await seven.click({ modifiers: ['Control'] });
  await expect(summary(page)).toHaveText('23 hours selected: 23 materialised');
  await expect(seven).toHaveAttribute('aria-selected', 'false');
  await expect(cell).toHaveAttribute('aria-selected', 'false');
  await expect(page.getByText('Materialised according to CAN: queries hit it.')).toBeVisible();
});

test('a list that CAN does not give is a failure, not an empty calendar', async ({ world }) => {
  const page = await world.person('ops');
  await page.goto(`/plans/${world.sandbox.idOf('partitions-html')}`);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('grid')).toHaveCount(0);
});

test('a plan that was never filled says so and shows what should exist', async ({ world }) => {
  const page = await world.person('ops');
  const grid = await openCalendar(page, world.sandbox.idOf('never-filled'));
  await expect(page.getByText('this plan has never been filled')).toBeVisible();
  await expect(day(grid, '20 November 2026')).toHaveAccessibleName(/missing/);
});

test('nothing of it shuts anybody out', async ({ world }) => {
  const page = await world.person('ops');
  const grid = await openCalendar(page, storePlan);
  await page.getByRole('button', { name: 'All missing' }).click();
  await expectAccessible(page);
  await page
    .getByRole('group', { name: 'Show only' })
    .getByRole('button', { name: /^missing/ })
    .click();
  await day(grid, '20 November 2026').hover();
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'List' }).check();
  await expectAccessible(page);
  await openCalendar(page, planNamed(world, 'ads_traffic_realtime_1h'));
  await expectAccessible(page);
  await openCalendar(page, planNamed(world, 'rpt_month_close_revenue_1m'));
  await expectAccessible(page);
});
