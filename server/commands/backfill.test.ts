import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Range } from '../../src/contract/range.ts';
import { createBackfill } from './backfill.ts';
import { continueBackfill } from './continue.ts';
import { settleTask } from './settle.ts';
import { trackBackfill } from './track.ts';
import { faults } from './testing/fake-can.ts';
import { newWorld, person, type World } from './testing/world.ts';

const day = (d: number): Range => ({ start: `2026-11-0${d}`, end: `2026-11-0${d}` });

let world: World;
beforeEach(async () => {
  world = await newWorld();
  world.can.addPlan({ id: 'p1' });
});

const input = (ranges: Range[], more = {}) => ({ planId: 'p1', ranges, lotDays: 1, note: '', ...more });
const create = (ranges: Range[], more = {}, key?: string) =>
  createBackfill(world.as(world.ops, key), input(ranges, more));
const journal = () => world.services.ledger.forTenant('t1').journal.list({}, 100);
const ledgerOf = (tenant = 't1') => world.services.ledger.forTenant(tenant);
const states = (tasks: { state: string }[]) => tasks.map(({ state }) => state);

describe('starting a backfill', () => {
  it('sends one CAN task a range, in order, each journalled, and remembers the dagNames', async () => {
    const { status, body } = await create([day(5), { start: '2026-11-01', end: '2026-11-03' }], {
      lotDays: 2,
      note: 'gap',
    });
    expect(status).toBe(201);
    expect(world.can.sent.map(({ path, body }) => [path, body])).toEqual([
      [
        '/accelerate/task/create',
        { planId: 'p1', startTime: '2026-11-05', endTime: '2026-11-05', dateIntervalOfLot: 2 },
      ],
      [
        '/accelerate/task/create',
        { planId: 'p1', startTime: '2026-11-01', endTime: '2026-11-03', dateIntervalOfLot: 2 },
      ],
    ]);
    expect(body).toMatchObject({
      planId: 'p1',
      planName: 'name_of_p1',
      granularity: 'DAY',
      state: 'running',
      note: 'gap',
      createdBy: { id: 'fp-ops', name: 'ops' },
      tasks: [
        { n: 1, range: day(5), state: 'created', dagName: 'dag_1', traceId: 'tr-dag_1' },
        { n: 2, state: 'created', dagName: 'dag_2' },
      ],
    });
    const rows = await journal();
    expect(rows.map(({ state, dagName }) => [state, dagName])).toEqual([
      ['done', 'dag_2'],
      ['done', 'dag_1'],
    ]);
    expect(rows[1]).toMatchObject({
      request: world.can.sent[0],
      backfillId: body.id,
      planName: 'name_of_p1',
    });
    expect(JSON.stringify(rows)).not.toContain('hunter2');
  });

  it('has committed the row as sending before the call goes out, and one task at a time', async () => {
    const seen: string[][] = [];
    const look = async (apply: () => unknown) => {
      const [backfill] = await ledgerOf().backfills.list({}, 1);
      seen.push([...states(backfill?.tasks ?? []), ...(await journal()).map(({ state }) => state)]);
      return apply();
    };
    world.can.next('createTask', look, look);
    await create([day(1), day(2)]);
    expect(seen).toEqual([
      ['sending', 'unsent', 'sending'],
      ['created', 'sending', 'sending', 'done'],
    ]);
  });

  it('goes on after a range that CAN refuses, and keeps its words', async () => {
    world.can.next('createTask', faults.refuse('range too long'));
    const { status, body } = await create([day(1), day(2)]);
    expect(status).toBe(201);
    expect(body.tasks).toMatchObject([
      {
        state: 'refused',
        problem: 'range too long',
        cause: { code: 'can-refused', detail: 'range too long' },
        traceId: 'tr-refused',
      },
      { state: 'created' },
    ]);
    expect(body.state).toBe('needs attention');
    expect((await journal()).at(-1)).toMatchObject({
      state: 'refused',
      problem: 'range too long',
      cause: { code: 'can-refused', detail: 'range too long' },
      traceId: 'tr-refused',
    });
  });

  it.each([
    ['an outcome that is unknown', faults.lostAfter(), 'unknown'],
    ['a fault of our own in mid-call', faults.crash(), 'unknown'],
    ['a refusal of the caller', faults.forbid(), 'refused'],
    ['a CAN that is gone', faults.unreachable(), 'unsent'],
  ])('stops after %s: the rest is never sent', async (_, fault, state) => {
    world.can.next('createTask', (apply) => Promise.resolve(apply()), fault);
    const { status, body } = await create([day(1), day(2), day(3)]);
    expect(status).toBe(201);
    expect(states(body.tasks)).toEqual(['created', state, 'unsent']);
    expect(world.can.sent).toHaveLength(2);
    expect(body.state).toBe('needs attention');
    expect((await ledgerOf().backfills.get(body.id))?.sender).toBeNull();
  });

  it('is refused, and no backfill exists, when CAN is gone before the first task; the journal keeps the try', async () => {
    world.can.next('createTask', faults.unreachable());
    await expect(create([day(1), day(2)])).rejects.toMatchObject({
      code: 'can-unreachable',
      outcome: 'none',
    });
    expect(await ledgerOf().backfills.list({}, 10)).toEqual([]);
    const rows = await journal();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ state: 'refused' });
    expect(rows[0]?.backfillId).toBeUndefined();
  });

  it('answers after a while with what is sent by then, and sends the rest behind the answer', async () => {
    const begun = performance.now();
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    world.can.next(
      'createTask',
      async (apply) => {
        vi.spyOn(performance, 'now').mockReturnValue(begun + 25_000);
        return apply();
      },
      async (apply) => {
        await slow;
        return apply();
      },
    );
    const { status, body } = await create([day(1), day(2), day(3)], {}, 'k');
    expect([status, body.state]).toEqual([201, 'sending']);
    expect(states(body.tasks)).toEqual(['created', 'sending', 'unsent']);
    await expect(continueBackfill(world.as(world.ops), body.id)).rejects.toMatchObject({
      reason: 'still-sending',
    });
    release();
    const tasks = async () => states((await ledgerOf().backfills.get(body.id))?.tasks ?? []);
    await expect.poll(tasks).toEqual(['created', 'created', 'created']);
    expect(world.can.sent).toHaveLength(3);
  });

  it('says so when CAN returns no handle', async () => {
    world.can.next('createTask', faults.untraceable());
    const { body } = await create([day(1)]);
    expect(body.tasks[0]).toMatchObject({ state: 'untraceable' });
    expect(body.tasks[0]?.dagName).toBeUndefined();
  });

  it('sends a month as its days, and today for a full refresh', async () => {
    world.can.addPlan({ id: 'm', granularity: 'MONTH' });
    world.can.addPlan({ id: 'f', granularity: null, fullRefresh: true });
    await create([{ start: '2024-02', end: '2024-03' }], { planId: 'm' });
    // 10:00 UTC on the 21st is the 21st in Shanghai; 16:30 UTC is the 22nd.
    world.clock.move(6.5 * 3_600_000);
    const { body } = await create([], { planId: 'f' });
    expect(world.can.sent.map(({ body }) => [body['startTime'], body['endTime']])).toEqual([
      ['2024-02-01', '2024-03-31'],
      ['2026-11-22', '2026-11-22'],
    ]);
    expect(body.tasks[0]?.range).toEqual({ start: '2026-11-22', end: '2026-11-22' });
  });

  it.each([
    ['no range', 'p1', [], 'invalid'],
    ['a reversed range', 'p1', [{ start: '2026-11-02', end: '2026-11-01' }], 'invalid'],
    ['a day that does not exist', 'p1', [{ start: '2026-02-30', end: '2026-02-30' }], 'rule'],
    ['a month for a DAY plan', 'p1', [{ start: '2026-02', end: '2026-02' }], 'rule'],
    ['ranges that share a day', 'p1', [day(1), { start: '2026-11-01', end: '2026-11-03' }], 'invalid'],
    ['a range of a thousand years', 'p1', [{ start: '1000-01-01', end: '2026-11-01' }], 'invalid'],
    ['an EXTERNAL plan', 'ext', [day(1)], 'rule'],
    ['an unknown granularity', 'odd', [day(1)], 'rule'],
    ['a range for a full refresh', 'full', [day(1)], 'rule'],
    ['a plan CAN does not know', 'none', [day(1)], 'can-refused'],
  ])('refuses %s before anything is sent or written', async (_, planId, ranges, code) => {
    world.can.addPlan({ id: 'ext', kind: 'EXTERNAL' });
    world.can.addPlan({ id: 'odd', granularity: 'FORTNIGHT' });
    world.can.addPlan({ id: 'full', fullRefresh: true });
    await expect(create(ranges, { planId })).rejects.toMatchObject({ code, outcome: 'none' });
    expect(world.can.sent).toEqual([]);
    expect(await journal()).toEqual([]);
    expect(await ledgerOf().backfills.list({}, 1)).toEqual([]);
  });

  it('refuses hours of one day in two ranges, since CAN would compute that day twice', async () => {
    world.can.addPlan({ id: 'h', granularity: 'HOUR' });
    const ranges = [
      { start: '2026-11-01T01', end: '2026-11-01T02' },
      { start: '2026-11-01T05', end: '2026-11-01T06' },
    ];
    await expect(create(ranges, { planId: 'h' })).rejects.toMatchObject({
      code: 'invalid',
      reason: 'ranges-overlap',
    });
  });

  it('names the backfill it follows, if there is one', async () => {
    const { body } = await create([day(1)]);
    expect((await create([day(1)], { retryOf: body.id })).body.retryOf).toBe(body.id);
    await expect(create([day(1)], { retryOf: 'nowhere' })).rejects.toMatchObject({ code: 'invalid' });
    expect(world.can.sent).toHaveLength(2);
  });

  it('does not send while the plan is being converted', async () => {
    const { conversions } = ledgerOf();
    const id = await conversions.create({
      planId: 'p1',
      planName: null,
      reason: 'r',
      scheduler: 's',
      requestedBy: { id: 'x', name: 'x' },
      definition: {},
      definitionHash: '',
      dossier: {},
    });
    await conversions.change(id ?? '', 'requested', { state: 'converting' });
    await expect(create([day(1)])).rejects.toMatchObject({ code: 'conflict', reason: 'converting' });
    expect(world.can.sent).toEqual([]);
  });
});

