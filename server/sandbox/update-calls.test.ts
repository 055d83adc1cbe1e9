import { describe, expect, it } from 'vitest';
import { days, instancesOf, minutes, openSandbox, planOfKind } from './test-sandbox.ts';

describe('becoming EXTERNAL', () => {
  it('stops the schedule for good and opens the scripts', async () => {
    const sandbox = await openSandbox();
    const { id } = planOfKind(sandbox, 'RESULT');
    expect((await sandbox.ask('scripts', { uuid: id })).json['errorMsg']).toContain('only available for');
    const done = await sandbox.ask('transform', { uuid: id, materializeType: 'EXTERNAL' });
    expect(done.json).toMatchObject({ data: 'success', success: true });
    expect((await sandbox.ask('plan', { uuid: id })).json).toMatchObject({
      data: { id, materializeType: 'EXTERNAL' },
    });
    const scripts = await sandbox.ask('scripts', { uuid: id });
    for (const words of ['CREATE TABLE', 'ADD PARTITION', 'DROP TABLE', 'INSERT OVERWRITE', '"cron"'])
      expect(scripts.text).toContain(words);
    sandbox.clock.advance(days(3));
    expect((await sandbox.ask('latestTime', { planIdList: [id] })).json['data']).toMatchObject({
      latestDateTime: '2026-11-20 00:00:00',
    });
    expect(
      (await sandbox.ask('transform', { uuid: id, materializeType: 'EXTERNAL' })).json['errorMsg'],
    ).toContain('already');
    expect(
      (await sandbox.ask('createTask', { planId: id, startTime: '2026-11-01', endTime: '2026-11-01' })).json[
        'errorMsg'
      ],
    ).toContain('does not support backfill');
  });

  it('cancels what waits and lets run what runs', async () => {
    const sandbox = await openSandbox({ speed: 1 });
    const { id } = planOfKind(sandbox, 'RESULT');
    const { json } = await sandbox.ask('createTask', {
      planId: id,
      startTime: '2026-10-01',
      endTime: '2026-10-20',
    });
    sandbox.clock.advance(minutes(1.5));
    await sandbox.ask('transform', { uuid: id, materializeType: 'EXTERNAL' });
    const now = await instancesOf(sandbox, String(json['data']));
    expect(now.filter(({ status }) => status === 'FAILED').length).toBeGreaterThanOrEqual(15);
    expect(now.filter(({ status }) => status === 'RUNNING').length).toBeGreaterThan(0);
    const canceled = await sandbox.ask('instance', { id: now.at(-1)?.id });
    expect(canceled.json['msg']).toContain('transformed to EXTERNAL');
  });

  it('is one way only', async () => {
    const sandbox = await openSandbox();
    const { json } = await sandbox.ask('transform', {
      uuid: planOfKind(sandbox, 'EXTERNAL').id,
      materializeType: 'ACCELERATE',
    });
    expect(json['errorMsg']).toContain('only EXTERNAL is supported');
  });
});

describe('data updates', () => {
  const trade = 'starrocks.`default_catalog.dwd`.dwd_trade_order_detail_di';
  const body = { tableName: trade, tenantId: 'demo', tablePartition: '2026-11-20' };

  it('refresh the tables built on the source, in every form of yes', async () => {
    const sandbox = await openSandbox();
    const uuid = sandbox.world.fleet.at(0).id;
    const answers = [];
    for (let n = 0; n < 4; n++) answers.push((await sandbox.ask('trigger', body)).json);
    expect(answers.map(({ data }) => data)).toEqual([true, true, 'true', 'true']);
    expect(answers.map((answer) => ['succeed', 'success'].filter((flag) => flag in answer))).toEqual([
      ['succeed'],
      ['success'],
      ['succeed'],
      ['success'],
    ]);
    sandbox.clock.advance(minutes(5));
    const { data } = (await sandbox.ask('latestTime', { planIdList: [uuid] })).json as {
      data: { latestRefreshTime: string };
    };
    expect(data.latestRefreshTime > '2026-11-21 18:00:00').toBe(true);
    expect(sandbox.world.dagNamesOf(uuid)).toHaveLength(4);
  });

  it.each([
    [{ tableName: 'dwd.dwd_trade_order_detail_di' }, 'tableName is invalid'],
    [{ tableName: trade.replaceAll('`', '') }, 'tableName is invalid'],
    [{ tableName: `starrocks.\`default_catalog.dwd\`.${'t'.repeat(128)}` }, 'too long'],
    [{ tableName: trade.replace('starrocks', 'oracle') }, 'Data source is not bound'],
    [{ tablePartition: '2026-02-30' }, 'yyyy-MM-dd'],
    [{ tablePartition: '2026-11' }, 'yyyy-MM-dd'],
    [{ tenantId: 'acme' }, 'Tenant does not exist'],
    [{ tenantId: '' }, 'can not be empty'],
  ])('are refused in words: %j', async (wrong, words) => {
    const sandbox = await openSandbox();
    const { json } = await sandbox.ask('trigger', { ...body, ...wrong });
    expect(json['errorMsg']).toContain(words);
    expect(json['data']).toBeNull();
  });

  it('of a day that has not come are heard, and false', async () => {
    const sandbox = await openSandbox();
    const { json } = await sandbox.ask('trigger', { ...body, tablePartition: '2027-01-01' });
    expect(json).toMatchObject({ data: false, errorMsg: '' });
  });
});
