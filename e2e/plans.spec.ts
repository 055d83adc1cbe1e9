import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expectAccessible } from './axe.ts';
import { expect, test } from './world.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Plans' });
const rows = (page: Page) => table(page).locator('[role="rowgroup"]').nth(1).getByRole('row');
const rowOf = (page: Page, name: string) => rows(page).filter({ hasText: name });
const summary = (page: Page) => page.getByRole('region', { name: 'Summary' });

async function opened(page: Page, query = ''): Promise<void> {
  await page.goto(`/plans${query}`);
  await expect(summary(page)).toContainText('up to date.');
  await expect(summary(page)).not.toContainText('Still counting', { timeout: 20_000 });
}

/** A row as what stands under each heading. */
async function cells(page: Page, row: Locator): Promise<Record<string, string>> {
  const names = await table(page).getByRole('columnheader').allInnerTexts();
  const texts = await row.getByRole('cell').allInnerTexts();
  return Object.fromEntries(names.map((name, i) => [name.trim(), texts[i]?.trim() ?? '']));
}

test('says in a sentence how the fleet stands; each number leads to its plans, worst first', async ({
  world,
}) => {
  const page = await world.person('owner');
  await opened(page);
  await expect(summary(page)).toHaveText(
    /^43 of 48 plans are up to date\. 3 are behind, the oldest since \d+ Nov 2026\. 1 has never been filled\. 1 is unknown: CAN would not say\.$/,
  );
  const states = await rows(page).locator('[data-column="state"]').allInnerTexts();
  const order = states.map((text) => /^(Not ready|Behind|Unknown|Up to date)/.exec(text.trim())?.[0]);
  expect(order.slice(0, 6)).toEqual(['Not ready', 'Behind', 'Behind', 'Behind', 'Unknown', 'Up to date']);
  expect(await cells(page, rows(page).nth(1))).toMatchObject({
    State: 'Behind',
    'Behind by': '9 days',
    Kind: 'Result',
    Granularity: 'Day',
  });
  await expect(
    rowOf(page, 'ads_trade_legacy_pos_1d').getByTitle(/CAN says: Failed to load .*trace id/),
  ).toBeVisible();

  await summary(page).getByRole('link', { name: '3 are behind' }).click();
  await expect(page).toHaveURL('/plans?state=behind');
  await expect(page.getByText('3 of 48 plans', { exact: true })).toBeVisible();
  await expect(rows(page)).toHaveCount(3);
  await page.goBack();
  await expect(page.getByText('48 plans', { exact: true })).toBeVisible();
});