describe('an idempotency key', () => {
  it('answers with the first result and sends nothing twice', async () => {
    const first = await create([day(1)], {}, 'k1');
    const again = await create([day(1)], {}, 'k1');
    expect(again).toEqual(first);
    expect(world.can.sent).toHaveLength(1);
  });

  it('is refused with another body, by another person, and for another command', async () => {
    const { body } = await create([day(1)], {}, 'k1');
    const reused = { code: 'key-reused' };
    await expect(create([day(2)], {}, 'k1')).rejects.toMatchObject(reused);
    await expect(createBackfill(world.as(world.owner, 'k1'), input([day(1)]))).rejects.toMatchObject(reused);
    await expect(continueBackfill(world.as(world.ops, 'k1'), body.id)).rejects.toMatchObject(reused);
    expect(world.can.sent).toHaveLength(1);
  });

  it('belongs to a tenant', async () => {
    await create([day(1)], {}, 'k1');
    const elsewhere = person('ops', { tenantId: 't2' });
    await createBackfill(world.as(elsewhere, 'k1'), input([day(1)]));
    expect(world.can.sent).toHaveLength(2);
    expect(await ledgerOf('t2').backfills.list({}, 10)).toHaveLength(1);
  });

  it('lets one of many at once through', async () => {
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => create([day(1)], {}, 'k1')));
    expect(world.can.sent).toHaveLength(1);
    const refused = all.filter((each) => each.status === 'rejected');
    expect(refused).toHaveLength(4);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'in-progress' });
  });

  it('answers all of many repeats at once', async () => {
    const first = await create([day(1)], {}, 'k1');
    const repeats = await Promise.all(Array.from({ length: 5 }, () => create([day(1)], {}, 'k1')));
    for (const repeat of repeats) expect(repeat).toEqual(first);
  });

  it('is unspent by a command that never began anything', async () => {
    world.can.plans.get('p1')!.kind = 'EXTERNAL';
    await expect(create([day(1)], {}, 'k1')).rejects.toMatchObject({ code: 'rule' });
    world.can.plans.get('p1')!.kind = 'RESULT';
    world.can.next('createTask', faults.unreachable());
    await expect(create([day(1)], {}, 'k1')).rejects.toMatchObject({ code: 'can-unreachable' });
    expect((await create([day(1)], {}, 'k1')).status).toBe(201);
  });
});

