import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { requested } from './conversion-steps.ts';
import { expect, test, type TestWorld } from './world.ts';

/** What may stand in English on a Chinese page: names, abbreviations that nobody translates, and the way to English. */
const untranslated = new Set(
  (
    'CAN ID SQL CSV cURL cron DROP TABLE Catalog Schema dagName trace id English ' +
    'Ctrl Shift Esc Enter Home End Page Up Down'
  ).split(' '),
);

/** What the page says in letters, to eyes and to readers. What is CAN's own stands in these elements. */
const canSays =
  'bdi, code, pre, dd, [role=cell], [role=region][aria-label="日志正文"], script, style, noscript';

function textsOf(page: Page): Promise<string[]> {
  return page.evaluate((foreign) => {
    const said: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (!holder?.closest(foreign)) said.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
      if (element.closest(foreign)) continue;
      for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
        said.push(element.getAttribute(name) ?? '');
    }
    said.push(document.title);
    return said;
  }, canSays);
}

async function englishOn(page: Page, names: readonly string[]): Promise<string[]> {
  return [...new Set(await textsOf(page))].filter((text) => {
    let rest = text.replace(/CAN 的原话：.*/, '');
    for (const name of names) rest = rest.replaceAll(name, ' ');
    // Names of tables, plans and hosts have digits, dots or underscores in them; words have not.
    const words = rest.match(/[A-Za-z0-9_.:/@#=-]*[A-Za-z]{2,}[A-Za-z0-9_.:/@#=-]*/g) ?? [];
    return words.some((word) => !untranslated.has(word) && !/[_.\d/]/.test(word));
  });
}

const minute = 60_000;

/** A backfill of which nobody knows whether CAN created it. */
async function inTrouble(page: Page, world: TestWorld, planId: string): Promise<string> {
  world.sandbox.setFault({ call: 'createTask', kind: 'empty', times: 1 });
  const answer = await page.request.post('/api/backfills', {
    data: { planId, ranges: [{ start: '2026-07-05', end: '2026-07-05' }], note: '' },
    headers: { 'sec-fetch-site': 'same-origin', 'idempotency-key': 'trouble' },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

async function worked(page: Page, world: TestWorld): Promise<{ backfill: string; instance: string }> {
  const planId = world.sandbox.fleet.seeds.find(({ name }) => name === 'ads_trade_gmv_store_1d')?.id ?? '';
  world.sandbox.failDays(planId, { from: '2026-07-02', to: '2026-07-02' }, 'memory-limit');
  const answer = await page.request.post('/api/backfills', {
    data: { planId, ranges: [{ start: '2026-07-01', end: '2026-07-02' }], note: '' },
    headers: { 'sec-fetch-site': 'same-origin', 'idempotency-key': 'words' },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  const { id } = (await answer.json()) as { id: string };
  await world.advance(20 * minute);
  const list = await page.request.get(`/api/backfills/${id}/instances`);
  const { instances } = (await list.json()) as { instances: { id: string; status: string }[] };
  return { backfill: id, instance: instances.find(({ status }) => status === 'FAILED')?.id ?? '' };
}

test('every page speaks Chinese to whoever reads Chinese', async ({ world }) => {
  test.setTimeout(180_000);
  const [ops, owner] = [
    await world.person('ops', { locale: 'zh-CN' }),
    await world.person('owner', { locale: 'zh-CN' }),
  ];
  const { seeds } = world.sandbox.fleet;
  const idOf = (name: string) => seeds.find((plan) => plan.name === name)?.id ?? '';
  const { backfill, instance } = await worked(ops, world);
  const unknown = await inTrouble(ops, world, idOf('ads_trade_gmv_store_1d'));
  const conversion = await requested(ops, idOf('ads_trade_category_brand_1d'));
  const names = [
    'Acceleration Console',
    'Mia (ops)',
    'Li Wei (business owner)',
    'Airflow takes over',
    'Airflow, team Data Platform',
    'demo',
    '(Switch to English)',
    ...seeds
      .flatMap(({ name, displayName }) => [displayName ?? '', name ?? ''])
      .filter((name) => name !== ''),
  ].sort((a, b) => b.length - a.length);
  const pages: [Page, string][] = [
    [ops, '/plans'],
    [ops, `/plans/${idOf('ads_trade_gmv_store_1d')}`],
    [ops, `/plans/${idOf('ads_trade_gmv_store_1d')}?tab=backfills`],
    [ops, `/plans/${idOf('ads_trade_gmv_store_1d')}?tab=details`],
    [ops, `/plans/${idOf('ads_trade_gmv_store_1d')}?tab=activity`],
    [ops, `/plans/${idOf('ads_fin_gross_margin_1d')}?tab=scripts`],
    [ops, `/plans/${idOf('ads_trade_gmv_store_1d')}/backfill`],
    [ops, '/backfills'],
    [ops, `/backfills/${backfill}`],
    [ops, `/backfills/${unknown}`],
    [ops, `/instances/${instance}`],
    [ops, '/conversions'],
    [owner, `/conversions/${conversion}`],
    [ops, '/data-updates'],
    [ops, '/activity'],
    [ops, '/nowhere'],
  ];
  for (const [page, path] of pages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect.soft(await englishOn(page, names), path).toEqual([]);
    await expectAccessible(page);
  }
});
