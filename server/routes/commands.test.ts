import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActivityList } from '../../src/contract/activity.ts';
import type { Backfill, BackfillList } from '../../src/contract/backfill.ts';
import type { Conversion } from '../../src/contract/conversion.ts';
import type { Evidence } from '../../src/contract/evidence.ts';
import type { Instance, InstanceList } from '../../src/contract/instance.ts';
import type { PartitionCommandResult } from '../../src/contract/partition-command.ts';
import type { Partitions, Plan, PlanList } from '../../src/contract/plan.ts';
import type { Problem } from '../../src/contract/problem.ts';
import { startSandboxConsole, type SandboxConsole } from './testing/sandbox-console.ts';

let on: SandboxConsole;
beforeEach(async () => {
  on = await startSandboxConsole();
});
afterEach(() => on.close());

/** The first plan that fits; odd ones have a role of their own and are asked for by it. */
async function planOf(fits: (plan: Plan) => boolean): Promise<Plan> {
  const { body } = await on.ops.get<PlanList>('/api/plans');
  for (const { id } of body.plans) {
    const { status, body: plan } = await on.ops.get<Plan>(`/api/plans/${id}`);
    if (status === 200 && fits(plan) && plan.name) return plan;
  }
  throw new Error('no such plan in the sandbox');
}
const daily = () =>
  planOf((plan) => plan.kind === 'ACCELERATE' && plan.granularity === 'DAY' && !plan.fullRefresh);
const external = () =>
  planOf((plan) => plan.kind === 'EXTERNAL' && plan.granularity === 'DAY' && !plan.fullRefresh);

const day = (d: number) => ({
  start: `2026-11-${d < 10 ? '0' : ''}${d}`,
  end: `2026-11-${d < 10 ? '0' : ''}${d}`,
});
const start = (planId: string, ranges: object[], more = {}, key?: string) =>
  on.ops.post<Backfill>('/api/backfills', { planId, ranges, ...more }, key);
const activity = async (query = '') =>
  (await on.ops.get<ActivityList>(`/api/activity${query}`)).body.activity;