describe('continuing a backfill', () => {
  it('sends what was never sent, and nothing else', async () => {
    world.can.next('createTask', faults.lostBefore());
    const { body } = await create([day(1), day(2), day(3)]);
    expect(states(body.tasks)).toEqual(['unknown', 'unsent', 'unsent']);
    const { status, body: after } = await continueBackfill(world.as(world.ops), body.id);
    expect(status).toBe(200);
    expect(states(after.tasks)).toEqual(['unknown', 'created', 'created']);
    expect(world.can.sent.map(({ body }) => body['startTime'])).toEqual([
      '2026-11-01',
      '2026-11-02',
      '2026-11-03',
    ]);
    await expect(continueBackfill(world.as(world.ops), body.id)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'nothing-unsent',
    });
  });

  it('runs once when two ask at once', async () => {
    world.can.next('createTask', faults.lostBefore());
    const { body } = await create([day(1), day(2), day(3)]);
    const both = await Promise.allSettled([
      continueBackfill(world.as(world.ops), body.id),
      continueBackfill(world.as(world.owner), body.id),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(world.can.sent).toHaveLength(3);
  });

  it('leaves it as it was when CAN is gone', async () => {
    world.can.next('createTask', faults.lostBefore(), faults.unreachable());
    const { body } = await create([day(1), day(2)]);
    await expect(continueBackfill(world.as(world.ops, 'k'), body.id)).rejects.toMatchObject({
      code: 'can-unreachable',
    });
    expect(states((await ledgerOf().backfills.get(body.id))?.tasks ?? [])).toEqual(['unknown', 'unsent']);
    const { body: after } = await continueBackfill(world.as(world.ops, 'k'), body.id);
    expect(states(after.tasks)).toEqual(['unknown', 'created']);
  });

  it('is refused for a backfill of another tenant, and for a plan that became EXTERNAL', async () => {
    world.can.next('createTask', faults.lostBefore());
    const { body } = await create([day(1), day(2)]);
    const stranger = world.as(person('ops', { tenantId: 't2' }));
    await expect(continueBackfill(stranger, body.id)).rejects.toMatchObject({ code: 'not-found' });
    world.can.plans.get('p1')!.kind = 'EXTERNAL';
    await expect(continueBackfill(world.as(world.ops), body.id)).rejects.toMatchObject({ code: 'rule' });
    expect(world.can.sent).toHaveLength(1);
  });
});

describe('settling a task', () => {
  const unknown = async () => {
    world.can.next('createTask', faults.lostAfter());
    return (await create([day(1)])).body;
  };

  it('takes a dagName that CAN knows, and ends the journal row with it', async () => {
    const { id } = await unknown();
    const sent = world.can.sent.length;
    const { body } = await settleTask(world.as(world.owner), id, 1, { dagName: 'dag_1' });
    expect(body.tasks[0]).toMatchObject({ state: 'created', dagName: 'dag_1' });
    expect((await journal())[0]).toMatchObject({
      state: 'done',
      dagName: 'dag_1',
      settledBy: { id: 'fp-owner' },
    });
    expect(world.can.sent).toHaveLength(sent);
  });

  it('makes a task that was not created unsent again, for a person to continue', async () => {
    const { id } = await unknown();
    const { body } = await settleTask(world.as(world.ops), id, 1, { created: false });
    expect(states(body.tasks)).toEqual(['unsent']);
    expect(body.tasks[0]?.cause).toEqual({ code: 'said-so', detail: 'ops' });
    expect((await journal())[0]).toMatchObject({ state: 'refused', settledBy: { name: 'ops' } });
    expect(world.can.sent).toHaveLength(1);
    const { body: after } = await continueBackfill(world.as(world.ops), id);
    expect(states(after.tasks)).toEqual(['created']);
    expect(after.tasks[0]).not.toHaveProperty('cause');
    expect((await journal()).map(({ state }) => state)).toEqual(['done', 'refused']);
  });

  it('is refused for a dagName CAN does not know, one of another task, and a task that is known', async () => {
    const { id } = await unknown();
    const other = (await create([day(2)])).body;
    const settle = (dagName: string) => settleTask(world.as(world.ops), id, 1, { dagName });
    await expect(settle('dag_mistyped')).rejects.toMatchObject({ code: 'not-found', reason: 'dag-unknown' });
    await expect(settle(other.tasks[0]?.dagName ?? '')).rejects.toMatchObject({
      code: 'conflict',
      reason: 'dag-taken',
    });
    await settle('dag_1');
    await expect(settle('dag_1')).rejects.toMatchObject({ code: 'conflict', reason: 'not-unknown' });
    await expect(settleTask(world.as(world.ops), id, 2, { created: false })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('tracking a dagName', () => {
  const elsewhere = () => {
    void world.can.as().createTask({
      method: 'POST',
      path: '',
      body: { planId: 'p1', startTime: '2026-10-01', endTime: '2026-10-03' },
    });
    world.can.sent.length = 0;
    return 'dag_1';
  };
  const track = (dagName: string, more = {}) =>
    trackBackfill(world.as(world.ops), { dagName, note: '', ...more });

  it('lists it once, however often it is tracked, and sends nothing', async () => {
    const dagName = elsewhere();
    const all = await Promise.all([track(dagName, { planId: 'p1' }), track(dagName, { planId: 'p1' })]);
    expect(all.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(all[0]?.body.id).toBe(all[1]?.body.id);
    expect(all[0]?.body).toMatchObject({
      tracked: true,
      planName: 'name_of_p1',
      lotDays: 3,
      counts: { waiting: 1, total: 1 },
      tasks: [{ state: 'created', dagName, range: { start: '2026-10-01', end: '2026-10-03' } }],
    });
    expect(await ledgerOf().backfills.list({}, 10)).toHaveLength(1);
    expect(world.can.sent).toEqual([]);
  });

  it('finds the plan by itself, and does without one that is not to be found', async () => {
    const dagName = elsewhere();
    expect((await track(dagName)).body.planId).toBe('p1');
    world.can.plans.clear();
    const other = person('ops', { tenantId: 't2' });
    const { body } = await trackBackfill(world.as(other), { dagName, note: '' });
    expect(body).toMatchObject({ planId: null, planName: null });
  });

  it('answers with the backfill of ours that a dagName belongs to', async () => {
    const { body } = await create([day(1)]);
    expect((await track(body.tasks[0]?.dagName ?? '')).body.id).toBe(body.id);
  });

  it('is refused for a dagName CAN does not know and a plan CAN does not know', async () => {
    await expect(track('nothing')).rejects.toMatchObject({ code: 'not-found', reason: 'dag-unknown' });
    await expect(track(elsewhere(), { planId: 'nowhere' })).rejects.toMatchObject({ code: 'can-refused' });
    expect(await ledgerOf().backfills.list({}, 10)).toEqual([]);
  });
});
