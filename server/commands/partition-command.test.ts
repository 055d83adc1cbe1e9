import { beforeEach, describe, expect, it } from 'vitest';
import { CanError } from '../can/can-error.ts';
import { clearPartitions } from './clear.ts';
import { updateData } from './data-update.ts';
import { settleMark } from './mark-read-back.ts';
import { markPartitions } from './mark.ts';
import { faults } from './testing/fake-can.ts';
import { newWorld, type World } from './testing/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  world.can.addPlan({ id: 'x', kind: 'EXTERNAL' });
  world.can.addPlan({ id: 'full', kind: 'EXTERNAL', fullRefresh: true, granularity: null });
  world.can.addPlan({ id: 'own' });
  world.can.partitions.set('x', new Set(['2026-11-01', '2026-11-02']));
});

const day = (d: number) => ({ start: `2026-11-0${d}`, end: `2026-11-0${d}` });
const mark = (input: object, planId = 'x', key?: string) =>
  markPartitions(world.as(world.ops, key), planId, input);
const clear = (ranges: object[], planId = 'x') =>
  clearPartitions(world.as(world.ops), planId, { ranges: ranges as never });
const journal = () => world.services.ledger.forTenant('t1').journal.list({}, 100);

describe('marking', () => {
  it('sends the ranges merged, sorted and inclusive in one call, and reads back what was taken', async () => {
    const { body } = await mark({
      success: [day(5), day(4), day(7)],
      failed: [day(2)],
      reason: 'Airflow run 7',
    });
    expect(world.can.sent).toEqual([
      {
        method: 'POST',
        path: '/accelerate/plan/updatePartition',
        body: {
          uuid: 'x',
          runType: 'MANUAL',
          successTimeRange: [
            { dateGranularity: 'DAY', startTime: '2026-11-04T00:00:00', endTime: '2026-11-05T00:00:00' },
            { dateGranularity: 'DAY', startTime: '2026-11-07T00:00:00', endTime: '2026-11-07T00:00:00' },
          ],
          failedTimeRange: [
            { dateGranularity: 'DAY', startTime: '2026-11-02T00:00:00', endTime: '2026-11-02T00:00:00' },
          ],
        },
      },
    ]);
    // The CAN of this test takes the first day of each range only.
    expect(body).toMatchObject({ state: 'done', notTaken: ['2026-11-05'], traceId: 'tr-update' });
    expect((await journal())[0]).toMatchObject({
      id: body.journalId,
      action: 'mark',
      state: 'done',
      reason: 'Airflow run 7',
      request: world.can.sent[0],
      ranges: [day(2), { start: '2026-11-04', end: '2026-11-05' }, day(7)],
    });
  });

  it('spells months as CAN does', async () => {
    world.can.addPlan({ id: 'm', kind: 'EXTERNAL', granularity: 'MONTH' });
    await mark({ success: [{ start: '2024-02', end: '2024-03' }] }, 'm');
    expect(world.can.sent[0]?.body['successTimeRange']).toEqual([
      { dateGranularity: 'MONTH', startTime: '2024-02-01T00:00:00', endTime: '2024-03-01T00:00:00' },
    ]);
  });

  it('names no range for a full refresh', async () => {
    const { body } = await mark({}, 'full');
    expect(world.can.sent[0]?.body).toEqual({ uuid: 'full', runType: 'MANUAL' });
    expect(body).toMatchObject({ state: 'done', notTaken: [] });
  });

  it.each([
    ['nothing at all', 'x', {}, 'invalid'],
    ['empty lists', 'x', { success: [], failed: [] }, 'invalid'],
    ['a plan that CAN keeps itself', 'own', { success: [day(1)] }, 'rule'],
    ['another granularity', 'x', { success: [{ start: '2026-11', end: '2026-11' }] }, 'rule'],
    ['a reversed range', 'x', { failed: [{ start: '2026-11-05', end: '2026-11-04' }] }, 'invalid'],
    ['a partition both ways', 'x', { success: [day(1)], failed: [day(1)] }, 'invalid'],
    ['ranges for a full refresh', 'full', { success: [day(1)] }, 'rule'],
    ['a plan CAN does not know', 'nowhere', { success: [day(1)] }, 'can-refused'],
  ])('is refused for %s before anything is sent', async (_, planId, input, code) => {
    await expect(mark(input, planId)).rejects.toMatchObject({ code, outcome: 'none' });
    expect(world.can.sent).toEqual([]);
    expect(await journal()).toEqual([]);
  });

  it('is refused by CAN in its words', async () => {
    world.can.next('updatePartition', faults.refuse('not your plan'));
    await expect(mark({ success: [day(3)] })).rejects.toMatchObject({
      code: 'can-refused',
      detail: 'not your plan',
    });
    expect((await journal())[0]).toMatchObject({ state: 'refused', problem: 'not your plan' });
  });

  it('that got no answer but shows on reading back is done', async () => {
    world.can.next('updatePartition', faults.lostAfter());
    const { body } = await mark({ success: [day(3)] });
    expect(body).toMatchObject({ state: 'done', notTaken: [] });
    expect((await journal())[0]?.state).toBe('done');
  });

  it('that got no answer and does not show is unknown, until it shows', async () => {
    world.can.next('updatePartition', faults.lostBefore());
    await expect(mark({ success: [day(3)] })).rejects.toMatchObject({
      code: 'can-timeout',
      outcome: 'unknown',
    });
    const [row] = await journal();
    expect(row?.state).toBe('unknown');
    expect(world.timers.waiting).toHaveLength(1);
    expect(await settleMark(world.as(world.owner), row?.id ?? '')).toBe(false);
    world.can.partitions.get('x')?.add('2026-11-03');
    expect(await settleMark(world.as(world.owner), row?.id ?? '')).toBe(true);
    expect((await journal())[0]?.state).toBe('done');
    expect(world.can.sent).toHaveLength(1);
  });

  it.each([
    ['marked what was there before', { success: [day(1)] }],
    ['took away what was not there before', { failed: [day(9)] }],
  ])('that got no answer and only %s stays unknown: nothing proves it', async (_, input) => {
    world.can.next('updatePartition', faults.lostBefore());
    await expect(mark(input)).rejects.toMatchObject({ outcome: 'unknown' });
    const [row] = await journal();
    expect(await settleMark(world.as(world.ops), row?.id ?? '')).toBe(false);
    expect((await journal())[0]?.state).toBe('unknown');
  });

  it('says when reading back was not possible', async () => {
    world.can.next('updatePartition', async (apply) => {
      const answer = apply();
      world.can.readFault = new CanError('can-unreachable', 'gone');
      return answer;
    });
    expect((await mark({ success: [day(3)] })).body).toMatchObject({ state: 'done', notTaken: null });
  });

  it('answers the same key with the first result, refusals included, and sends nothing twice', async () => {
    world.can.next('updatePartition', faults.refuse('no'), faults.lostBefore());
    const refused = () => mark({ success: [day(3)] }, 'x', 'k1');
    await expect(refused()).rejects.toMatchObject({ code: 'can-refused', detail: 'no' });
    await expect(refused()).rejects.toMatchObject({ code: 'can-refused', detail: 'no', outcome: 'none' });
    const lost = () => mark({ success: [day(4)] }, 'x', 'k2');
    await expect(lost()).rejects.toMatchObject({ outcome: 'unknown' });
    await expect(lost()).rejects.toMatchObject({ code: 'can-timeout', outcome: 'unknown' });
    expect(world.can.sent).toHaveLength(2);
  });
});

