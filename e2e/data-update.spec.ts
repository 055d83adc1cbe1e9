import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { post } from './conversion-steps.ts';
import { expect, test, type TestWorld } from './world.ts';

const orders = 'starrocks.`default_catalog.dwd`.dwd_trade_order_detail_di';
const second = 1000;
const hour = 3_600 * second;

const form = (page: Page) => page.getByRole('form', { name: 'A data update' });
const results = (page: Page) => page.getByRole('table', { name: 'Result of each day' });
const days = (page: Page) => form(page).getByLabel('Days', { exact: true });

function sent(world: TestWorld): unknown[] {
  return world.sandbox.calls.filter(({ call }) => call === 'trigger').map(({ body }) => body);
}

async function rowsOf(page: Page): Promise<string[]> {
  const rows = await results(page).getByRole('row').allInnerTexts();
  return rows.slice(1).map((text) =>
    text
      .replace(/[0-9a-f]{32}/, '<trace>')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

test('a pasted name is taken apart, several days go out one by one, and what got fresher is shown', async ({
  world,
}) => {
  const page = await world.person('ops');
  // How fresh all plans are is known beforehand: what nobody knew before can't be called fresher.
  await page.goto('/plans');
  await expect(page.getByRole('region', { name: 'Summary' })).toHaveText(/^43 of 48 plans/, {
    timeout: 25_000,
  });
  await page.goto('/data-updates');
  await form(page).getByRole('textbox', { name: 'Whole table name' }).fill(orders);
  for (const [part, text] of [
    ['Data source', 'starrocks'],
    ['Catalog', 'default_catalog'],
    ['Schema', 'dwd'],
    ['Table', 'dwd_trade_order_detail_di'],
  ] as const)
    await expect(form(page).getByLabel(part, { exact: true })).toHaveValue(text);
  await expect(form(page).getByText(orders)).toBeVisible();
  await expect(form(page).getByText('57 of at most 128 characters')).toBeVisible();
  await days(page).fill('2026-11-18..2026-11-19');
  await form(page).getByLabel('Add a day').fill('2026-11-20');
  await form(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(days(page)).toHaveValue('2026-11-18..2026-11-19, 2026-11-20');
  await form(page).getByRole('button', { name: 'Send 3 data updates' }).click();
  await expect(page.getByText('CAN has heard all 3.')).toBeVisible();
  expect(await rowsOf(page)).toEqual([
    '18 Nov 2026 Done <trace>',
    '19 Nov 2026 Done <trace>',
    '20 Nov 2026 Done <trace>',
  ]);
  expect(sent(world)).toEqual(
    ['2026-11-18', '2026-11-19', '2026-11-20'].map((tablePartition) => ({
      tableName: orders,
      tenantId: 'demo',
      tablePartition,
    })),
  );
  // CAN refreshes what is built on it. An hour later all has ended; the 20th of this plan always lacks memory.
  const changes = page.getByRole('table', { name: 'Plans whose freshness has changed' });
  await world.advance(hour);
  // The page looks again after 15 s of its own clock, and the gateway may need several looks for all plans.
  await expect(async () => {
    await world.advance(30 * second);
    await expect(changes.getByRole('row', { name: /城市 × 会员等级 GMV/ }).getByRole('cell')).toHaveText(
      ['城市 × 会员等级 GMV', 'Behind, data up to 17 Nov 2026', 'Behind, data up to 19 Nov 2026'],
      { timeout: 1_500 },
    );
  }).toPass({ timeout: 25_000 });
  await page.getByRole('link', { name: 'In the journal' }).click();
  await expect(page.getByRole('row', { name: /Data update/ })).toHaveCount(3);
});

test('each rule has its own words, and nothing goes out before all are kept', async ({ world }) => {
  const page = await world.person('ops');
  await page.goto('/data-updates');
  const send = form(page).getByRole('button', { name: /^Send/ });
  await send.click();
  await expect(form(page).getByText('Data source is missing.')).toBeVisible();
  await expect(form(page).getByText('Name at least one day.')).toBeVisible();
  await expect(form(page).getByLabel('Data source')).toBeFocused();
  for (const [part, text, words] of [
    ['Data source', 'star.rocks', 'A dot separates the parts'],
    ['Catalog', '`default`', 'Backticks are added by themselves'],
    ['Schema', ' dwd', 'There is a blank at the beginning or the end.'],
    ['Table', 'ｏrders', 'Some characters are full-width'],
    // `abc` and `.`, three more and the two backticks stand around it.
    ['Table', 'x'.repeat(128), 'CAN takes at most 128 characters; this name has 142.'],
  ] as const) {
    await form(page).getByLabel(part, { exact: true }).fill(text);
    await expect(form(page).getByText(words)).toBeVisible();
    await form(page).getByLabel(part, { exact: true }).fill('abc');
    await expect(form(page).getByText(words)).toBeHidden();
  }
  for (const [text, words] of [
    ['starrocks.dwd.orders', 'There are no backticks around catalog and schema'],
    ['starrocks.`dwd.orders', 'One of the two backticks is missing'],
    ['`cat.dwd`.orders', 'The data source before the first backtick is missing'],
    ['starrocks.`dwd`.orders', 'Between the backticks there must be catalog and schema'],
  ] as const) {
    await form(page).getByRole('textbox', { name: 'Whole table name' }).fill(text);
    await expect(form(page).getByText(words)).toBeVisible();
  }
  for (const [text, words] of [
    ['2026-02-30', '“2026-02-30” is no day.'],
    ['2026-11-20..2026-11-18', 'ends before it starts.'],
    ['2026', 'That is 365 days; at most 62 can be sent at once.'],
  ] as const) {
    await days(page).fill(text);
    await expect(form(page).getByText(words)).toBeVisible();
  }
  await send.click();
  expect(sent(world)).toEqual([]);
  for (const body of [
    { tableName: '', tablePartition: '2026-11-20' },
    { tableName: 'x'.repeat(129), tablePartition: '2026-11-20' },
    { tableName: orders, tablePartition: '2026-02-30' },
    { tableName: orders, tablePartition: '2026-11' },
    { tableName: orders },
  ])
    expect((await post(page, '/api/data-updates', body)).status(), JSON.stringify(body)).toBe(400);
  expect(sent(world)).toEqual([]);
});

test('a refusal stops the rest, in CAN’s words; what was not sent can be', async ({ world }) => {
  const page = await world.person('ops');
  await page.goto(`/data-updates?table=${encodeURIComponent(orders)}`);
  await days(page).fill('2026-11-18..2026-11-20');
  world.sandbox.setFault({ call: 'trigger', kind: 'refuse', errorMsg: 'Table is being rebuilt', times: 1 });
  await form(page).getByRole('button', { name: 'Send 3 data updates' }).click();
  await expect(page.getByText('It stopped at the first day that did not go well.')).toBeVisible();
  expect(await rowsOf(page)).toEqual([
    '18 Nov 2026 Refused Table is being rebuilt Send again <trace>',
    '19 Nov 2026 Not sent',
    '20 Nov 2026 Not sent',
  ]);
  expect(sent(world)).toHaveLength(1);
  await page.getByRole('button', { name: 'Send the 2 that were not sent' }).click();
  await expect(results(page).getByText('Done')).toHaveCount(2);
  await results(page).getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('CAN has heard all 3.')).toBeVisible();
  expect(sent(world)).toHaveLength(4);
});

test.describe('an answer that never comes', () => {
  test.use({ settings: { CAN_TIMEOUT_MS: '700' } });

  test('is unknown; asking again sends nothing twice, and the journal says what to do', async ({ world }) => {
    const page = await world.person('ops');
    await page.goto(`/data-updates?table=${encodeURIComponent(orders)}`);
    await days(page).fill('2026-11-20');
    world.sandbox.setFault({ call: 'trigger', kind: 'timeout-after-effect', times: 1 });
    await form(page).getByRole('button', { name: 'Send 1 data update' }).click();
    await expect(results(page)).toContainText('Outcome unknown');
    await results(page).getByRole('button', { name: 'Ask again what came of it' }).click();
    await expect(results(page)).toContainText('It is not known whether CAN heard it.');
    expect(sent(world)).toHaveLength(1);
    await page.getByRole('link', { name: 'In the journal' }).click();
    await expect(page.getByRole('row', { name: /Data update/ })).toContainText(
      'at worst CAN refreshes twice',
    );
  });
});

test('what anybody has sent before is a template', async ({ world }) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const body = { tableName: orders, tablePartition: '2026-11-19' };
  expect((await post(owner, '/api/data-updates', body)).status()).toBe(200);
  await ops.goto('/data-updates');
  const recent = ops.getByRole('region', { name: 'Recent ones' });
  await expect(recent).toContainText('last for 19 Nov 2026, by Li Wei (business owner)');
  await recent.getByRole('button', { name: orders }).click();
  await expect(form(ops).getByLabel('Table', { exact: true })).toHaveValue('dwd_trade_order_detail_di');
});

for (const locale of ['en-GB', 'zh-CN']) {
  test(`data updates are accessible, ${locale}`, async ({ world }) => {
    const page = await world.person('ops', { locale });
    await page.goto(`/data-updates?table=${encodeURIComponent(orders)}`);
    await page.getByRole('button', { name: /Send data updates|发送数据更新/ }).click();
    await expectAccessible(page);
    await page.locator('[name="days"]').fill('2026-11-20');
    await page.getByRole('button', { name: /Send 1 data update|发送 1 条数据更新/ }).click();
    await expect(page.getByText(/CAN has heard it\.|CAN 已收到全部 1 条。/)).toBeVisible();
    await expectAccessible(page);
  });
}
