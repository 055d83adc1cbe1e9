import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test, type TestWorld } from './world.ts';

const storePlan = '12883658';
const second = 1000;
const minute = 60 * second;

interface Listed {
  id: string;
  status: string;
  range: { start: string };
}

/** A backfill of ten days of which one fails, and the failed instance. */
async function failedInstance(page: Page, world: TestWorld): Promise<{ backfillId: string; id: string }> {
  world.sandbox.failDays(storePlan, { from: '2025-01-05', to: '2025-01-05' }, 'memory-limit');
  const answer = await page.request.post('/api/backfills', {
    data: { planId: storePlan, ranges: [{ start: '2025-01-01', end: '2025-01-10' }] },
    headers: { 'sec-fetch-site': 'same-origin', 'idempotency-key': 'the one' },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  const { id: backfillId } = (await answer.json()) as { id: string };
  await world.advance(20 * minute);
  const list = await page.request.get(`/api/backfills/${backfillId}/instances`);
  const { instances } = (await list.json()) as { instances: Listed[] };
  const failed = instances.filter(({ status }) => status === 'FAILED');
  expect(failed.map(({ range }) => range.start)).toEqual(['2025-01-05']);
  return { backfillId, id: failed[0]?.id ?? '' };
}

const log = (page: Page) => page.getByRole('region', { name: 'Text of the log' });

test('opens over its list under its own address, and alone by that address', async ({ world }) => {
  const page = await world.person('ops');
  const { backfillId, id } = await failedInstance(page, world);
  await page.goto(`/backfills/${backfillId}?status=FAILED`);
  await page
    .getByRole('table', { name: 'Instances of this backfill' })
    .getByRole('link', { name: '2025-01-05' })
    .click();
  const panel = page.getByRole('dialog', { name: `Instance ${id}` });
  await expect(panel).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/instances/${id}`));
  await expect(log(page)).toContainText('Caused by');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page).toHaveURL(`/backfills/${backfillId}?status=FAILED`);
  await expect(page.getByRole('link', { name: '2025-01-05', exact: true })).toBeFocused();

  await page.goto(`/instances/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: `Instance ${id}` })).toBeVisible();
  await expect(page.getByRole('link', { name: 'To its backfill' })).toHaveAttribute(
    'href',
    `/backfills/${backfillId}`,
  );
  await expect(page.getByText(/Half of the 9 other instances of this backfill took/).first()).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
});

test('searches the log, jumps to the root cause, folds library frames, links to a line', async ({
  world,
}) => {
  const page = await world.person('ops');
  const { id } = await failedInstance(page, world);
  await page.goto(`/instances/${id}`);
  await expect(log(page)).toContainText('Caused by');
  // The cause is read before anybody has asked for it.
  await expect(page.getByText(/^java\S+: Memory of Query/)).toBeInViewport({ ratio: 0.5 });
  await expect(
    log(page)
      .getByRole('button', { name: /Show \d+ frames of libraries/ })
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Control+f');
  const field = page.getByLabel('Search the log');
  await expect(field).toBeFocused();
  await field.fill('CAUSED BY');
  const count = page.getByRole('search').getByRole('status');
  await expect(count).toHaveText(/^1 of [2-9]$/);
  await field.press('Enter');
  await expect(count).toHaveText(/^2 of [2-9]$/);
  await field.press('Shift+Enter');
  await expect(count).toHaveText(/^1 of [2-9]$/);
  await expect(log(page).locator('mark[data-current]')).toHaveText('Caused by');
  await field.fill('no such words');
  await expect(count).toHaveText('Nothing found');
  await field.press('Escape');
  await expect(field).toHaveValue('');
  await page.getByRole('button', { name: 'Go to the root cause' }).click();
  await expect(log(page).locator('[data-cause]').first()).toBeInViewport();
  await page.getByRole('checkbox', { name: 'Fold library frames' }).uncheck();
  await expect(log(page).getByRole('button', { name: /frames of libraries/ })).toHaveCount(0);
  await log(page).getByRole('button', { name: 'Link to line 3', exact: true }).click();
  await expect(page).toHaveURL(/[?&]line=3/);
  await page.reload();
  await expect(log(page).locator('[data-linked]').first()).toContainText('3');
});

test('says the size of a long log before it is fetched', async ({ world }) => {
  const page = await world.person('ops');
  const { id } = await failedInstance(page, world);
  world.sandbox.setLogBytes(id, 300_000);
  await world.advance(5 * minute);
  await page.goto(`/instances/${id}`);
  // It opens at its cause, thousands of lines down, and the page at its top.
  await expect(log(page).locator('[data-cause]').first()).toContainText('Caused by');
  expect(await page.evaluate(() => scrollY)).toBe(0);

  world.sandbox.setLogBytes(id, 5_000_000);
  await world.advance(5 * minute);
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto(`/instances/${id}?line=15000`);
  await expect(page.getByText(/The whole log is 5\.\d MB\. This is its first 1\.0 MB\./)).toBeVisible();
  await expect(page.getByText('Line 15,000 lies beyond the part that is loaded.')).toBeVisible();
  expect(fetched).not.toContain(`/api/instances/${id}/log`);
  await page.getByRole('button', { name: /Load all of it \(5\.\d MB\)/ }).click();
  await expect(log(page).locator('[data-linked]').first()).toContainText('15000');
  expect(fetched).toContain(`/api/instances/${id}/log`);
  await page.getByLabel('Search the log').fill('caused by');
  await expect(page.getByRole('search').getByRole('status')).toHaveText(/^\d+ of \d+$/);
  await expectAccessible(page);
});

test('shows the SQL formatted or as it ran, and what differs from the last success beyond its dates', async ({
  world,
}) => {
  const page = await world.person('ops');
  const { id } = await failedInstance(page, world);
  await page.goto(`/instances/${id}`);
  const sql = page.getByRole('region', { name: 'SQL text' });
  await expect(sql).toContainText('INSERT OVERWRITE');
  await page.getByRole('radio', { name: 'Difference to the last success' }).check();
  await expect(page.getByText('Compared with instance')).toBeVisible();
  await expect(page.getByText('Apart from its dates and its own id, it is the same SQL.')).toBeVisible();
  await page.getByRole('radio', { name: 'Original' }).check();
  await expect(sql).toContainText('INSERT OVERWRITE');
  await expectAccessible(page);
});

test('copies a report for a ticket', async ({ world }) => {
  const page = await world.person('ops', { permissions: ['clipboard-read', 'clipboard-write'] });
  const { id } = await failedInstance(page, world);
  await page.goto(`/instances/${id}`);
  const report = async () => {
    await page.getByRole('button', { name: 'Copy a report for a ticket' }).click();
    await expect(page.getByText('Copied')).toBeVisible();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  // Whose call it was is known once the backfill has come.
  await expect.poll(report).toContain('- Trace id: ');
  const text = await report();
  expect(text).toContain('- Business dates: 2025-01-05');
  expect(text).toContain(`- Instance: ${id}`);
  expect(text).toMatch(/Root cause[^]*memory/i);
  expect(text).toContain('INSERT OVERWRITE');
  expect(text).toContain(`${world.url}/instances/${id}`);
});

test('an instance that does not exist says so', async ({ world }) => {
  const page = await world.person('ops');
  await page.goto('/instances/1');
  await expect(page.getByRole('alert')).toBeVisible();
});
