import { beforeEach, describe, expect, it } from 'vitest';
import { CanError } from '../can/can-error.ts';
import { createBackfill } from '../commands/backfill.ts';
import { faults } from '../commands/testing/fake-can.ts';
import { newWorld, person, type World } from '../commands/testing/world.ts';
import { countedBackfill, listBackfills, viewOf } from './backfill-counts.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  world.can.addPlan({ id: 'p1' });
  world.can.addPlan({ id: 'p2' });
});

const create = async (days = 1, planId = 'p1') => {
  const ranges = Array.from({ length: days }, (_, i) => ({
    start: `2026-11-0${i + 1}`,
    end: `2026-11-0${i + 1}`,
  }));
  return (await createBackfill(world.as(world.ops), { planId, ranges, lotDays: 1, note: '' })).body;
};
const open = async (id: string) => {
  const stored = await world.services.ledger.forTenant('t1').backfills.get(id);
  return viewOf(await countedBackfill(world.services, world.ops, stored!));
};
const list = (filter = {}, who = world.ops) => listBackfills(world.services, who, filter);

describe('the counts of a backfill', () => {
  it('follow its instances over all tasks', async () => {
    const { id } = await create(2);
    expect((await open(id)).counts).toEqual({
      waiting: 2,
      running: 0,
      success: 0,
      failed: 0,
      other: 0,
      total: 2,
    });
    world.can.finish('dag_1', 'RUNNING');
    world.can.finish('dag_2', 'KILLED');
    expect(await open(id)).toMatchObject({ state: 'running', counts: { running: 1, other: 1, total: 2 } });
    world.can.finish('dag_1');
    world.can.finish('dag_2', 'FAILED');
    expect(await open(id)).toMatchObject({ state: 'done with failures', counts: { success: 1, failed: 1 } });
  });

  it('are told as they are, and written down only now and then while they move', async () => {
    const { id } = await create(2);
    await open(id);
    const written = async () =>
      (await world.services.ledger.forTenant('t1').backfills.get(id))?.tasks[0]?.counts;
    world.clock.move(5_000);
    world.can.finish('dag_1', 'RUNNING');
    expect((await open(id)).counts.running).toBe(1);
    expect(await written()).toMatchObject({ waiting: 1, running: 0 });
    world.clock.move(6_000);
    await open(id);
    expect(await written()).toMatchObject({ waiting: 0, running: 1 });
    world.can.finish('dag_1');
    await open(id);
    expect(await written()).toMatchObject({ running: 0, success: 1 });
  });

  it('are not asked for again once every instance has ended', async () => {
    const { id } = await create(2);
    world.can.finish('dag_1');
    await open(id);
    const reads = world.can.reads;
    await open(id);
    expect(world.can.reads).toBe(reads + 1);
    world.can.finish('dag_2');
    await open(id);
    const settled = world.can.reads;
    expect((await open(id)).state).toBe('done');
    await list();
    expect(world.can.reads).toBe(settled);
  });

  it('do not settle while CAN has listed only some of the instances', async () => {
    const { id } = (
      await createBackfill(world.as(world.ops), {
        planId: 'p1',
        ranges: [{ start: '2026-11-01', end: '2026-11-03' }],
        lotDays: 1,
        note: '',
      })
    ).body;
    world.can.finish('dag_1');
    await open(id);
    world.can.dags.get('dag_1')?.instances.push({
      ...world.can.dags.get('dag_1')!.instances[0]!,
      id: '2',
      status: 'RUNNING',
    });
    expect(await open(id)).toMatchObject({ state: 'running', counts: { total: 2 } });
    world.clock.move(3_600_001);
    world.can.finish('dag_1');
    await open(id);
    const reads = world.can.reads;
    await open(id);
    expect(world.can.reads).toBe(reads);
  });

  it('stand as last seen, and say so, when CAN cannot be asked', async () => {
    const { id } = await create();
    world.can.finish('dag_1', 'RUNNING');
    const seen = await open(id);
    world.clock.move(5000);
    world.can.readFault = new CanError('can-unreachable', 'CAN cannot be reached');
    expect(await open(id)).toEqual({ ...seen, countsProblem: 'CAN cannot be reached' });
    world.can.readFault = null;
    expect((await open(id)).countsProblem).toBeUndefined();
  });

  it('do not make CAN time out once a task when it cannot be asked', async () => {
    const { id } = await create(9);
    world.can.readFault = new CanError('can-timeout', 'CAN did not answer');
    const reads = world.can.reads;
    await open(id);
    expect(world.can.reads - reads).toBeLessThan(9);
  });
});

describe('the list of backfills', () => {
  it('is newest first, by plan, and of one tenant', async () => {
    const [a, b, c] = [await create(), await create(1, 'p2'), await create()];
    expect((await list()).backfills.map(({ id }) => id)).toEqual([c.id, b.id, a.id]);
    expect((await list({ planId: 'p2' })).backfills.map(({ id }) => id)).toEqual([b.id]);
    expect((await list({}, person('ops', { tenantId: 't2' }))).backfills).toEqual([]);
  });

  it('finds a state as it is now, not as it was last seen', async () => {
    const [a, b] = [await create(), await create()];
    world.can.next('createTask', faults.lostBefore());
    const c = await create();
    world.can.finish('dag_1');
    const of = async (state: string) => (await list({ state })).backfills.map(({ id }) => id);
    expect(await of('done')).toEqual([a.id]);
    expect(await of('running')).toEqual([b.id]);
    expect(await of('needs attention')).toEqual([c.id]);
    world.can.finish('dag_2', 'FAILED');
    expect(await of('done with failures')).toEqual([b.id]);
  });

  it('gives every backfill once over its pages', async () => {
    const made: string[] = [];
    for (let i = 0; i < 103; i++) made.unshift((await create()).id);
    const seen: string[] = [];
    let before: string | undefined;
    let pages = 0;
    do {
      const page = await list({ before });
      seen.push(...page.backfills.map(({ id }) => id));
      before = page.cursor;
      pages++;
    } while (before !== undefined);
    expect(seen).toEqual(made);
    expect(pages).toBe(3);
  });

  it('finds a rare state behind many others', async () => {
    const rare = await create();
    world.can.finish('dag_1');
    for (let i = 0; i < 60; i++) await create();
    const { backfills } = await list({ state: 'done' });
    expect(backfills.map(({ id }) => id)).toEqual([rare.id]);
  });
});