describe('a backfill over HTTP', () => {
  it('is created, runs to its end, and is found again', async () => {
    const { id: planId } = await daily();
    const { status, body: made } = await start(planId, [day(3), { start: '2026-11-05', end: '2026-11-08' }], {
      lotDays: 2,
      note: 'gap',
    });
    expect(status).toBe(201);
    expect(made.tasks.map(({ state }) => state)).toEqual(['created', 'created']);
    const { body: running } = await on.ops.get<Backfill>(`/api/backfills/${made.id}`);
    expect(running.counts.total).toBe(3);
    expect(running.state).toBe('running');

    const { body: first } = await on.ops.get<InstanceList>(`/api/backfills/${made.id}/instances`);
    expect(first.instances).toHaveLength(3);
    expect(new Set(first.instances.map(({ id }) => id)).size).toBe(3);
    for (const { id } of first.instances) expect(BigInt(id)).toBeGreaterThan(2n ** 53n);

    on.clock.advance(2 * 3_600_000);
    const { body: done } = await on.ops.get<Backfill>(`/api/backfills/${made.id}`);
    expect(['done', 'done with failures']).toContain(done.state);
    const { body: changed } = await on.ops.get<InstanceList>(
      `/api/backfills/${made.id}/instances?since=${encodeURIComponent(first.asOf)}`,
    );
    expect(changed.partial).toBe(true);
    expect(changed.instances).toHaveLength(3);
    const { body: list } = await on.owner.get<BackfillList>(`/api/backfills?planId=${planId}`);
    expect(list.backfills).toMatchObject([{ id: made.id, state: done.state }]);
  });

  it('whose CAN answer never comes is unknown, found in the journal, and settled with the dagName CAN has', async () => {
    const planId = on.world.idOf('create-times-out');
    const { status, body } = await start(planId, [day(3), day(5)]);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: 'needs attention',
      tasks: [{ state: 'unknown' }, { state: 'unsent' }],
    });
    expect(await activity(`?planId=${planId}`)).toMatchObject([{ state: 'unknown', backfillId: body.id }]);

    const settle = (said: object) =>
      on.ops.post<Backfill | Problem>(`/api/backfills/${body.id}/tasks/1/settle`, said);
    expect((await settle({ dagName: 'no_such_dag' })).status).toBeGreaterThanOrEqual(400);
    expect((await settle({ created: true })).status).toBe(400);
    const [dagName] = on.world.dagNamesOf(planId);
    const { status: settled, body: after } = await settle({ dagName });
    expect(settled).toBe(200);
    expect(after).toMatchObject({ tasks: [{ state: 'created', dagName }, { state: 'unsent' }] });
    expect((await settle({ dagName })).status).toBe(409);
    expect(on.count('createTask')).toBe(1);
  });

  it('on an old CAN that returns no handle says so', async () => {
    const { body } = await start(on.world.idOf('old-can'), [day(3)]);
    expect(body.tasks).toMatchObject([{ state: 'untraceable' }]);
    expect((await on.ops.get<InstanceList>(`/api/backfills/${body.id}/instances`)).body.instances).toEqual(
      [],
    );
  });

  it('with one key is one backfill; with another body it is refused', async () => {
    const { id } = await daily();
    const first = await start(id, [day(3)], {}, 'key-1');
    const again = await start(id, [day(3)], {}, 'key-1');
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const other = await start(id, [day(4)], {}, 'key-1');
    expect([other.status, (other.body as unknown as Problem).code]).toEqual([422, 'key-reused']);
    expect((await on.ops.post('/api/backfills', {}, ' ')).status).toBe(400);
    expect(on.count('createTask')).toBe(1);
  });

  it('made elsewhere is tracked once, with its plan', async () => {
    const { demoDagName } = on.world;
    const track = () => on.ops.post<Backfill>('/api/backfills/track', { dagName: demoDagName });
    const first = await track();
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ tracked: true, tasks: [{ dagName: demoDagName }] });
    expect(first.body.planId).not.toBeNull();
    const second = await track();
    expect(second.body.id).toBe(first.body.id);
    expect((await on.ops.get<BackfillList>('/api/backfills')).body.backfills).toHaveLength(1);
    const wrong = await on.ops.post<Problem>('/api/backfills/track', { dagName: 'mistyped' });
    expect(wrong.status).toBeGreaterThanOrEqual(400);
    expect(wrong.body.outcome).toBe('none');
  });

  it.each([
    ['no body', '', 400],
    ['an unknown field', { planId: 'x', ranges: [], dryRun: true }, 400],
    ['lotDays of zero', { planId: 'x', ranges: [day(1)], lotDays: 0 }, 400],
    ['a plan that CAN does not know', { planId: 'nope', ranges: [day(1)] }, 422],
  ])('with %s is refused', async (_, input, status) => {
    const answer = await on.ops.post<Problem>('/api/backfills', input);
    expect(answer.status).toBe(status);
    expect(answer.body.outcome).toBe('none');
    expect(on.count('createTask')).toBe(0);
    expect(await activity()).toEqual([]);
  });

  it('is unknown to another tenant', async () => {
    const { id } = await daily();
    const { body } = await start(id, [day(3)]);
    const stranger = await on.as({ tenantId: 'acme', authType: 'UID', authValue: 'ops', name: 'Stranger' });
    for (const path of [`/api/backfills/${body.id}`, `/api/backfills/${body.id}/instances`]) {
      expect((await stranger.get(path)).status).toBe(404);
    }
    expect((await stranger.post(`/api/backfills/${body.id}/continue`)).status).toBe(404);
    expect((await stranger.get<ActivityList>('/api/activity')).body.activity).toEqual([]);
    expect((await stranger.get<BackfillList>('/api/backfills')).body.backfills).toEqual([]);
  });

  it('with bad queries is refused in words', async () => {
    const { id } = await daily();
    const { body } = await start(id, [day(3)]);
    for (const path of [
      `/api/backfills/${body.id}/instances?since=yesterday`,
      '/api/backfills?state=odd',
      '/api/activity?state=odd',
      '/api/activity?from=2026-02-30',
      '/api/conversions?state=odd',
    ]) {
      expect((await on.ops.get<Problem>(path)).body.code, path).toBe('invalid');
    }
    expect((await on.ops.post(`/api/backfills/${body.id}/tasks/0/settle`, { created: false })).status).toBe(
      404,
    );
    expect((await on.ops.get('/api/backfills/nope')).status).toBe(404);
  });
});