test('filters and order live in the address; nothing that fits says so and offers the way back', async ({
  world,
}) => {
  const page = await world.person('ops');
  await opened(page);
  await page.getByLabel('Granularity').selectOption('Month');
  await page.getByLabel('Kind').selectOption('Result');
  await table(page).getByRole('button', { name: 'Plan', exact: true }).click();
  await table(page).getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(page).toHaveURL('/plans?kind=RESULT&granularity=MONTH&sort=-plan');
  await expect(table(page).getByRole('columnheader', { name: 'Plan', exact: true })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  const shown = await rows(page).allInnerTexts();
  expect(shown.length).toBeGreaterThan(1);
  await page.reload();
  await expect(rows(page)).toHaveCount(shown.length);
  expect(await rows(page).allInnerTexts()).toEqual(shown);

  await page.getByRole('textbox', { name: 'Search plans' }).fill('no such plan');
  await expect(page.getByText('No plan matches')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL('/plans?sort=-plan');
  await expect(page.getByText('48 plans', { exact: true })).toBeVisible();
});

test('the keyboard alone finds a plan and opens it', async ({ world }) => {
  const page = await world.person('ops');
  await opened(page);
  await page.keyboard.press('/');
  await page.keyboard.type('refund');
  await page.keyboard.press('Escape');
  await expect(rows(page)).not.toHaveCount(0);
  await expect(page).toHaveURL('/plans?q=refund');
  await page.keyboard.press('j');
  await expect(rows(page).first().getByRole('link').first()).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(rows(page).first().getByRole('link').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/plans\/\d+$/);
});

test('a refresh changes what a row says, not where it is while one points at it', async ({ world }) => {
  const page = await world.person('ops');
  await opened(page);
  const fresh = rowOf(page, 'ads_trade_gmv_overview_1d');
  await fresh.hover();
  const before = await fresh.boundingBox();
  const planId = world.sandbox.fleet.seeds[0]?.id ?? '';
  world.sandbox.setFault({ call: 'latestTime', planId, kind: 'refuse', errorMsg: 'Gone fishing' });
  await world.advance(61_000);
  await expect(summary(page)).toContainText('2 are unknown');
  await expect(fresh.getByText('Unknown')).toBeVisible();
  expect(await fresh.boundingBox()).toEqual(before);
  await expect(page.getByText('The order has changed')).toBeVisible();

  await summary(page).hover();
  await expect(page.getByText('The order has changed')).toBeHidden();
  await expect(rows(page).nth(4)).toContainText('ads_trade_gmv_overview_1d');
});

test('in an outage the states stay, with their age; it clears by itself', async ({ world }) => {
  const page = await world.person('ops');
  await opened(page);
  world.sandbox.setFault({ call: '*', kind: 'status', status: 502 });
  await world.advance(61_000);
  await expect(summary(page)).toContainText('as they were last seen: CAN has an internal error');
  await expect(summary(page)).toContainText('43 of 48 plans are up to date.');
  await expect(rows(page).nth(1)).toContainText('Behind');
  await world.advance(600_000);
  await expect(page.getByText(/^Updated 1\d min ago$/)).toBeVisible();
  await expect(summary(page)).toContainText('43 of 48 plans are up to date.');
  await expectAccessible(page);
  world.sandbox.clearFaults();
  await world.advance(300_000);
  await expect(summary(page)).not.toContainText('last seen');
  await expect(summary(page)).toHaveText(/^43 of 48 plans/);
});

test('asks nothing while hidden, and at once when it is seen again', async ({ world }) => {
  const page = await world.person('ops');
  await opened(page);
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(request.url()));
  const see = (state: 'visible' | 'hidden') =>
    page.evaluate((now) => {
      Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
      Object.defineProperty(document, 'hidden', { value: now === 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    }, state);
  await see('hidden');
  // What rows in view had begun to ask for goes out together, a moment later.
  await world.advance(1_000);
  await page.evaluate(async () => void (await fetch('/healthz')));
  asked.length = 0;
  await world.advance(30 * 60_000);
  await world.advance(30 * 60_000);
  // A request of our own goes the same way behind any other.
  await page.evaluate(async () => void (await fetch('/healthz')));
  expect(asked.map((url) => new URL(url).pathname)).toEqual(['/healthz']);
  const answer = page.waitForResponse(/\/api\/plans\/states/);
  await see('visible');
  expect((await answer).ok()).toBe(true);
});

test('what of ours is under way stands in the row: a backfill with its progress, an open request', async ({
  world,
}) => {
  const page = await world.person('ops');
  const plan = world.sandbox.fleet.seeds.find(({ name }) => name === 'ads_trade_gmv_store_1d');
  const send = async (path: string, data: unknown) => {
    const answer = await page.request.post(path, {
      data,
      headers: { 'sec-fetch-site': 'same-origin', 'idempotency-key': path },
    });
    expect(answer.status(), await answer.text()).toBe(201);
  };
  const other = world.sandbox.fleet.seeds.find(({ name }) => name === 'rpt_ceo_daily_board_1d');
  await send('/api/backfills', { planId: plan?.id, ranges: [{ start: '2026-11-01', end: '2026-11-10' }] });
  await send('/api/conversions', { planId: other?.id, reason: 'Airflow takes over', scheduler: 'Airflow' });
  await opened(page, '?sort=activity');
  await expect(
    rows(page)
      .nth(0)
      .getByRole('link', { name: /Backfill/ }),
  ).toBeVisible();
  await expect(rows(page).nth(1).getByRole('link', { name: 'Conversion requested' })).toBeVisible();
  await rows(page)
    .nth(0)
    .getByRole('link', { name: /Backfill/ })
    .click();
  await expect(page).toHaveURL(/\/backfills\//);
});

test('the list as it is shown becomes a file that spreadsheets open safely', async ({ world }) => {
  const page = await world.person('owner');
  await opened(page, '?state=behind');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('plans-2026-11-21.csv');
  const text = readFileSync(await file.path(), 'utf8');
  expect(text.startsWith('\uFEFFID,Name,Display name,')).toBe(true);
  expect(text.trimEnd().split('\r\n')).toHaveLength(4);
  expect(text).toContain('城市 × 会员等级 GMV');
});

test('columns and density are remembered', async ({ world }) => {
  const page = await world.person('ops');
  await opened(page);
  await page.getByRole('button', { name: 'Columns and density' }).click();
  const panel = page.getByRole('group', { name: 'Columns and density' });
  await panel.getByLabel('Kind').uncheck();
  await panel.getByLabel('ID').check();
  await panel.getByText('Compact').click();
  await expectAccessible(page);
  await page.reload();
  await expect(table(page)).toHaveAttribute('data-density', 'compact');
  await expect(table(page).getByRole('columnheader', { name: 'Kind' })).toHaveCount(0);
});

test('who may not see plans is told so, and what to do', async ({ world }) => {
  const page = await world.person('owner');
  world.sandbox.deny('owner');
  await page.goto('/plans');
  await expect(page.getByText('CAN does not let you do this')).toBeVisible();
  await expect(page.getByText('No plans yet')).toBeHidden();
  await expectAccessible(page);
});

test('a tenant without plans is told so', async ({ world }) => {
  // The sandbox has no call that takes its plans away; CAN's list is made of these.
  (world.sandbox.fleet.seeds as unknown[]).length = 0;
  const page = await world.person('ops');
  await page.goto('/plans');
  await expect(page.getByText('No plans yet')).toBeVisible();
  await expectAccessible(page);
});

test('groups that do not tell the truth are noticed and said', async ({ world }) => {
  world.sandbox.shape.groupsLie = true;
  const page = await world.person('ops');
  await opened(page);
  await expect(summary(page)).toContainText('each plan is asked about by itself');
  await expect(summary(page)).toContainText('43 of 48 plans are up to date.');
});

test.describe('in Chinese', () => {
  test('reads as well', async ({ world }) => {
    const page = await world.person('owner', { locale: 'zh-CN' });
    await page.goto('/plans');
    const said = page.getByRole('region', { name: '概况' });
    await expect(said).toContainText('48 个方案中 43 个已是最新。', { timeout: 20_000 });
    await expect(said).toContainText('1 个从未写入过数据。');
    await said.getByRole('link', { name: '3 个落后' }).click();
    await expect(page.getByText('3 / 48 个方案')).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('thousands of plans', () => {
  test.use({ settings: { SANDBOX_PLANS: '5000' } });

  test('are as light as a few, and are not called counted before they are', async ({ world }) => {
    const page = await world.person('ops');
    await page.goto('/plans');
    await expect(page.getByText('5,000 plans', { exact: true })).toBeVisible({ timeout: 25_000 });
    await expect(summary(page)).toContainText(/checked [\d,]+ of 5,000 plans/);
    await expect(summary(page)).not.toContainText(/of 5,000 plans (is|are) up to date/);
    for (const at of [0, 0.5, 1]) {
      await page.evaluate((share) => window.scrollTo(0, document.body.scrollHeight * share), at);
      await expect(rows(page).nth(8)).toBeInViewport();
      const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
      expect(nodes).toBeLessThan(1500);
    }
    await expect(table(page).locator('[aria-rowindex="5001"]')).toBeVisible();
  });
});
