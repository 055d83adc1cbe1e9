import { beforeEach, describe, expect, it } from 'vitest';
import type { Conversion } from '../../src/contract/conversion.ts';
import { CanError } from '../can/can-error.ts';
import { createBackfill } from './backfill.ts';
import { approveConversion } from './conversion-approve.ts';
import { handoverOf } from './conversion-checks.ts';
import { rejectConversion, withdrawConversion } from './conversion-decline.ts';
import { settleConversion } from './conversion-read-back.ts';
import { requestConversion } from './conversion-request.ts';
import { faults } from './testing/fake-can.ts';
import { newWorld, person, type World } from './testing/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  world.can.addPlan({ id: 'p1', name: 'gmv_daily' });
});

const yes = { planName: 'gmv_daily', acknowledged: true as const };
const ask = (more = {}, key?: string) =>
  requestConversion(world.as(world.ops, key), {
    planId: 'p1',
    reason: 'Airflow takes over',
    scheduler: 'Airflow, team data',
    ...more,
  });
const approve = (id: string, input = yes, who = world.owner, key?: string) =>
  approveConversion(world.as(who, key), id, input);
const tenant = () => world.services.ledger.forTenant('t1');
const get = async (id: string) => (await tenant().conversions.get(id))!;
const journal = () => tenant().journal.list({}, 100);
const backfill = async () =>
  (
    await createBackfill(world.as(world.ops), {
      planId: 'p1',
      ranges: [{ start: '2026-11-01', end: '2026-11-01' }],
      lotDays: 1,
      note: '',
    })
  ).body;

/** Nothing went to CAN, nothing was journalled, and the request waits as before. */
async function nothingHappened(conversion: Conversion): Promise<void> {
  expect(world.can.sent.filter(({ path }) => path.includes('transform'))).toEqual([]);
  expect((await journal()).filter(({ action }) => action === 'convert')).toEqual([]);
  expect((await get(conversion.id)).state).toBe('requested');
  expect(world.can.plans.get('p1')?.kind).toBe('ACCELERATE');
}

describe('asking for a conversion', () => {
  it('keeps the reason, the definition as reviewed with its hash, and a dossier; sends nothing', async () => {
    world.can.partitions.set('p1', new Set(['2026-11-20', '2026-11-18']));
    const { status, body } = await ask({ plannedDate: '2026-12-01' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      planId: 'p1',
      planName: 'gmv_daily',
      state: 'requested',
      reason: 'Airflow takes over',
      scheduler: 'Airflow, team data',
      plannedDate: '2026-12-01',
      requestedBy: { id: 'fp-ops', name: 'ops' },
      definition: { kind: 'ACCELERATE', metrics: ['gmv', 'orders'], refresh: { from: -5, to: -1 } },
      dossier: {
        coverage: { expected: '2026-11-20', missing: [{ start: '2026-10-22', end: '2026-11-17' }, {}] },
      },
    });
    expect(body.definitionHash).toMatch(/^[0-9a-f]{64}$/);
    expect(body.dossierHash).toMatch(/^[0-9a-f]{64}$/);
    expect(world.can.sent).toEqual([]);
    expect(await journal()).toEqual([]);
  });

  it.each([
    ['a plan that is EXTERNAL', 'EXTERNAL', { code: 'rule', reason: 'already-external' }],
    ['a kind we do not know', 'MYSTERY', { code: 'rule', reason: 'unknown-kind' }],
  ])('is refused for %s', async (_, kind, problem) => {
    world.can.plans.get('p1')!.kind = kind;
    await expect(ask()).rejects.toMatchObject(problem);
  });

  it('is refused while another request is open, and possible again after it', async () => {
    const { body } = await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'conflict', reason: 'already-requested' });
    await withdrawConversion(world.as(world.ops), body.id);
    expect((await ask()).status).toBe(201);
  });

  it('is refused while a backfill of ours waits or runs, and possible once it has ended', async () => {
    const { tasks } = await backfill();
    await expect(ask()).rejects.toMatchObject({ code: 'conflict', reason: 'backfill-running' });
    world.can.finish(tasks[0]?.dagName ?? '', 'RUNNING');
    await expect(ask()).rejects.toMatchObject({ reason: 'backfill-running' });
    world.can.finish(tasks[0]?.dagName ?? '', 'FAILED');
    expect((await ask()).status).toBe(201);
  });

  it('is refused while nobody knows whether a task of ours runs, or CAN cannot say', async () => {
    world.can.next('createTask', faults.lostBefore());
    await backfill();
    await expect(ask()).rejects.toMatchObject({ code: 'conflict', reason: 'backfill-unknown' });
  });

  it('answers the same key with the same request', async () => {
    const first = await ask({}, 'k');
    expect(await ask({}, 'k')).toEqual(first);
    expect(await tenant().conversions.list({}, 10)).toHaveLength(1);
  });
});