describe('an instance over HTTP', () => {
  it('carries a log up to 1 MB, its head beyond, and all of it as text', async () => {
    const { id } = await daily();
    on.world.failDays(id, { from: '2026-11-03', to: '2026-11-03' }, 'memory-limit');
    const { body: backfill } = await start(id, [day(3)]);
    on.clock.advance(2 * 3_600_000);
    const { body: list } = await on.ops.get<InstanceList>(
      `/api/backfills/${backfill.id}/instances?status=FAILED`,
    );
    const instanceId = list.instances[0]?.id ?? '';
    const { body: short } = await on.ops.get<Instance>(`/api/instances/${instanceId}`);
    expect(Buffer.byteLength(short.log ?? '')).toBe(short.logBytes);
    expect(short.rootCause).toContain('exceed limit');

    on.world.setLogBytes(instanceId, 3_000_000);
    on.clock.advance(120_000);
    const { body: long } = await on.ops.get<Instance>(`/api/instances/${instanceId}`);
    expect(long.logBytes).toBeGreaterThanOrEqual(3_000_000);
    expect(Buffer.byteLength(long.log ?? '')).toBeLessThanOrEqual(1024 * 1024);
    // It stands at the end, beyond the head.
    expect(long.log).not.toContain('Caused by');
    expect(long.rootCause).toBe(short.rootCause);
    const whole = await on.ops.get<string>(`/api/instances/${instanceId}/log`);
    expect(whole.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.byteLength(whole.body)).toBe(long.logBytes);
    expect(whole.body.startsWith(long.log ?? '-')).toBe(true);
    expect((await on.ops.get('/api/instances/1')).status).toBe(422);
  });
});

describe('marks and clears over HTTP', () => {
  it('change what CAN shows, appear in the journal and as evidence', async () => {
    const plan = await external();
    const path = `/api/plans/${plan.id}/partitions`;
    const cleared = await on.ops.post<PartitionCommandResult>(`${path}/clear`, { ranges: [day(4), day(3)] });
    expect(cleared).toMatchObject({ status: 200, body: { state: 'done', notTaken: [] } });
    const marked = await on.ops.post<PartitionCommandResult>(`${path}/mark`, {
      success: [day(3)],
      failed: [day(4)],
    });
    expect(marked).toMatchObject({ status: 200, body: { state: 'done', notTaken: [] } });
    const { ranges } = (await on.ops.get<Partitions>(path)).body;
    const has = (key: string) => ranges.some(({ start, end }) => start <= key && key <= end);
    expect([has('2026-11-03'), has('2026-11-04')]).toEqual([true, false]);
    expect((await activity()).map(({ action, state, ranges }) => [action, state, ranges])).toEqual([
      ['mark', 'done', [{ start: '2026-11-03', end: '2026-11-04' }]],
      ['clear', 'done', [{ start: '2026-11-03', end: '2026-11-04' }]],
    ]);
    const { body: evidence } = await on.owner.get<Evidence>(`/api/plans/${plan.id}/evidence`);
    expect(evidence.marks.map(({ kind }) => kind)).toEqual(['success', 'failed', 'cleared']);
  });

  it('are refused for a plan that CAN keeps itself, and for nothing', async () => {
    const { id } = await daily();
    const ours = await on.ops.post<Problem>(`/api/plans/${id}/partitions/mark`, { success: [day(3)] });
    expect(ours).toMatchObject({
      status: 422,
      body: { code: 'rule', reason: 'not-external', outcome: 'none' },
    });
    const plan = await external();
    expect((await on.ops.post(`/api/plans/${plan.id}/partitions/clear`, { ranges: [] })).status).toBe(400);
    expect(on.count('updatePartition') + on.count('clearPartition')).toBe(0);
  });

  it.each(['html-after-effect', 'reset-after-effect', 'timeout-after-effect'] as const)(
    'that took effect behind %s are found done by reading back',
    async (kind) => {
      const plan = await external();
      on.world.setFault({ call: 'clearPartition', times: 1, kind });
      const { body } = await on.ops.post<PartitionCommandResult>(`/api/plans/${plan.id}/partitions/clear`, {
        ranges: [day(3)],
      });
      expect(body).toMatchObject({ state: 'done', notTaken: [] });
      expect(on.count('clearPartition')).toBe(1);
    },
  );

  it('that CAN says it did, and did not, name what was not taken', async () => {
    const plan = await external();
    on.world.setFault({ call: 'clearPartition', times: 1, kind: 'no-effect' });
    const { body } = await on.ops.post<PartitionCommandResult>(`/api/plans/${plan.id}/partitions/clear`, {
      ranges: [day(3)],
    });
    expect(body).toMatchObject({ state: 'done', notTaken: ['2026-11-03'] });
  });
});

