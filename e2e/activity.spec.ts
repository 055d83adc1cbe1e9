import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expectAccessible } from './axe.ts';
import { planNamed, post } from './conversion-steps.ts';
import { expect, test, type TestWorld } from './world.ts';

const orders = 'starrocks.`default_catalog.dwd`.dwd_trade_order_detail_di';
const external = 'ads_fin_gross_margin_1d';
const hour = 3_600_000;

/** Li Wei tells of a table, an hour later Mia marks and clears, backfills, and is refused once. */
async function aDay(world: TestWorld): Promise<{ ops: Page; owner: Page; planId: string }> {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const planId = planNamed(world, external);
  const done = async (page: Page, path: string, body: object, status: number) => {
    const answer = await post(page, path, body);
    expect(answer.status(), await answer.text()).toBe(status);
  };
  await done(owner, '/api/data-updates', { tableName: orders, tablePartition: '2026-11-20' }, 200);
  await world.advance(hour);
  const range = { start: '2026-11-19', end: '2026-11-20' };
  await done(
    ops,
    `/api/plans/${planId}/partitions/mark`,
    { success: [range], reason: 'Airflow run 4711' },
    200,
  );
  await done(ops, `/api/plans/${planId}/partitions/clear`, { ranges: [range], reason: 'bad load' }, 200);
  const store = planNamed(world, 'ads_trade_gmv_store_1d');
  await done(ops, '/api/backfills', { planId: store, ranges: [range], lotDays: 1, note: 'gap' }, 201);
  world.sandbox.setFault({ call: 'trigger', kind: 'refuse', errorMsg: '=HYPERLINK("http://x")', times: 1 });
  await done(ops, '/api/data-updates', { tableName: orders, tablePartition: '2026-11-18' }, 422);
  return { ops, owner, planId };
}

const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('cell') });

async function shown(page: Page): Promise<string[]> {
  const texts = await rows(page).getByRole('cell').allInnerTexts();
  const perRow = 6;
  return Array.from({ length: texts.length / perRow }, (_, i) =>
    [
      texts[i * perRow + 1]?.split('\n')[0],
      texts[i * perRow + 2],
      texts[i * perRow + 4]?.split('\n')[0],
    ].join(' · '),
  );
}

test('everybody reads who asked what of CAN and what came of it, filters it, and sends the filter on', async ({
  world,
}) => {
  const { owner, planId } = await aDay(world);
  await owner.goto('/activity');
  await expect(rows(owner)).toHaveCount(5);
  expect(await shown(owner)).toEqual([
    'Mia (ops) · Data update · Refused',
    'Mia (ops) · Backfill · Done',
    'Mia (ops) · Clear partitions · Done',
    'Mia (ops) · Mark as success · Done',
    'Li Wei (business owner) · Data update · Done',
  ]);
  const filters = owner.getByRole('search', { name: 'Filter the journal' });
  await filters.getByLabel('Action').selectOption('Data update');
  await expect(rows(owner)).toHaveCount(2);
  await filters.getByLabel('Outcome').selectOption('Refused');
  await expect(rows(owner)).toHaveCount(1);
  await expect(owner).toHaveURL('/activity?action=data-update&outcome=refused');
  await owner.reload();
  await expect(rows(owner)).toHaveCount(1);
  await filters.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows(owner)).toHaveCount(5);
  await filters.getByLabel('Plan').selectOption(planId);
  await expect(rows(owner)).toHaveCount(2);
  await expect(owner).toHaveURL(`/activity?plan=${planId}`);
  await filters.getByLabel('From').fill('2026-11-22');
  await expect(owner.getByText('No row matches')).toBeVisible();
  await filters.getByLabel('From').fill('2026-11-21');
  await filters.getByLabel('To').fill('2026-11-21');
  await expect(rows(owner)).toHaveCount(2);
});

test('a filter by person holds to the identity, not to the name somebody gave', async ({ world }) => {
  const { owner } = await aDay(world);
  await owner.goto('/activity');
  const person = owner.getByRole('search').getByLabel('Person');
  const mine = person.locator('option', { hasText: 'Li Wei (business owner) (' });
  await person.selectOption((await mine.getAttribute('value')) ?? '');
  await expect(rows(owner)).toHaveCount(1);
  await expect(rows(owner)).toContainText(orders);
  await expect(owner).toHaveURL(/\/activity\?who=[0-9a-f]{16}$/);
});

