import { describe, expect, it } from 'vitest';
import { type CallName } from './calls.ts';
import { instancesOf, openSandbox, planOfKind, wireRange, type TestSandbox } from './test-sandbox.ts';

describe('partitions', () => {
  it('come newest first under CAN’s spelling, with the page echoed the wrong way round', async () => {
    const sandbox = await openSandbox();
    const { json } = await sandbox.ask('partitions', {
      uuid: sandbox.world.fleet.at(0).id,
      pageNumber: 2,
      pageSize: 500,
    });
    expect(json).toMatchObject({
      hasData: true,
      isPartition: true,
      partition: { hasNext: true, pageNumber: 100, pageSize: 2 },
    });
    const list = (json['partition'] as { paritionList: { value: string }[] }).paritionList.map(
      ({ value }) => value,
    );
    expect(list).toHaveLength(100);
    expect(list).toEqual([...list].sort().reverse());
  });

  it('of ten years are answered in milliseconds', async () => {
    const sandbox = await openSandbox();
    const uuid = sandbox.world.fleet.at(0).id;
    await sandbox.ask('partitions', { uuid, pageNumber: 1, pageSize: 100 });
    const before = performance.now();
    for (let page = 1; page <= 37; page++)
      await sandbox.ask('partitions', { uuid, pageNumber: page, pageSize: 100 });
    expect((performance.now() - before) / 37).toBeLessThan(20);
  });

  it('are null of a full-refresh table', async () => {
    const sandbox = await openSandbox();
    const { json } = await sandbox.ask('partitions', { uuid: planOfKind(sandbox, 'ACCELERATE', true).id });
    expect(json).toEqual({ hasData: true, isPartition: false, partition: null });
  });

  it('of months are spelled in one way by one plan and in the other by the next', async () => {
    const sandbox = await openSandbox();
    const months = sandbox.world.fleet.seeds.filter(({ granularity }) => granularity === 'MONTH');
    const spellings = await Promise.all(
      months.map(
        async ({ id }) =>
          /"value":"([^"]+)"/.exec((await sandbox.ask('partitions', { uuid: id })).text)?.[1]?.length,
      ),
    );
    expect(new Set(spellings)).toEqual(new Set([7, 10]));
  });
});

describe('shapes of other deployments', () => {
  it.each(['plans', 'partitions', 'instances', 'instance'] as const)('wrap %s', async (call: CallName) => {
    const sandbox = await openSandbox();
    const dagName = sandbox.world.demoDagName;
    const [first] = await instancesOf(sandbox, dagName);
    const input = { uuid: sandbox.world.fleet.at(0).id, dagName, id: first?.id };
    const plain = await sandbox.ask(call, input);
    expect(plain.json).not.toHaveProperty('success');
    sandbox.world.shape.wrapped = true;
    const wrapped = await sandbox.ask(call, input);
    expect(wrapped.json).toMatchObject({ success: true, data: plain.json });
  });

  it('spell the partition list right, never end, and answer for groups what is true of one', async () => {
    const sandbox = await openSandbox();
    Object.assign(sandbox.world.shape, { plainSpelling: true, endless: true, groupsLie: true });
    const uuid = sandbox.world.fleet.at(9).id;
    const far = await sandbox.ask('partitions', { uuid, pageNumber: 999, pageSize: 10 });
    expect(far.json).toMatchObject({
      partition: { hasNext: true, partitionList: expect.any(Array) as unknown[] },
    });
    const ids = [sandbox.world.fleet.at(0).id, sandbox.world.idOf('never-filled')];
    expect((await sandbox.ask('latestTime', { planIdList: ids })).json['data']).toMatchObject({
      hasNotReady: false,
    });
  });
});

describe('marks and clears', () => {
  const has = async (sandbox: TestSandbox, uuid: string, value: string) =>
    (await sandbox.ask('partitions', { uuid, pageNumber: 1, pageSize: 100 })).text.includes(`"${value}"`);

  it('change what queries hit, of EXTERNAL plans only', async () => {
    const sandbox = await openSandbox();
    const { id } = planOfKind(sandbox, 'EXTERNAL');
    expect(await has(sandbox, id, '2026-11-21')).toBe(false);
    const marked = await sandbox.ask('updatePartition', {
      uuid: id,
      runType: 'MANUAL',
      successTimeRange: [wireRange('DAY', '2026-11-21')],
    });
    expect(marked.json['data']).toBe(true);
    expect(await has(sandbox, id, '2026-11-21')).toBe(true);
    await sandbox.ask('clearPartition', {
      uuid: id,
      timeRange: [wireRange('DAY', '2026-11-20', '2026-11-21')],
    });
    expect(await has(sandbox, id, '2026-11-21')).toBe(false);
    expect(await has(sandbox, id, '2026-11-20')).toBe(false);
    await sandbox.ask('updatePartition', {
      uuid: id,
      successTimeRange: [wireRange('DAY', '2026-11-20')],
      failedTimeRange: [wireRange('DAY', '2026-11-19')],
    });
    expect([await has(sandbox, id, '2026-11-20'), await has(sandbox, id, '2026-11-19')]).toEqual([
      true,
      false,
    ]);
  });

  it('take no range of a full-refresh table', async () => {
    const sandbox = await openSandbox();
    const { id } = planOfKind(sandbox, 'EXTERNAL', true);
    sandbox.clock.advance(1000);
    expect((await sandbox.ask('updatePartition', { uuid: id })).json['data']).toBe(true);
    expect((await sandbox.ask('latestTime', { planIdList: [id] })).json['data']).toEqual({
      hasNotReady: false,
      latestRefreshTime: '2026-11-21 18:00:01',
    });
  });

  it.each([
    [
      'updatePartition',
      'ACCELERATE',
      { successTimeRange: [wireRange('DAY', '2026-11-01')] },
      'Only acceleration plan of type EXTERNAL',
    ],
    [
      'clearPartition',
      'RESULT',
      { timeRange: [wireRange('DAY', '2026-11-01')] },
      'Only acceleration plan of type EXTERNAL',
    ],
    ['updatePartition', 'EXTERNAL', {}, 'can not both be empty'],
    [
      'updatePartition',
      'EXTERNAL',
      { successTimeRange: [wireRange('MONTH', '2026-11-01')] },
      'granularity does not match',
    ],
    ['updatePartition', 'EXTERNAL', { successTimeRange: 'all' }, 'must be a list'],
    [
      'updatePartition',
      'EXTERNAL',
      { runType: 'SCHEDULE', successTimeRange: [wireRange('DAY', '2026-11-01')] },
      'Unsupported runType',
    ],
    ['clearPartition', 'EXTERNAL', { timeRange: [] }, 'timeRange can not be empty'],
    [
      'clearPartition',
      'EXTERNAL',
      { timeRange: [wireRange('DAY', '2026-11-02', '2026-11-01')] },
      'can not be later',
    ],
    [
      'clearPartition',
      'EXTERNAL',
      { timeRange: [wireRange('DAY', '2026-02-30')] },
      'startTime and endTime must be',
    ],
  ] as const)('are refused in words: %s of %s with %j', async (call, kind, body, words) => {
    const sandbox = await openSandbox();
    const { id } = planOfKind(sandbox, kind);
    const before = sandbox.world.fleet.at(sandbox.world.fleet.byId(id)?.seed.index ?? 0).filled.size;
    const { status, json } = await sandbox.ask(call, { uuid: id, ...body });
    expect([status, json['data']]).toEqual([200, null]);
    expect(json['errorMsg']).toContain(words);
    expect(sandbox.world.fleet.byId(id)?.filled.size).toBe(before);
  });
});