describe('approving', () => {
  it('by somebody else, with the name typed, converts the plan and reads it back', async () => {
    const { body } = await ask();
    const { status, body: after } = await approve(body.id);
    expect(status).toBe(200);
    expect(after).toMatchObject({
      state: 'converted',
      decidedBy: { id: 'fp-owner', name: 'owner' },
      traceId: 'tr-transform',
    });
    expect(world.can.sent).toEqual([
      {
        method: 'POST',
        path: '/accelerate/plan/transform',
        body: { uuid: 'p1', materializeType: 'EXTERNAL' },
      },
    ]);
    expect(await journal()).toMatchObject([
      { action: 'convert', state: 'done', conversionId: body.id, actor: { id: 'fp-owner' }, planId: 'p1' },
    ]);
  });

  it('has committed the claim and the journal row before the call goes out', async () => {
    const { body } = await ask();
    let seen: unknown;
    world.can.next('transform', async (apply) => {
      seen = [(await get(body.id)).state, (await journal())[0]?.state];
      return apply();
    });
    await approve(body.id);
    expect(seen).toEqual(['converting', 'sending']);
  });

  it.each([
    ['the requester', () => ({ who: world.ops }), { code: 'not-allowed', reason: 'same-person' }],
    [
      'a raw token',
      () => ({ who: person('tok', { stable: false }) }),
      { code: 'not-allowed', reason: 'identity-not-stable' },
    ],
    [
      'a name that differs in case',
      () => ({ input: { ...yes, planName: 'GMV_daily' } }),
      { code: 'invalid' },
    ],
    ['a name with a space', () => ({ input: { ...yes, planName: 'gmv_daily ' } }), { code: 'invalid' }],
    ['the display name', () => ({ input: { ...yes, planName: 'Plan p1' } }), { code: 'invalid' }],
    ['another tenant', () => ({ who: person('owner', { tenantId: 't2' }) }), { code: 'not-found' }],
  ])('is refused for %s', async (_, given, problem) => {
    const { body } = await ask();
    const { who = world.owner, input = yes } = given() as { who?: World['owner']; input?: typeof yes };
    await expect(approve(body.id, input, who)).rejects.toMatchObject({ ...problem, outcome: 'none' });
    await nothingHappened(body);
  });

  it('is for APPROVERS only, when there are any', async () => {
    world = await newWorld({ config: { approvers: ['fp-boss'] } });
    world.can.addPlan({ id: 'p1', name: 'gmv_daily' });
    const { body } = await ask();
    await expect(approve(body.id)).rejects.toMatchObject({ code: 'not-allowed', reason: 'not-an-approver' });
    await nothingHappened(body);
    expect((await approve(body.id, yes, person('boss'))).body.state).toBe('converted');
  });

  it('is possible for the requester with TWO_PERSON=off, but the confirmation stays', async () => {
    world = await newWorld({ config: { twoPerson: false } });
    world.can.addPlan({ id: 'p1', name: 'gmv_daily' });
    const { body } = await ask();
    await expect(approve(body.id, { ...yes, planName: 'x' }, world.ops)).rejects.toMatchObject({
      code: 'invalid',
    });
    await nothingHappened(body);
    expect((await approve(body.id, yes, world.ops)).body.state).toBe('converted');
  });

  it.each([
    ['a metric more', { metrics: ['gmv', 'orders', 'users'] }],
    ['another filter', { filters: ["region = 'CN'"] }],
    ['another schedule', { refresh: { cron: '0 0 2 * * ?', from: -5, to: -1 } }],
    ['another time constraint', { timeConstraint: ['last 30 days'] }],
    [
      'a metric of the same name computed otherwise',
      { raw: { metricList: [{ name: 'gmv', expr: 'sum(b)' }] } },
    ],
    ['another convertible kind', { kind: 'RESULT' }],
  ])('is refused when the plan has %s since', async (_, change) => {
    const { body } = await ask();
    Object.assign(world.can.plans.get('p1')!, change);
    await expect(approve(body.id)).rejects.toMatchObject({ code: 'conflict', reason: 'definition-changed' });
    expect(world.can.sent).toEqual([]);
    expect((await get(body.id)).state).toBe('requested');
  });

  it('is not hindered by what does not define the plan: order, display name, other parts', async () => {
    const { body } = await ask();
    Object.assign(world.can.plans.get('p1')!, {
      metrics: ['orders', 'gmv'],
      displayName: 'renamed',
      raw: { mtConfig: { x: 1 } },
    });
    expect((await approve(body.id)).body.state).toBe('converted');
  });

  it('sends nothing when the plan cannot be read', async () => {
    const { body } = await ask();
    world.can.readFault = new CanError('can-timeout', 'CAN did not answer');
    await expect(approve(body.id)).rejects.toMatchObject({ code: 'can-timeout', outcome: 'none' });
    world.can.readFault = null;
    await nothingHappened(body);
  });

  it('sends nothing when the plan became EXTERNAL meanwhile', async () => {
    const { body } = await ask();
    world.can.plans.get('p1')!.kind = 'EXTERNAL';
    await expect(approve(body.id)).rejects.toMatchObject({ code: 'rule', reason: 'already-external' });
    expect(world.can.sent).toEqual([]);
  });

  it('sends nothing while a backfill of ours runs', async () => {
    const { body } = await ask();
    await backfill();
    world.can.sent.length = 0;
    await expect(approve(body.id)).rejects.toMatchObject({ code: 'conflict', reason: 'backfill-running' });
    await nothingHappened(body);
  });

  it('sends nothing for a request of seven days ago, and does for a younger one', async () => {
    const { body } = await ask();
    world.clock.move(7 * 24 * 3_600_000);
    await expect(approve(body.id)).rejects.toMatchObject({ code: 'conflict', reason: 'too-old' });
    await nothingHappened(body);
    world.clock.move(-1);
    expect((await approve(body.id)).body.state).toBe('converted');
  });

  it('lets a request of seven days ago be replaced by a new one, and a younger one not', async () => {
    const { body: old } = await ask();
    world.clock.move(7 * 24 * 3_600_000 - 1);
    const inTheWay = async () =>
      (await handoverOf(world.as(world.ops), 'p1')).checks.find(({ check }) => check === 'request');
    await expect(ask()).rejects.toMatchObject({ reason: 'already-requested' });
    expect(await inTheWay()).toMatchObject({ ok: false, conversionId: old.id });
    world.clock.move(1);
    expect(await inTheWay()).toEqual({ check: 'request', ok: true });
    const { body } = await ask();
    expect(await get(old.id)).toMatchObject({ state: 'withdrawn' });
    expect(await get(old.id)).not.toHaveProperty('decidedBy');
    await expect(approve(old.id)).rejects.toMatchObject({ reason: 'not-requested' });
    expect((await approve(body.id)).body.state).toBe('converted');
  });

  it('runs one transform when many approve at once', async () => {
    const { body } = await ask();
    const people = ['a', 'b', 'c', 'd'].map((name) => person(name));
    const all = await Promise.allSettled(people.map((who) => approve(body.id, yes, who)));
    expect(world.can.sent).toHaveLength(1);
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await journal()).length).toBe(1);
    expect((await get(body.id)).state).toBe('converted');
  });

  it('uses a request once', async () => {
    const { body } = await ask();
    await approve(body.id);
    await expect(approve(body.id)).rejects.toMatchObject({ code: 'conflict', reason: 'not-requested' });
    expect(world.can.sent).toHaveLength(1);
  });

  it('answers the same key with the same result', async () => {
    const { body } = await ask();
    const first = await approve(body.id, yes, world.owner, 'k');
    expect(await approve(body.id, yes, world.owner, 'k')).toEqual(first);
    expect(world.can.sent).toHaveLength(1);
  });

  it('is refused by CAN in its own words', async () => {
    const { body } = await ask();
    world.can.next('transform', faults.refuse('plan is locked'));
    expect((await approve(body.id)).body).toMatchObject({
      state: 'refused',
      problem: 'plan is locked',
      traceId: 'tr-refused',
    });
    expect((await journal())[0]).toMatchObject({ state: 'refused', problem: 'plan is locked' });
  });

  it('that got no answer but took effect is converted, because the plan shows it', async () => {
    const { body } = await ask();
    world.can.next('transform', faults.lostAfter());
    expect((await approve(body.id)).body.state).toBe('converted');
    expect((await journal())[0]?.state).toBe('done');
  });

  it.each([
    ['got no answer', faults.lostBefore()],
    ['CAN claims, but the plan does not show', faults.lie()],
    ['broke on our side', faults.crash()],
  ])('that %s is unknown, never refused, and known once the plan shows it', async (_, fault) => {
    const { body } = await ask();
    world.can.next('transform', fault);
    expect((await approve(body.id)).body.state).toBe('unknown');
    expect((await journal())[0]?.state).toBe('unknown');
    const command = world.as(world.ops);
    for (let i = 0; i < 3; i++) expect((await settleConversion(command, body.id)).known).toBe(false);
    expect(await get(body.id)).toMatchObject({
      state: 'unknown',
      problem: expect.stringContaining('ACCELERATE') as string,
      cause: { code: 'not-shown' },
    });
    world.can.plans.get('p1')!.kind = 'EXTERNAL';
    expect((await settleConversion(command, body.id)).known).toBe(true);
    expect(await get(body.id)).toMatchObject({ state: 'converted', cause: { code: 'read-back' } });
    expect((await journal())[0]).toMatchObject({ state: 'done', cause: { code: 'read-back' } });
    expect(world.can.sent).toHaveLength(1);
  });

  it('finds out by itself, with growing pauses, also past a CAN that cannot be asked', async () => {
    const { body } = await ask();
    world.can.next('transform', faults.lostBefore());
    await approve(body.id);
    const pauses: number[] = [];
    const next = async () => {
      const { ms, work } = world.timers.waiting.shift()!;
      pauses.push(ms);
      work();
      await expect.poll(() => world.timers.waiting.length > 0 || pauses.length === 4).toBe(true);
    };
    await next();
    world.can.readFault = new CanError('can-unreachable', 'gone');
    await next();
    world.can.readFault = null;
    await next();
    world.can.plans.get('p1')!.kind = 'EXTERNAL';
    await next();
    await expect.poll(async () => (await get(body.id)).state).toBe('converted');
    expect(pauses).toEqual([1000, 2000, 4000, 8000]);
    expect(world.timers.waiting).toEqual([]);
  });

  it('makes backfills of the plan impossible', async () => {
    const { body } = await ask();
    await approve(body.id);
    await expect(backfill()).rejects.toMatchObject({ code: 'rule', reason: 'external-not-backfilled' });
  });
});

