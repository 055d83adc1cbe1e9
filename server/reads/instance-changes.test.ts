import { beforeEach, describe, expect, it } from 'vitest';
import { CanError } from '../can/can-error.ts';
import { createBackfill } from '../commands/backfill.ts';
import { markPartitions } from '../commands/mark.ts';
import { newWorld, person, type World } from '../commands/testing/world.ts';
import { PlanEvidence } from './evidence.ts';
import { InstanceChanges } from './instance-changes.ts';

let world: World;
let changes: InstanceChanges;
let id: string;

const list = async (query: { since?: string; status?: string } = {}, who = world.ops) => {
  const stored = await world.services.ledger.forTenant('t1').backfills.get(id);
  return changes.list(who, stored!, query);
};
const ids = ({ instances }: { instances: { id: string }[] }) => instances.map((each) => each.id);

beforeEach(async () => {
  world = await newWorld();
  world.can.addPlan({ id: 'p1' });
  const ranges = [1, 2].map((d) => ({ start: `2026-11-0${d}`, end: `2026-11-0${d}` }));
  id = (await createBackfill(world.as(world.ops), { planId: 'p1', ranges, lotDays: 1, note: '' })).body.id;
  changes = new InstanceChanges(world.services);
});

describe('the instances of a backfill', () => {
  it('are those of all its tasks, each once, with exact ids', async () => {
    const all = await list();
    expect(all.partial).toBe(false);
    expect(all.instances).toMatchObject([
      {
        id: '900719925474099301',
        task: 1,
        status: 'WAITING',
        range: { start: '2026-11-01', end: '2026-11-01' },
      },
      { id: '900719925474099302', task: 2 },
    ]);
  });

  it('are only those that changed, since the last answer', async () => {
    const first = await list();
    expect(ids(await list({ since: first.asOf }))).toEqual([]);
    world.can.finish('dag_2', 'RUNNING');
    const second = await list({ since: first.asOf });
    expect(second).toMatchObject({ partial: true, instances: [{ task: 2, status: 'RUNNING' }] });
    expect(ids(await list({ since: second.asOf }))).toEqual([]);
    // Whoever was not there in between is told of both.
    world.can.finish('dag_1', 'FAILED');
    expect(ids(await list({ since: first.asOf }))).toHaveLength(2);
  });

  it('lose no change when two people poll within one millisecond', async () => {
    const first = await list();
    world.can.finish('dag_1', 'RUNNING');
    const other = await list({ since: first.asOf });
    expect(ids(other)).toHaveLength(1);
    expect(ids(await list({ since: first.asOf }))).toHaveLength(1);
  });

  it('include instances that appear later', async () => {
    const first = await list();
    world.can.dags.get('dag_1')?.instances.push({ ...world.can.dags.get('dag_1')!.instances[0]!, id: 'new' });
    expect(ids(await list({ since: first.asOf }))).toEqual(['new']);
  });

  it.each([
    ['a moment before anybody watched', () => '2026-11-20T00:00:00.000Z'],
    ['a moment nobody was given', () => '2026-11-21T10:00:00.001Z'],
    ['a moment to come', () => '2027-01-01T00:00:00.000Z'],
  ])('are all of them since %s', async (_, since) => {
    await list();
    expect(await list({ since: since() })).toMatchObject({ partial: false, instances: [{}, {}] });
  });

  it('are all of them when one is gone from CAN', async () => {
    const first = await list();
    world.can.dags.get('dag_1')!.instances = [];
    expect(await list({ since: first.asOf })).toMatchObject({ partial: false, instances: [{ task: 2 }] });
  });

  it('of one status are always all of that status', async () => {
    const first = await list();
    world.can.finish('dag_1', 'FAILED');
    const failed = await list({ since: first.asOf, status: 'FAILED' });
    expect(failed).toMatchObject({ partial: false, instances: [{ task: 1 }] });
  });

  it('stand as last seen when CAN cannot be asked, task by task, in its words', async () => {
    const first = await list();
    world.can.readFault = new CanError('can-failed', 'CAN failed (status 502)', { traceId: 'tr' });
    const all = await list();
    expect(ids(all)).toHaveLength(2);
    expect(all.problems).toEqual([
      { task: 1, message: 'CAN failed (status 502)', cause: { code: 'can-failed' }, traceId: 'tr' },
      { task: 2, message: 'CAN failed (status 502)', cause: { code: 'can-failed' }, traceId: 'tr' },
    ]);
    expect(ids(await list({ since: first.asOf }))).toEqual([]);
  });

  it('are fetched for each credential apart', async () => {
    const first = await list();
    const reads = world.can.reads;
    const other = await list({ since: first.asOf }, person('other'));
    expect(world.can.reads).toBe(reads + 2);
    expect(other.partial).toBe(false);
  });

  it('of a task that has ended are asked for seldom, and the counts are remembered', async () => {
    world.can.finish('dag_1');
    world.can.finish('dag_2');
    await list();
    const reads = world.can.reads;
    world.clock.move(2000);
    await list();
    expect(world.can.reads).toBe(reads);
    world.clock.move(600_000);
    await list();
    expect(world.can.reads).toBe(reads + 2);
    const stored = await world.services.ledger.forTenant('t1').backfills.get(id);
    expect(stored).toMatchObject({ state: 'done', settled: true });
  });
});

