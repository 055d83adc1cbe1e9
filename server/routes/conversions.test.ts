import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActivityFacets, ActivityList } from '../../src/contract/activity.ts';
import type {
  Conversion,
  ConversionChecks,
  ConversionList,
  ConversionsWaiting,
  Handover,
} from '../../src/contract/conversion.ts';
import type { Evidence } from '../../src/contract/evidence.ts';
import type { Problem } from '../../src/contract/problem.ts';
import { startSandboxConsole, type SandboxConsole, type Somebody } from './testing/sandbox-console.ts';

const planName = 'ads_trade_gmv_store_1d';
const yes = { planName, acknowledged: true };

let on: SandboxConsole;
afterEach(() => on.close());

function planId(name: string): string {
  const plan = on.world.fleet.seeds.find((one) => one.name === name);
  if (!plan) throw new Error(`no plan ${name}`);
  return plan.id;
}
const ask = (who: Somebody, name = planName) =>
  who.post<Conversion>('/api/conversions', { planId: planId(name), reason: 'r', scheduler: 's' });
const handover = async (name = planName) =>
  (await on.ops.get<Handover>(`/api/plans/${planId(name)}/handover`)).body;
const waiting = async (who: Somebody) =>
  (await who.get<ConversionsWaiting>('/api/conversions/waiting')).body.waiting;
const listed = async (who: Somebody, query: string) =>
  (await who.get<ConversionList>(`/api/conversions${query}`)).body.conversions.map(({ id }) => id);
const failed = (checks: { check: string; ok: boolean; reason?: string }[]) =>
  checks.flatMap(({ check, ok, reason }) => (ok ? [] : [`${check}: ${reason}`]));

