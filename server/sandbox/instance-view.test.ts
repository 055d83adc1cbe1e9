import { describe, expect, it } from 'vitest';
import { scheduledId } from './instance-view.ts';
import { periodOf } from './period.ts';
import { create, days, hours, idAt, instancesOf, openSandbox, statuses } from './test-sandbox.ts';

describe('one instance', () => {
  it('has the statement that ran, with its dates, and when it did what', async () => {
    const sandbox = await openSandbox();
    const dagName = await create(sandbox, idAt(sandbox, 0), '2026-03-01', '2026-03-31', 1);
    sandbox.clock.advance(hours(1));
    const all = await instancesOf(sandbox, dagName);
    const details = await Promise.all(
      all.map(async ({ id }) => (await sandbox.ask('instance', { id })).json),
    );
    for (const [n, detail] of details.entries()) {
      const sql = detail['sql'] as { originalSql: string; formattedSql: string | null };
      const day = all[n]?.startPartition ?? '';
      expect(sql.originalSql).toContain(`>= '${day}' AND `);
      expect(sql.originalSql).toContain(`PARTITION(\`p${day.replaceAll('-', '')}\`)`);
      expect(detail).toMatchObject({
        taskInstanceId: all[n]?.id,
        runType: 'MANUAL',
        startPartitionTime: day,
        acceleratePlanUuid: [Number(idAt(sandbox, 0))],
      });
      expect(Object.keys(detail['statusTime'] as object)).toEqual(['WAITING', 'RUNNING', detail['status']]);
      expect(detail['msg'] === null).toBe(detail['status'] === 'SUCCESS');
    }
    const layouts = details.map((detail) => (detail['sql'] as { formattedSql: string | null }).formattedSql);
    expect(layouts.some((layout) => layout === null || layout.length < 60)).toBe(true);
    expect(layouts.filter((layout) => layout?.includes('\nGROUP BY\n')).length).toBeGreaterThan(20);
  });

  it('has nothing yet while it waits', async () => {
    const sandbox = await openSandbox({ speed: 1 });
    const [first] = await instancesOf(
      sandbox,
      await create(sandbox, idAt(sandbox, 2), '2026-01-01', '2026-01-01'),
    );
    expect((await sandbox.ask('instance', { id: first?.id })).json).toMatchObject({
      status: 'WAITING',
      sql: null,
      msg: null,
      startTime: null,
      endTime: null,
      serverInfo: null,
      statusTime: { WAITING: '2026-11-21T18:00:00' },
    });
  });

  it('of the schedule exists for every night there was', async () => {
    const sandbox = await openSandbox();
    const { fleet, pace } = sandbox.world;
    const plan = fleet.at(0);
    const id = scheduledId(plan, periodOf('2025-06-02', 'DAY') ?? NaN, pace);
    expect((await sandbox.ask('instance', { id })).json).toMatchObject({
      status: 'SUCCESS',
      runType: 'SCHEDULE',
      startPartitionTime: '2025-05-28',
      endPartitionTime: '2025-06-01',
    });
    const stuck = fleet.byRole('behind-unknown-column');
    if (!stuck) throw new Error('no such plan');
    const failing = scheduledId(stuck, periodOf('2026-11-20', 'DAY') ?? NaN, pace);
    const { json } = await sandbox.ask('instance', { id: failing });
    expect([json['status'], json['retryCnt']]).toEqual(['FAILED', 2]);
    expect(json['msg']).toContain('Unknown column');
  });

  it('of before the beginning can be found through the backfill of the demonstration', async () => {
    const sandbox = await openSandbox();
    const all = await instancesOf(sandbox, sandbox.world.demoDagName);
    expect(all).toHaveLength(30);
    expect(statuses(all).filter((s) => s === 'FAILED')).toHaveLength(3);
    expect(statuses(all).filter((s) => s === 'SUCCESS')).toHaveLength(27);
  });
});

describe('the schedule', () => {
  it('fills the night before, and heals what its window covers', async () => {
    const sandbox = await openSandbox();
    const plan = sandbox.world.fleet.at(0);
    for (const night of [22, 23, 24]) {
      sandbox.clock.advance(days(1));
      const { json } = await sandbox.ask('latestTime', { planIdList: [plan.id] });
      expect(json['data']).toMatchObject({
        latestDateTime: `2026-11-${night - 1} 00:00:00`,
        latestRefreshTime: expect.stringContaining(`2026-11-${night} 00:05:`) as string,
      });
    }
  });

  it('has caught up after a year of nobody looking', async () => {
    const sandbox = await openSandbox();
    const plan = sandbox.world.fleet.at(0);
    const before = plan.filled.size;
    sandbox.clock.advance(days(365));
    await sandbox.ask('latestTime', { planIdList: [plan.id] });
    expect(plan.filled.size).toBe(before + 365);
  });

  it('does not run a plan that is stuck', async () => {
    const sandbox = await openSandbox();
    const planId = sandbox.world.idOf('behind-unknown-column');
    sandbox.clock.advance(days(5));
    expect((await sandbox.ask('latestTime', { planIdList: [planId] })).json['data']).toMatchObject({
      latestDateTime: '2026-11-11 00:00:00',
    });
  });
});