describe('the evidence about a plan', () => {
  let reader: PlanEvidence;
  const evidence = (planId = 'p1', since?: string, who = world.ops) => reader.of(who, planId, since);
  beforeEach(() => {
    reader = new PlanEvidence(world.services, changes);
  });

  it('names the backfill and the person behind each instance', async () => {
    world.can.finish('dag_1', 'FAILED');
    expect((await evidence()).instances).toMatchObject([
      { status: 'FAILED', backfillId: id, createdBy: { name: 'ops' } },
      { status: 'WAITING', backfillId: id },
    ]);
    expect((await evidence('p2')).instances).toEqual([]);
  });

  it('is told once, then only what has changed', async () => {
    const first = await evidence();
    expect(first.partialOf).toBeUndefined();
    expect(first.instances).toHaveLength(2);
    const second = await evidence('p1', first.cursor);
    expect(second).toMatchObject({ instances: [], partialOf: [id] });
    world.can.finish('dag_2', 'RUNNING');
    const ranges = [{ start: '2026-11-05', end: '2026-11-05' }];
    const input = { planId: 'p1', ranges, lotDays: 1, note: '' };
    const later = (await createBackfill(world.as(world.ops), input)).body.id;
    const third = await evidence('p1', second.cursor);
    expect(third).toMatchObject({
      instances: [
        { backfillId: later, task: 1 },
        { backfillId: id, task: 2, status: 'RUNNING' },
      ],
      partialOf: [later, id],
    });
    // Whoever was not there in between is told of both as well.
    expect((await evidence('p1', first.cursor)).instances).toHaveLength(2);
  });

  it('is told anew where changes can’t be', async () => {
    const { cursor } = await evidence();
    const asked = [
      await evidence('p1', 'of another gateway'),
      await evidence('p1', cursor, person('other')),
      await new PlanEvidence(world.services, changes).of(world.ops, 'p1', cursor),
    ];
    for (const { instances, partialOf } of asked) {
      expect(instances).toHaveLength(2);
      expect(partialOf).toBeUndefined();
    }
    // One is gone from CAN, which can't be told as a change.
    world.can.dags.get('dag_1')!.instances = [];
    expect((await evidence('p1', cursor)).partialOf).toBeUndefined();
    expect((await evidence('p1', cursor)).instances).toMatchObject([{ task: 2 }]);
  });

  it('tells what people marked, but not what CAN refused', async () => {
    world.can.addPlan({ id: 'x', kind: 'EXTERNAL' });
    const [one, two] = ['2026-11-01', '2026-11-02'].map((day) => ({ start: day, end: day }));
    const mark = (input: object) => markPartitions(world.as(world.ops), 'x', input);
    await mark({ success: [one], failed: [two] });
    world.can.next('updatePartition', async () => {
      throw new CanError('can-refused', 'CAN refused');
    });
    await mark({ success: [two] }).catch(() => undefined);
    expect((await evidence('x')).marks).toMatchObject([
      { kind: 'success', ranges: [one], actor: { name: 'ops' } },
      { kind: 'failed', ranges: [two] },
    ]);
  });

  it('says which backfills could not be read, and keeps the rest', async () => {
    world.can.readFault = new CanError('can-timeout', 'CAN did not answer');
    expect(await evidence()).toMatchObject({
      instances: [],
      problems: [{ backfillId: id, message: 'CAN did not answer' }],
    });
  });

  it('is bounded, and says so', async () => {
    for (let i = 0; i < 50; i++) {
      await createBackfill(world.as(world.ops), {
        planId: 'p1',
        ranges: [{ start: '2026-11-01', end: '2026-11-01' }],
        lotDays: 1,
        note: '',
      });
    }
    const { truncated, instances } = await evidence();
    expect(truncated).toBe(true);
    expect(instances.some(({ backfillId }) => backfillId === id)).toBe(false);
  });
});