describe('clearing', () => {
  it('sends one call, merged, and reads back', async () => {
    const { body } = await clear([day(2), day(1)]);
    expect(world.can.sent[0]).toEqual({
      method: 'POST',
      path: '/accelerate/plan/clearPartition',
      body: {
        uuid: 'x',
        timeRange: [
          { dateGranularity: 'DAY', startTime: '2026-11-01T00:00:00', endTime: '2026-11-02T00:00:00' },
        ],
      },
    });
    expect(body).toMatchObject({ state: 'done', notTaken: ['2026-11-02'] });
  });

  it.each([
    ['no range', 'x', [], 'invalid'],
    ['a full refresh', 'full', [], 'rule'],
    ['a plan that CAN keeps itself', 'own', [day(1)], 'rule'],
  ])('is refused for %s', async (_, planId, ranges, code) => {
    await expect(clear(ranges, planId)).rejects.toMatchObject({ code });
    expect(world.can.sent).toEqual([]);
  });

  it('that got no answer is done once the partitions are gone', async () => {
    world.can.next('clearPartition', faults.lostAfter(), faults.lostBefore());
    expect((await clear([day(1)])).body.state).toBe('done');
    await expect(clear([day(2)])).rejects.toMatchObject({ outcome: 'unknown' });
  });
});

describe('data updates', () => {
  const update = (tablePartition = '2026-11-20') =>
    updateData(world.as(world.ops), {
      tableName: 'starrocks.`default_catalog.shop`.p_order',
      tablePartition,
    });

  it('send the name as it is, with the tenant, journalled', async () => {
    const { body } = await update();
    expect(world.can.sent[0]).toEqual({
      method: 'POST',
      path: '/scheduler/task/trigger',
      body: {
        tableName: 'starrocks.`default_catalog.shop`.p_order',
        tenantId: 't1',
        tablePartition: '2026-11-20',
      },
    });
    expect(body).toMatchObject({ state: 'done', traceId: 'tr-trigger' });
    expect((await journal())[0]).toMatchObject({ id: body.journalId, action: 'data-update', state: 'done' });
  });

  it('are refused for a day that does not exist, and by CAN in its words', async () => {
    await expect(update('2026-02-30')).rejects.toMatchObject({ code: 'invalid' });
    expect(await journal()).toEqual([]);
    world.can.next('trigger', faults.refuse('no such table'));
    await expect(update()).rejects.toMatchObject({ code: 'can-refused', detail: 'no such table' });
  });

  it('that got no answer are unknown', async () => {
    world.can.next('trigger', faults.lostBefore());
    await expect(update()).rejects.toMatchObject({ outcome: 'unknown' });
    expect((await journal())[0]?.state).toBe('unknown');
  });
});