describe('rejecting and withdrawing', () => {
  it('reject ends a request with a reason; nothing is sent and nothing can follow', async () => {
    const { body } = await ask();
    const { body: after } = await rejectConversion(world.as(world.owner), body.id, 'not before Christmas');
    expect(after).toMatchObject({
      state: 'rejected',
      decisionReason: 'not before Christmas',
      decidedBy: { id: 'fp-owner' },
    });
    await expect(approve(body.id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(withdrawConversion(world.as(world.ops), body.id)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(world.can.sent).toEqual([]);
  });

  it('reject is for those who may decide', async () => {
    const { body } = await ask();
    const reject = (who = world.owner) => rejectConversion(world.as(who), body.id, 'no');
    await expect(reject(world.ops)).rejects.toMatchObject({ code: 'not-allowed', reason: 'same-person' });
    await expect(reject(person('tok', { stable: false }))).rejects.toMatchObject({
      reason: 'identity-not-stable',
    });
    expect((await get(body.id)).state).toBe('requested');
  });

  it('withdraw is the requester’s alone', async () => {
    const { body } = await ask();
    await expect(withdrawConversion(world.as(world.owner), body.id)).rejects.toMatchObject({
      code: 'not-allowed',
      reason: 'not-the-requester',
    });
    expect((await withdrawConversion(world.as(world.ops), body.id)).body.state).toBe('withdrawn');
    await expect(approve(body.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('of approve, reject and withdraw at once, one wins', async () => {
    const { body } = await ask();
    const all = await Promise.allSettled([
      approve(body.id),
      rejectConversion(world.as(world.owner), body.id, 'no'),
      withdrawConversion(world.as(world.ops), body.id),
    ]);
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { state } = await get(body.id);
    expect(world.can.sent).toHaveLength(state === 'converted' ? 1 : 0);
  });
});