test('a row tells all: reason, trace id, the exact request without the credential, and where it leads', async ({
  world,
}) => {
  const { ops, planId } = await aDay(world);
  await ops.goto(`/activity?plan=${planId}`);
  const mark = rows(ops).filter({ hasText: 'Mark as success' });
  await mark.getByText(/^Details/).click();
  await expect(mark).toContainText('Airflow run 4711');
  await expect(mark).toContainText(/CAN’s trace id\s*[0-9a-f]{32}/);
  const request = mark.getByLabel('Exact request, as CAN got it');
  await expect(request).toContainText('POST /accelerate/plan/updatePartition');
  await expect(request).toContainText('"startTime": "2026-11-19T00:00:00"');
  await expect(mark).not.toContainText('auth-value');

  // What would take it back is prepared, and nothing is sent before somebody says so.
  const before = world.sandbox.calls.length;
  await mark.getByRole('link', { name: 'Prepare the opposite: clear these' }).click();
  await expect(ops.getByRole('dialog', { name: 'Clear 2 days' })).toBeVisible();
  expect(world.sandbox.calls.slice(before).filter(({ call }) => call === 'clearPartition')).toEqual([]);
  await ops.goto('/activity?action=backfill');
  await rows(ops)
    .getByText(/^Details/)
    .click();
  await rows(ops).getByRole('link', { name: 'Open the backfill' }).click();
  await expect(ops).toHaveURL(/\/backfills\//);
});

test('the tab on a plan shows that plan’s rows only', async ({ world }) => {
  const { ops, planId } = await aDay(world);
  await ops.goto(`/plans/${planId}?tab=activity`);
  await expect(rows(ops)).toHaveCount(2);
  await ops.getByRole('link', { name: 'Filter in the journal' }).click();
  await expect(ops).toHaveURL(`/activity?plan=${planId}`);
});

test('the file holds every row of the filter, and no formula', async ({ world }) => {
  const { ops } = await aDay(world);
  await ops.goto('/activity?action=data-update');
  await expect(rows(ops)).toHaveCount(2);
  const [file] = await Promise.all([
    ops.waitForEvent('download'),
    ops.getByRole('button', { name: 'Download CSV' }).click(),
  ]);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text.startsWith('\uFEFFWhen (CAN’s clock),When (UTC),Person,')).toBe(true);
  expect(text.trim().split('\r\n')).toHaveLength(3);
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(text).toContain('2026-11-21T10:00:00.000Z');
});

test('a row whose outcome is unknown stands out with what to do', async ({ world }) => {
  const ops = await world.person('ops');
  world.sandbox.setFault({ call: 'createTask', kind: 'empty', times: 1 });
  await post(ops, '/api/backfills', {
    planId: planNamed(world, 'ads_trade_gmv_store_1d'),
    ranges: [{ start: '2026-11-19', end: '2026-11-19' }],
    lotDays: 1,
  });
  await ops.goto('/activity?outcome=unknown');
  await expect(rows(ops)).toContainText('Outcome unknown');
  await expect(rows(ops)).toContainText('Look in CAN whether a backfill of these days was created');
  await rows(ops)
    .getByText(/^Details/)
    .click();
  await expect(rows(ops).getByRole('link', { name: 'Open the backfill' })).toBeVisible();
});

test('the list goes on for whoever scrolls', async ({ world }) => {
  const ops = await world.person('ops');
  const total = 130;
  for (let i = 0; i < total; i += 10) {
    const batch = Array.from({ length: 10 }, () =>
      post(ops, '/api/data-updates', { tableName: orders, tablePartition: '2026-11-20' }),
    );
    for (const answer of await Promise.all(batch)) expect(answer.status()).toBe(200);
  }
  await ops.goto('/activity');
  await expect(rows(ops)).toHaveCount(100);
  await rows(ops).last().scrollIntoViewIfNeeded();
  await expect(rows(ops)).toHaveCount(total);
  await expect(ops.getByText('This is all.')).toBeAttached();
});

test('nobody edits or deletes a row', async ({ world }) => {
  const { ops } = await aDay(world);
  const list = (await (await ops.request.get('/api/activity')).json()) as { activity: { id: string }[] };
  const headers = { 'sec-fetch-site': 'same-origin' };
  for (const path of ['/api/activity', `/api/activity/${list.activity[0]?.id}`]) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await ops.request.fetch(path, { method, headers, data: {} });
      expect([404, 405], `${method} ${path}`).toContain(answer.status());
    }
  }
  for (const query of ['limit=0', 'limit=1001', 'limit=x', 'state=great', 'from=2026-02-30'])
    expect((await ops.request.get(`/api/activity?${query}`)).status(), query).toBe(400);
  expect((await (await ops.request.get('/api/activity')).json()) as unknown).toMatchObject({
    activity: list.activity,
  });
});

test('nothing yet is said as that, and a failure as a failure', async ({ world }) => {
  const owner = await world.person('owner');
  await owner.goto('/activity');
  await expect(owner.getByText('Nothing has been asked of CAN yet')).toBeVisible();
  await owner.goto('/activity?action=data-update&plan=1');
  await expect(owner.getByText('No row matches')).toBeVisible();
});

for (const locale of ['en-GB', 'zh-CN']) {
  test(`the journal is accessible, ${locale}`, async ({ world }) => {
    const { planId } = await aDay(world);
    world.sandbox.setFault({ call: 'createTask', kind: 'empty', times: 1 });
    const page = await world.person('ops', { locale });
    await post(page, '/api/backfills', {
      planId: planNamed(world, 'ads_trade_category_brand_1d'),
      ranges: [{ start: '2026-11-19', end: '2026-11-19' }],
      lotDays: 1,
    });
    await page.goto('/activity');
    await expect(rows(page)).toHaveCount(6);
    await page.locator('summary').first().click();
    await expectAccessible(page);
    await page.goto(`/plans/${planId}?tab=activity`);
    await expect(rows(page)).toHaveCount(2);
    await expectAccessible(page);
  });
}