describe('a conversion over HTTP', () => {
  const ask = async (planId: string) =>
    (await on.ops.post<Conversion>('/api/conversions', { planId, reason: 'Airflow', scheduler: 'Airflow' }))
      .body;
  const approve = (id: string, planName: string | null, who = on.owner) =>
    who.post<Conversion & Problem>(`/api/conversions/${id}/approve`, { planName, acknowledged: true });

  it('is asked for by one and approved by another', async () => {
    const plan = await daily();
    const { id, state } = await ask(plan.id);
    expect(state).toBe('requested');
    expect(await approve(id, plan.name, on.ops)).toMatchObject({
      status: 403,
      body: { reason: 'same-person' },
    });
    expect(on.count('transform')).toBe(0);
    expect(await approve(id, plan.name)).toMatchObject({ status: 200, body: { state: 'converted' } });
    expect((await on.ops.get<Plan>(`/api/plans/${plan.id}`)).body.kind).toBe('EXTERNAL');
    expect((await on.ops.get(`/api/plans/${plan.id}/scripts`)).status).toBe(200);
    expect(await approve(id, plan.name)).toMatchObject({ status: 409 });
    expect(on.count('transform')).toBe(1);
  });

  it.each([
    ['not acknowledged', { planName: 'x', acknowledged: false }],
    ['acknowledged in text', { planName: 'x', acknowledged: 'true' }],
    ['without a name', { acknowledged: true }],
  ])('%s is refused', async (_, body) => {
    const plan = await daily();
    const { id } = await ask(plan.id);
    expect((await on.owner.post(`/api/conversions/${id}/approve`, body)).status).toBe(400);
    expect(on.count('transform')).toBe(0);
  });

  it('with a blank reason is refused', async () => {
    const plan = await daily();
    const blank = await on.ops.post('/api/conversions', { planId: plan.id, reason: ' ', scheduler: 'x' });
    expect(blank.status).toBe(400);
  });

  it('is refused when somebody changed the plan in CAN meanwhile', async () => {
    const plan = await daily();
    const { id } = await ask(plan.id);
    on.world.amendPlan(plan.id, { dimensionFilters: ["region = 'EU'"] });
    expect(await approve(id, plan.name)).toMatchObject({
      status: 409,
      body: { reason: 'definition-changed' },
    });
    expect(on.count('transform')).toBe(0);
  });

  it.each(['html-after-effect', 'timeout-after-effect'] as const)(
    'that took effect behind %s is converted, by reading back',
    async (kind) => {
      const plan = await daily();
      const { id } = await ask(plan.id);
      on.world.setFault({ call: 'transform', times: 1, kind });
      expect((await approve(id, plan.name)).body.state).toBe('converted');
      expect(on.count('transform')).toBe(1);
    },
  );

  it.each(['hang', 'no-effect', 'status'] as const)('behind %s is unknown and stays so', async (kind) => {
    const plan = await daily();
    const { id } = await ask(plan.id);
    on.world.setFault({ call: 'transform', times: 1, kind, status: 502 });
    expect((await approve(id, plan.name)).body.state).toBe('unknown');
    on.clock.advance(3_600_000);
    expect((await on.ops.get<Conversion>(`/api/conversions/${id}`)).body.state).toBe('unknown');
    expect(await activity()).toMatchObject([{ action: 'convert', state: 'unknown' }]);
    expect(on.count('transform')).toBe(1);
  });

  it('refused by CAN carries its words', async () => {
    const plan = await daily();
    const { id } = await ask(plan.id);
    on.world.setFault({
      call: 'transform',
      times: 1,
      kind: 'refuse',
      errorMsg: 'plan is locked by {credential}',
    });
    const { body } = await approve(id, plan.name);
    expect(body.state).toBe('refused');
    expect(body.problem).toContain('plan is locked');
  });
});

describe('the journal over HTTP', () => {
  it('is newest first, filtered by day of CAN and by person, page by page', async () => {
    for (let i = 0; i < 3; i++) {
      await on.ops.post('/api/data-updates', {
        tableName: 'starrocks.`c.s`.orders',
        tablePartition: '2026-11-20',
      });
      on.clock.advance(3 * 3_600_000);
    }
    // 18:00, 21:00 and 00:00 of the next day in Shanghai.
    expect(await activity()).toHaveLength(3);
    expect(await activity('?from=2026-11-22')).toHaveLength(1);
    expect(await activity('?to=2026-11-21')).toHaveLength(2);
    expect(await activity('?from=2026-11-21T13:00:00.000Z&to=2026-11-21T13:00:00.001Z')).toHaveLength(1);
    const [row] = await activity('?action=data-update');
    expect(row).toMatchObject({
      request: { method: 'POST', path: '/scheduler/task/trigger' },
      actor: { name: expect.any(String) as string },
    });
    expect(await activity(`?actor=${row?.actor.id}`)).toHaveLength(3);
    expect(await activity('?actor=somebody')).toEqual([]);
  });

  it('cannot be written through the console', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await fetch(`${on.console.url}/api/activity`, {
        method,
        headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
        body: '{}',
      });
      expect(answer.status).toBe(405);
    }
  });
});