describe('with two people', () => {
  beforeEach(async () => {
    on = await startSandboxConsole();
  });

  it('says beforehand what a request would hand over, and stores and sends nothing', async () => {
    const { checks, dossier } = await handover();
    expect(failed(checks)).toEqual([]);
    expect(dossier).toMatchObject({
      plan: { name: planName, kind: 'ACCELERATE', refresh: { cron: '0 5 0 * * ?', from: -5, to: -1 } },
      coverage: { granularity: 'DAY', periods: 30, expected: '2026-11-20' },
      freshness: { state: 'fresh', lag: 0 },
      unreadable: [],
    });
    expect(await listed(on.owner, '')).toEqual([]);
    expect(on.count('transform')).toBe(0);
  });

  it('names each thing that stands in the way, and the request that does', async () => {
    const { body } = await ask(on.ops);
    const { checks } = await handover();
    expect(failed(checks)).toEqual(['request: already-requested']);
    expect(checks.find(({ check }) => check === 'request')?.conversionId).toBe(body.id);
    expect(failed((await handover('ads_fin_gross_margin_1d')).checks)).toEqual(['kind: already-external']);
    await on.ops.post('/api/backfills', {
      planId: planId('ads_trade_category_brand_1d'),
      ranges: [{ start: '2026-11-18', end: '2026-11-18' }],
    });
    expect(failed((await handover('ads_trade_category_brand_1d')).checks)).toEqual([
      'backfills: backfill-running',
    ]);
  });

  it('warns of what is missing and of being behind', async () => {
    const { dossier } = await handover('ads_trade_gmv_city_member_1d');
    expect(dossier.freshness).toMatchObject({ state: 'behind', lag: 3 });
    expect(dossier.coverage?.missing).toContainEqual({ start: '2026-11-18', end: '2026-11-20' });
    expect(dossier.warnings).toEqual(expect.arrayContaining(['periods-missing', 'behind']));
  });

  it('leaves out, and names, what CAN can’t say just now', async () => {
    on.world.setFault({ call: 'partitions', kind: 'refuse', errorMsg: 'not now' });
    const { dossier } = await handover();
    expect(dossier.coverage).toBeNull();
    expect(dossier.unreadable).toEqual(['coverage']);
  });

  it('checks an approval beforehand with what will refuse it', async () => {
    const { body } = await ask(on.ops);
    const checks = async () =>
      (await on.owner.get<ConversionChecks>(`/api/conversions/${body.id}/checks`)).body;
    expect(await checks()).toMatchObject({ planName });
    expect(failed((await checks()).checks)).toEqual([]);
    on.world.amendPlan(body.planId, { metricList: ['gmv'], name: 'another_name' });
    expect(await checks()).toMatchObject({ planName: 'another_name' });
    expect(failed((await checks()).checks)).toEqual(['definition: definition-changed']);
    expect((await on.owner.get<Problem>('/api/conversions/none/checks')).status).toBe(404);
  });

  it('counts and lists what waits for whom', async () => {
    const { body: mine } = await ask(on.ops);
    const { body: other } = await ask(on.owner, 'ads_trade_category_brand_1d');
    expect([await waiting(on.ops), await waiting(on.owner)]).toEqual([1, 1]);
    expect(await listed(on.owner, '?view=waiting')).toEqual([mine.id]);
    expect(await listed(on.owner, '?view=mine')).toEqual([other.id]);
    expect(await listed(on.owner, '?view=all')).toEqual([other.id, mine.id]);
    expect((await on.owner.get('/api/conversions?view=theirs')).status).toBe(400);
    await on.owner.post(`/api/conversions/${mine.id}/reject`, { reason: 'no' });
    expect(await waiting(on.owner)).toBe(0);
  });

  it('leaves the dossier to the request’s own page, and its hash in the list', async () => {
    const { body } = await ask(on.ops);
    const { conversions } = (await on.ops.get<ConversionList>('/api/conversions')).body;
    expect(conversions[0]?.dossier).toBeUndefined();
    expect(conversions[0]?.dossierHash).toBe(body.dossierHash);
    expect(conversions[0]?.definition).toEqual(body.definition);
  });

  it('names the first period that only the outside scheduler reports', async () => {
    const { body } = await ask(on.ops);
    const { body: after } = await on.owner.post<Conversion>(`/api/conversions/${body.id}/approve`, yes);
    expect(after).toMatchObject({ state: 'converted', cutover: '2026-11-21' });
    const { body: evidence } = await on.ops.get<Evidence>(`/api/plans/${body.planId}/evidence`);
    expect(evidence.cutover).toBe('2026-11-21');

    const { body: late } = await ask(on.ops, 'ads_trade_gmv_city_member_1d');
    const { body: converted } = await on.owner.post<Conversion>(`/api/conversions/${late.id}/approve`, {
      planName: 'ads_trade_gmv_city_member_1d',
      acknowledged: true,
    });
    // CAN has not filled the expected one, and will not any more.
    expect(converted.cutover).toBe('2026-11-20');
  });

  it('tells whom and what the journal knows, and gives as many rows as asked for', async () => {
    const { body } = await ask(on.ops);
    await on.owner.post(`/api/conversions/${body.id}/approve`, yes);
    await on.ops.post('/api/data-updates', { tableName: 's.`c.d`.t', tablePartition: '2026-11-20' });
    const { body: facets } = await on.ops.get<ActivityFacets>('/api/activity/facets');
    expect(facets.people.map(({ name }) => name).sort()).toEqual(['Li Wei (business owner)', 'Mia (ops)']);
    expect(facets.plans).toEqual([{ id: body.planId, name: planName }]);
    const { body: one } = await on.ops.get<ActivityList>('/api/activity?limit=1');
    expect(one.activity).toHaveLength(1);
    expect(one.cursor).toBe(one.activity[0]?.id);
    expect((await on.ops.get('/api/activity?limit=1001')).status).toBe(400);
  });
});

describe('where one person is enough', () => {
  beforeEach(async () => {
    on = await startSandboxConsole({ TWO_PERSON: 'off' });
  });

  it('one’s own requests wait too', async () => {
    await ask(on.ops);
    expect(await waiting(on.ops)).toBe(1);
  });
});

describe('with approvers named', () => {
  beforeEach(async () => {
    on = await startSandboxConsole({ APPROVERS: 'ffffffffffffffff' });
  });

  it('nothing waits for anybody else', async () => {
    await ask(on.ops);
    expect(await waiting(on.owner)).toBe(0);
    expect(await listed(on.owner, '?view=waiting')).toEqual([]);
  });
});
