import type { Locator, Page, Request } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test, type TestWorld } from './world.ts';

/** Complete but for seven gaps of 23 days in all. */
const storePlan = '12883658';
const second = 1000;
const minute = 60 * second;

async function openWizard(page: Page, planId: string, query = ''): Promise<void> {
  await page.goto(`/plans/${planId}/backfill${query}`);
  await expect(page.getByRole('navigation', { name: 'Steps' })).toBeVisible();
}

const next = (page: Page) => page.getByRole('button', { name: 'Next' });
const start = (page: Page) => page.getByRole('button', { name: /^Start \d/ });

async function toReview(page: Page): Promise<void> {
  await next(page).click();
  await next(page).click();
  await expect(page.getByRole('heading', { name: 'What will be sent' })).toBeVisible();
}

function created(world: TestWorld) {
  return world.sandbox.calls.filter(({ call }) => call === 'createTask').map(({ body }) => body);
}

async function rows(table: Locator): Promise<string[]> {
  return (await table.getByRole('row').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
}

async function backfill(page: Page, planId: string, ranges: object[], lotDays = 1): Promise<string> {
  const answer = await page.request.post('/api/backfills', {
    data: { planId, ranges, lotDays },
    headers: { 'sec-fetch-site': 'same-origin', 'idempotency-key': `${Math.random()}` },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

/** As if the person went to another tab, or came back. */
async function seenAs(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
    Object.defineProperty(document, 'hidden', { value: now === 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, state);
}

const figure = async (page: Page, name: string): Promise<number> => {
  const term = page.getByRole('region', { name: 'Progress' }).locator('dl > div').filter({ hasText: name });
  return Number((await term.locator('dd').first().innerText()).replaceAll(',', ''));
};

test.describe('the wizard', () => {
  test('leads from what is missing to a backfill that runs, one call a range, in order', async ({
    world,
  }) => {
    const page = await world.person('ops');
    await openWizard(page, storePlan);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'All missing' }).click();
    await expect(page.getByText('23 days selected')).toBeVisible();
    await next(page).click();
    await expect(
      page.getByRole('radio', { name: /^7 calls, nothing good redone, 23 instances$/ }),
    ).toBeChecked();
    await expect(page.getByRole('radio', { name: /^1 call, \d+ days redone that are good/ })).toBeVisible();
    await page.getByLabel('Days per instance').fill('3');
    await expect(page.getByText('10 instances in 7 calls')).toBeVisible();
    await page.getByLabel('Days per instance').fill('0');
    await expect(page.getByText('A whole number from 1 to 10,000.')).toBeVisible();
    await page.getByLabel('Days per instance').fill('1');
    await expectAccessible(page);
    await next(page).click();
    const planned = page.getByRole('table', { name: 'Every instance' });
    await expect
      .poll(async () => (await rows(planned)).slice(0, 4))
      .toEqual([
        'Business date Why it is in Call',
        '2024-03-23 missing #1',
        '2024-09-26 missing #2',
        '2024-09-27 missing #2',
      ]);
    await page.getByText('As cURL').click();
    const curl = page.getByText(/^curl -X POST/);
    await expect(curl).toContainText('"startTime":"2024-09-26","endTime":"2024-09-28","dateIntervalOfLot":1');
    await expect(curl).toContainText('auth-value: ***');
    await expectAccessible(page);
    await start(page).click();
    await expect(page).toHaveURL(/\/backfills\/[^/]+$/);
    await expect(page.getByRole('heading', { level: 1, name: /^Backfill of/ })).toBeVisible();
    expect(created(world).map((body) => (body as { startTime: string }).startTime)).toEqual([
      '2024-03-23',
      '2024-09-26',
      '2025-05-25',
      '2025-06-27',
      '2026-07-01',
      '2026-10-14',
      '2026-10-31',
    ]);
    await expect(page.getByRole('region', { name: 'Progress' })).toContainText('of 23 instances');
  });

  test('computes only what is missing or failed; good days are an explicit choice with a note', async ({
    world,
  }) => {
    const page = await world.person('ops');
    await openWizard(page, storePlan, '?sel=2026-10-10..2026-10-20');
    await expect(page.getByText('11 days selected')).toBeVisible();
    await expect(page.getByText('2 days (missing 2, failed 0)')).toBeVisible();
    await page.getByRole('checkbox', { name: 'Recompute materialised ones too (9 days)' }).check();
    await toReview(page);
    await expect(start(page)).toHaveText('Start 11 instances');
    await start(page).click();
    await expect(page.getByText('Say why 9 days that are good are to be recomputed.')).toBeVisible();
    await expect(page.getByLabel('Note')).toBeFocused();
    expect(created(world)).toHaveLength(0);
    await page.getByLabel('Note').fill('wrong exchange rate');
    await start(page).click();
    await expect(page.getByRole('heading', { name: 'Progress' })).toBeVisible();
    await expect(page.getByText('wrong exchange rate')).toBeVisible();
    expect(created(world)).toHaveLength(1);
  });

  test('points at what it can’t read, and goes on with nothing', async ({ world }) => {
    const page = await world.person('ops');
    await openWizard(page, storePlan);
    await expect(next(page)).toHaveAttribute('aria-disabled', 'true');
    await page.getByLabel('Partitions').fill('2026-02-30, tomorrow, 2026-10-14');
    await expect(page.getByText('The calendar has no “2026-02-30”.')).toBeVisible();
    await expect(page.getByText('“tomorrow” is neither a period nor a word known here.')).toBeVisible();
    await expect(next(page)).toHaveAttribute('aria-disabled', 'true');
    await page.getByLabel('Partitions').fill('2026-10-01..2026-10-05');
    await expect(page.getByText('Everything that is selected is there or under way already.')).toBeVisible();
    await expect(next(page)).toHaveAttribute('aria-disabled', 'true');
    await page.getByLabel('From').fill('2026-10-14');
    await page.getByLabel('To', { exact: true }).fill('2026-10-10');
    await expect(page.getByText('The end lies before the beginning.')).toBeVisible();
    await page.getByLabel('To', { exact: true }).fill('2026-10-15');
    await page.getByRole('button', { name: 'Add this range' }).click();
    await expect(page.getByLabel('Partitions')).toHaveValue('2026-10-01..2026-10-05, 2026-10-14..2026-10-15');
    await expect(page.getByText('2 days (missing 2, failed 0)')).toBeVisible();
  });

  test('loses nothing on reload, Back and Forward', async ({ world }) => {
    const page = await world.person('ops');
    await openWizard(page, storePlan, '?sel=2026-10-14..2026-10-15');
    await next(page).click();
    await page.getByLabel('Days per instance').fill('2');
    await next(page).click();
    await page.getByLabel('Note').fill('half of a sentence');
    await page.reload();
    await expect(page.getByLabel('Note')).toHaveValue('half of a sentence');
    await expect(start(page)).toHaveText('Start 1 instance');
    await page.getByRole('link', { name: 'Back', exact: true }).click();
    await expect(page.getByLabel('Days per instance')).toHaveValue('2');
    await page.goBack();
    await expect(page.getByLabel('Note')).toHaveValue('half of a sentence');
    await page.goBack();
    await page.goBack();
    await expect(page.getByLabel('Partitions')).toHaveValue('2026-10-14..2026-10-15');
    await page.getByRole('button', { name: 'Start over' }).click();
    await expect(page.getByLabel('Partitions')).toHaveValue('');
  });

  test('sends nothing twice on a double click, nor from two tabs', async ({ world }) => {
    const page = await world.person('ops');
    await openWizard(page, storePlan, '?sel=2026-10-14..2026-10-15');
    await toReview(page);
    const other = await page.context().newPage();
    await openWizard(other, storePlan, '?sel=2026-10-14..2026-10-15');
    await toReview(other);
    await Promise.all([start(page).dblclick(), start(other).dblclick()]);
    const tabs = [page, other];
    const progress = (tab: Page) => tab.getByRole('heading', { name: 'Progress' });
    // One tab comes to the backfill. The other does as well, or learns that it is under way already.
    for (const tab of tabs) {
      const learnt = tab.getByText(/Since you last looked, this has changed|This is being done right now/);
      await expect(progress(tab).or(learnt).first()).toBeVisible();
    }
    expect((await Promise.all(tabs.map((tab) => progress(tab).count()))).includes(1)).toBe(true);
    expect(created(world)).toHaveLength(1);
  });

  test('sends nothing while it can’t check what is there', async ({ world }) => {
    const page = await world.person('ops');
    await openWizard(page, storePlan, '?sel=2026-10-14..2026-10-15');
    await toReview(page);
    world.sandbox.setFault({ call: 'partitions', kind: 'reset' });
    await world.advance(10 * second);
    await start(page).click();
    await expect(page.getByText('Nothing was sent: the state of the partitions')).toBeVisible();
    expect(created(world)).toHaveLength(0);
    world.sandbox.clearFaults();
    await start(page).click();
    await expect(page.getByRole('heading', { name: 'Progress' })).toBeVisible();
    expect(created(world)).toHaveLength(1);
  });

  test('shows what has changed meanwhile, and asks again', async ({ world }) => {
    const page = await world.person('ops');
    await openWizard(page, storePlan, '?sel=2026-10-14..2026-10-31');
    await toReview(page);
    const owner = await world.person('owner');
    const id = await backfill(owner, storePlan, [{ start: '2026-10-14', end: '2026-10-14' }]);
    await world.advance(3 * second);
    await start(page).click();
    const changed = page.getByRole('alert').filter({ hasText: 'Since you last looked, this has changed' });
    await expect(changed).toContainText('2026-10-14: missing → ');
    expect(created(world)).toHaveLength(1);
    await expect(page.getByRole('button', { name: /^Start/ })).toHaveAttribute('aria-disabled', 'true');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'I have seen it' }).click();
    await expect(start(page)).toHaveText('Start 2 instances');
    await start(page).click();
    await expect(page).not.toHaveURL(new RegExp(id));
    await expect(page.getByRole('heading', { name: 'Progress' })).toBeVisible();
    expect(created(world).map((body) => (body as { startTime: string }).startTime)).toEqual([
      '2026-10-14',
      '2026-10-15',
      '2026-10-31',
    ]);

    // Somebody else has taken all of it: that is said where one was about to start it.
    await openWizard(page, storePlan, '?sel=2026-07-01..2026-07-08');
    await toReview(page);
    await backfill(owner, storePlan, [{ start: '2026-07-01', end: '2026-07-08' }]);
    await world.advance(3 * second);
    await expect(changed).toContainText('2026-07-08: missing → waiting');
    await expect(
      page.getByText('Everything that is selected is there or under way already.').first(),
    ).toBeVisible();
    await expect(start(page)).toHaveAttribute('aria-disabled', 'true');
  });

  test('names whose work it would overlap with', async ({ world }) => {
    const owner = await world.person('owner');
    const id = await backfill(owner, storePlan, [{ start: '2026-10-14', end: '2026-10-15' }]);
    await world.advance(3 * second);
    const page = await world.person('ops');
    await openWizard(page, storePlan, '?sel=2026-10-14..2026-10-15');
    await page.getByRole('checkbox', { name: /waiting or running already \(2 days\)/ }).check();
    await toReview(page);
    const overlap = page.getByRole('region', { name: 'Others are at work on some of this' });
    await expect(overlap).toContainText('2026-10-14');
    await expect(overlap.getByRole('link').first()).toContainText('21 Nov 2026');
    await expect(overlap.getByRole('link').first()).toHaveAttribute('href', `/backfills/${id}`);
  });

  test('asks for no range of a full refresh, for months of a MONTH plan, and gives scripts of an External one', async ({
    world,
  }) => {
    const page = await world.person('ops');
    const named = (
      test: (seed: { fullRefresh: boolean; granularity: string | null; kind: string }) => boolean,
    ) => world.sandbox.fleet.seeds.find((seed) => test(seed))?.id ?? '';
    const whole = named(({ fullRefresh, kind }) => fullRefresh && kind !== 'EXTERNAL');
    await openWizard(page, whole);
    await expect(page.getByText('This table is refreshed as a whole')).toBeVisible();
    await next(page).click();
    await expect(start(page)).toHaveText('Start 1 instance');
    await start(page).click();
    await expect(page.getByRole('heading', { name: 'Progress' })).toBeVisible();
    expect(created(world)).toEqual([
      expect.objectContaining({ planId: whole, startTime: '2026-11-21', endTime: '2026-11-21' }),
    ]);

    const month = named(({ granularity, kind }) => granularity === 'MONTH' && kind !== 'EXTERNAL');
    await openWizard(page, month, '?sel=2026-01..2026-02');
    await expect(page.getByText('2 months selected')).toBeVisible();
    await page.getByRole('checkbox', { name: /Recompute materialised/ }).check();
    await toReview(page);
    await expect(page.getByRole('table', { name: /Calls, in the order/ })).toContainText(
      '2026-01-01..2026-02-28',
    );

    const external = named(({ kind, fullRefresh }) => kind === 'EXTERNAL' && !fullRefresh);
    await page.goto(`/plans/${external}/backfill?sel=d`);
    await expect(page.getByText('CAN can’t backfill this plan')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Reference scripts' })).toBeVisible();
    await expect(page.getByText(/INSERT OVERWRITE/i).first()).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('an outcome that needs a person', () => {
  test.use({ settings: { CAN_TIMEOUT_MS: '400' } });

  test('names the ranges that CAN refused, and leads to another try', async ({ world }) => {
    const page = await world.person('ops');
    await openWizard(page, storePlan, '?sel=2026-07-01..2026-10-15');
    await toReview(page);
    world.sandbox.setFault({
      call: 'createTask',
      kind: 'refuse',
      times: 2,
      errorMsg: 'quota of tasks exceeded',
    });
    await start(page).click();
    const refused = page.getByRole('region', { name: '2 calls: CAN refused them' });
    await expect(refused).toContainText('2026-07-01..2026-07-08, 2026-10-14..2026-10-15');
    await expect(refused).toContainText('quota of tasks exceeded');
    await expectAccessible(page);
    await refused.getByRole('link', { name: 'Backfill these ranges again' }).click();
    await expect(page.getByLabel('Partitions')).toHaveValue('2026-07-01..2026-07-08, 2026-10-14..2026-10-15');
    await expect(page.getByText('This retries')).toBeVisible();
  });

  test('a call without an answer is settled by its dagName', async ({ world }) => {
    const page = await world.person('ops');
    await openWizard(page, storePlan, '?sel=2026-10-14..2026-10-15');
    await toReview(page);
    world.sandbox.setFault({ call: 'createTask', kind: 'timeout-after-effect', times: 1 });
    await start(page).click();
    const unknown = page.getByRole('region', { name: 'Call 1: nobody knows whether CAN created it' });
    await expect(unknown).toContainText('In CAN, open the plan’s task instances');
    await expectAccessible(page);
    await unknown.getByLabel('dagName').fill('no_such_dag');
    await unknown.getByRole('button', { name: 'This is it' }).click();
    await expect(unknown.getByRole('alert')).toBeVisible();
    await expect(unknown.getByLabel('dagName')).toHaveValue('no_such_dag');
    const [dagName = ''] = world.sandbox.dagNamesOf(storePlan);
    await unknown.getByLabel('dagName').fill(dagName);
    await unknown.getByRole('button', { name: 'This is it' }).click();
    await expect(unknown).toBeHidden();
    await world.advance(3 * second);
    await expect(page.getByRole('region', { name: 'Progress' })).toContainText('of 2 instances');
    expect(created(world)).toHaveLength(1);
  });

  test('or by saying that nothing was created; then it can be sent again', async ({ world }) => {
    const page = await world.person('ops');
    await openWizard(page, storePlan, '?sel=2026-10-14..2026-10-15');
    await toReview(page);
    world.sandbox.setFault({ call: 'createTask', kind: 'hang', times: 1 });
    await start(page).click();
    const unknown = page.getByRole('region', { name: 'Call 1: nobody knows whether CAN created it' });
    await unknown.getByRole('button', { name: 'Nothing was created' }).click();
    await unknown.getByRole('button', { name: 'Yes, nothing was created' }).click();
    await page.getByRole('button', { name: 'Send the 1 call' }).click();
    await world.advance(3 * second);
    await expect(page.getByRole('region', { name: 'Progress' })).toContainText('of 2 instances');
    expect(created(world)).toHaveLength(2);
  });

  test('an old CAN returns no handle: the calendar watches instead', async ({ world }) => {
    const page = await world.person('ops');
    world.sandbox.setFault({ call: 'createTask', kind: 'old-can-true' });
    await openWizard(page, storePlan, '?sel=2026-10-14..2026-10-15');
    await toReview(page);
    await start(page).click();
    const told = page.getByRole('region', { name: 'Created, but this CAN returns no handle' });
    await expect(told.getByRole('link', { name: 'To the calendar' })).toHaveAttribute(
      'href',
      `/plans/${storePlan}`,
    );
  });
});

test.describe('a reload while it is being sent', () => {
  test.use({ settings: { CAN_TIMEOUT_MS: '3000' } });

  test('is followed by the same question, not by a second backfill', async ({ world }) => {
    const page = await world.person('ops');
    await openWizard(page, storePlan, '?sel=2026-10-14..2026-10-15');
    await toReview(page);
    world.sandbox.setFault({ call: 'createTask', kind: 'timeout-after-effect', times: 1 });
    await start(page).click();
    await expect(page.getByRole('button', { name: 'Sending…' })).toBeVisible();
    await page.reload();
    await expect(page.getByText('It was sent, and no answer came.')).toBeVisible();
    await expect(async () => {
      const ask = page.getByRole('button', { name: 'Find out what became of it' });
      if (await ask.isVisible()) await ask.click({ timeout: 1000 });
      await expect(page).toHaveURL(/\/backfills\/[^/]+$/, { timeout: 1000 });
    }).toPass();
    await expect(page.getByRole('region', { name: /^Call 1: nobody knows/ })).toBeVisible();
    expect(created(world)).toHaveLength(1);
  });
});

test.describe('progress', () => {
  const range = [{ start: '2025-01-01', end: '2025-02-19' }];

  test('counts that sum to the total, an estimate, and the end, also told by the browser', async ({
    world,
  }) => {
    const page = await world.person('ops');
    await page.addInitScript(() => {
      const told: string[] = [];
      Object.assign(window, {
        told,
        Notification: Object.assign(
          function (title: string, { body }: { body: string }) {
            told.push(`${title}: ${body}`);
          },
          { requestPermission: () => Promise.resolve('granted') },
        ),
      });
    });
    world.sandbox.failDays(storePlan, { from: '2025-01-03', to: '2025-01-05' }, 'memory-limit', 1);
    const id = await backfill(page, storePlan, range);
    await world.advance(3 * second);
    await page.goto(`/backfills/${id}`);
    await expect(page.getByRole('region', { name: 'Progress' })).toContainText('of 50 instances');
    const names = ['Waiting', 'Running', 'Success', 'Failed'];
    const sum = async () => {
      const counts = await Promise.all(names.map((name) => figure(page, name)));
      return counts.reduce((total, n) => total + n, 0);
    };
    expect(await sum()).toBe(50);
    await page.getByRole('checkbox', { name: 'Tell me when it ends' }).check();
    await expect(page.getByText('Unknown yet')).toBeVisible();
    await expectAccessible(page);
    await world.advance(40 * second);
    await expect(page.getByText(/From \d+ finished instances of this backfill/)).toBeVisible();
    await expect(page).toHaveTitle(/^\d+% · Backfill of/);
    await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', /^data:image/);
    expect(await sum()).toBe(50);
    await world.advance(20 * minute);
    await expect(page.getByText('Done with failures')).toBeVisible();
    await expect.poll(() => figure(page, 'Failed')).toBe(3);
    await expect.poll(() => figure(page, 'Success')).toBe(47);
    await expect(page).toHaveTitle(/^Backfill of/);
    const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told);
    await expect
      .poll(told)
      .toEqual([expect.stringMatching(/^Backfill of .* has ended: 47 succeeded, 3 failed$/)]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
  });

  test('filters, sorts and views live in the address; what one looks at stays', async ({ world }) => {
    const page = await world.person('ops');
    const id = await backfill(page, storePlan, range);
    await world.advance(3 * second);
    await page.goto(`/backfills/${id}`);
    const table = page.getByRole('table', { name: 'Instances of this backfill' });
    await expect(table).toHaveAttribute('aria-rowcount', '51');
    await page.getByRole('button', { name: /^Running/ }).click();
    await expect(page).toHaveURL(/status=RUNNING/);
    const running = await rows(table);
    await world.advance(30 * second);
    await expect(page.getByText(/rows? no longer match/)).toBeVisible();
    const first = running[1]?.slice(0, 10) ?? '';
    await expect(table.getByRole('row').nth(1)).toContainText(first);
    await page.getByRole('button', { name: 'Update the list' }).click();
    await expect(table.getByRole('row').nth(1)).not.toContainText(first);
    await page.getByRole('button', { name: /^Running/ }).click();
    await page.getByLabel('Filter instances').fill('2025-02-1');
    await expect(table).toHaveAttribute('aria-rowcount', '11');
    await page.getByRole('button', { name: 'Business date' }).click();
    await expect(table.getByRole('row').nth(1)).toContainText('2025-02-19');
    await expect(page).toHaveURL(/sort=-date/);
    await page.reload();
    await expect(table.getByRole('row').nth(1)).toContainText('2025-02-19');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    expect((await download).suggestedFilename()).toBe(`backfill-${id}.csv`);
    await page.getByRole('radio', { name: 'Timeline' }).check();
    await expect(page.getByRole('table', { name: 'When each instance waited and ran' })).toHaveAttribute(
      'aria-rowcount',
      '11',
    );
    await expectAccessible(page);
  });

  test('shows words of CAN’s that are not known as they are', async ({ world }) => {
    const page = await world.person('ops');
    const id = await backfill(page, storePlan, range);
    await world.advance(3 * second);
    const list = (await (await page.request.get(`/api/backfills/${id}/instances`)).json()) as {
      instances: { id: string }[];
    };
    world.sandbox.setStatusWord(list.instances[0]?.id ?? '', 'PAUSED_BY_ADMIN');
    await world.advance(6 * second);
    await page.goto(`/backfills/${id}`);
    await expect(page.getByRole('button', { name: 'PAUSED_BY_ADMIN 1' })).toBeVisible();
    expect(await figure(page, 'Total')).toBe(50);
  });

  test('groups failures by what went wrong, and retries a group', async ({ world }) => {
    const page = await world.person('ops');
    world.sandbox.failDays(storePlan, { from: '2025-01-02', to: '2025-01-08' }, 'memory-limit');
    world.sandbox.failDays(storePlan, { from: '2025-01-20', to: '2025-01-20' }, 'unknown-column');
    const id = await backfill(page, storePlan, range);
    await world.advance(30 * minute);
    await page.goto(`/backfills/${id}`);
    const groups = page.getByRole('region', { name: 'Why instances failed' }).getByRole('listitem');
    await expect(groups).toHaveCount(2);
    await expect(groups.first()).toContainText('7 ×');
    await expect(groups.first()).toContainText('2025-01-02..2025-01-08');
    await expect(groups.first()).toContainText(/memory/i);
    await expect(groups.last()).toContainText(/unknown column/i);
    await groups.first().getByRole('link', { name: 'Retry this group (7)' }).click();
    await expect(page.getByLabel('Partitions')).toHaveValue('2025-01-02..2025-01-08');
    await page.getByRole('checkbox', { name: /Recompute materialised/ }).check();
    await toReview(page);
    await page.getByLabel('Note').fill('more memory');
    await start(page).click();
    await expect(page.getByRole('link', { name: 'an earlier backfill' })).toHaveAttribute(
      'href',
      `/backfills/${id}`,
    );
    await page.getByRole('link', { name: 'an earlier backfill' }).click();
    await expect(page.getByText('Retried by')).toBeVisible();
  });

  test('asks seldom and little, not while hidden, and no more once it is over', async ({ world }) => {
    const page = await world.person('ops');
    const id = await backfill(page, storePlan, [{ start: '2016-11-21', end: '2026-11-18' }]);
    await world.advance(3 * second);
    const asked: string[] = [];
    const sizes: Promise<number>[] = [];
    const open = new Set<Request>();
    const isPoll = (url: string) => url.includes('since=');
    page.on('request', (request) => {
      open.add(request);
      if (request.url().includes('/api/')) asked.push(request.url());
    });
    page.on('requestfailed', (request) => void open.delete(request));
    page.on('requestfinished', (request) => {
      open.delete(request);
      if (isPoll(request.url())) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    /** Whatever the page asks for has been asked, and answered: a request of our own goes the same way behind it. */
    const answered = async () => {
      await page.evaluate(async () => void (await fetch('/healthz')));
      await expect.poll(() => open.size).toBe(0);
    };
    await page.goto(`/backfills/${id}`);
    await expect(page.getByRole('region', { name: 'Progress' })).toContainText('of 3,650 instances');
    await answered();
    asked.length = 0;
    for (let now = 0; now < 60; now += 5) {
      await world.advance(5 * second);
      await answered();
    }
    expect(asked.length).toBeLessThanOrEqual(12);
    expect(sizes.length).toBeGreaterThan(2);
    for (const bytes of await Promise.all(sizes)) expect(bytes).toBeLessThanOrEqual(20_000);

    await seenAs(page, 'hidden');
    asked.length = 0;
    await world.advance(5 * minute);
    await answered();
    expect(asked.length).toBe(0);

    await world.advance(3 * 60 * minute);
    await seenAs(page, 'visible');
    await expect(page.getByText(/^Done/)).toBeVisible();
    await answered();
    asked.length = 0;
    await world.advance(5 * minute);
    await answered();
    expect(asked.filter(isPoll)).toEqual([]);
  });

  test('tells of the end when somebody asked for it', async ({ world }) => {
    const page = await world.person('ops', { permissions: ['notifications'] });
    await page.addInitScript(() => {
      const told: string[] = [];
      Object.assign(window, { told });
      class Heard {
        static permission = 'granted';
        static requestPermission = () => Promise.resolve('granted');
        constructor(title: string, { body }: { body: string }) {
          told.push(`${title}: ${body}`);
        }
      }
      Object.assign(window, { Notification: Heard });
    });
    const id = await backfill(page, storePlan, range);
    await world.advance(3 * second);
    await page.goto(`/backfills/${id}`);
    await page.getByRole('checkbox', { name: 'Tell me when it ends' }).check();
    await seenAs(page, 'hidden');
    await world.advance(30 * minute);
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { told: string[] }).told))
      .toEqual([expect.stringMatching(/^Backfill of .* has ended: \d+ succeeded, \d+ failed$/)]);
  });

  test('shows what was last seen while CAN can’t be asked', async ({ world }) => {
    const page = await world.person('ops');
    const id = await backfill(page, storePlan, range);
    await world.advance(10 * second);
    await page.goto(`/backfills/${id}`);
    await expect(page.getByRole('region', { name: 'Progress' })).toContainText('of 50 instances');
    world.sandbox.setFault({ call: 'instances', kind: 'status', status: 502 });
    await world.advance(20 * second);
    await expect(page.getByText(/could not be read just now; they are shown as last seen/)).toBeVisible();
    await expect(page.getByRole('region', { name: 'Progress' })).toContainText('of 50 instances');
  });

  test('tracks a dagName made elsewhere, once', async ({ world }) => {
    const page = await world.person('ops');
    await page.goto('/backfills');
    await expect(page.getByText('No backfill yet')).toBeVisible();
    await expectAccessible(page);
    const track = async (dagName: string) => {
      await page.getByRole('button', { name: 'Track a dagName' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('dagName').fill(dagName);
      await dialog.getByRole('button', { name: 'Track it' }).click();
      return dialog;
    };
    const dialog = await track('no_such_dag');
    await expect(dialog.getByRole('alert')).toBeVisible();
    await expect(dialog.getByLabel('dagName')).toHaveValue('no_such_dag');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await track(world.sandbox.demoDagName);
    await expect(page).toHaveURL(/\/backfills\/[^/]+$/);
    const address = page.url();
    await expect(page.getByText('Tracked by')).toBeVisible();
    await page.goto('/backfills');
    const table = page.getByRole('table', { name: 'Backfills, newest first' });
    await expect(table.getByRole('row')).toHaveCount(2);
    await track(world.sandbox.demoDagName);
    await expect(page).toHaveURL(address);
    await page.goto('/backfills?state=running');
    await expect(page.getByText('No backfill matches the filter')).toBeVisible();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect(table.getByRole('row')).toHaveCount(2);
    await expectAccessible(page);
  });
});
