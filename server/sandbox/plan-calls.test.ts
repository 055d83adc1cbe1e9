import { describe, expect, it } from 'vitest';
import { valueOf } from './period.ts';
import { days, minutes, openSandbox, planOfKind } from './test-sandbox.ts';

describe('plans', () => {
  it('come in pages of at most 100, ids as numbers, without an envelope', async () => {
    const sandbox = await openSandbox({ plans: 230 });
    const { json, text } = await sandbox.ask('plans', { pager: { pageNumber: 3, pageSize: 500 } });
    expect(json).toMatchObject({ hasNext: false, total: 230, pageNumber: 3, pageSize: 100 });
    expect(json['data']).toHaveLength(30);
    expect(text).toContain(`{"id":${sandbox.world.fleet.at(200).id},`);
    expect((await sandbox.ask('plans', { pager: { pageNumber: 4, pageSize: 100 } })).json['data']).toEqual(
      [],
    );
  });

  it('are filtered by kind, also after one became EXTERNAL', async () => {
    const sandbox = await openSandbox();
    const total = async () =>
      (await sandbox.ask('plans', { materializeType: 'EXTERNAL', pager: { pageNumber: 1, pageSize: 100 } }))
        .json['total'];
    const before = Number(await total());
    await sandbox.ask('transform', { uuid: planOfKind(sandbox, 'RESULT').id, materializeType: 'EXTERNAL' });
    expect(await total()).toBe(before + 1);
  });

  it('have details in an envelope, the id as text', async () => {
    const sandbox = await openSandbox();
    const { json } = await sandbox.ask('plan', { uuid: sandbox.world.fleet.at(0).id });
    expect(json).toMatchObject({
      success: true,
      data: {
        id: sandbox.world.fleet.at(0).id,
        name: 'ads_trade_gmv_overview_1d',
        materializeType: 'ACCELERATE',
        metricTimeGranularity: 'DAY',
        tablePath: {
          tableCatalog: 'default_catalog',
          tableSchema: 'can_accel',
          tableName: 'mt_ads_trade_gmv_overview_1d',
        },
        refreshConfig: {
          cron: '0 5 0 * * ?',
          granularity: 'DAY',
          updateUpperInterval: -1,
          updateLowerInterval: -5,
        },
      },
    });
  });

  it('that are unknown are refused with claims of success', async () => {
    const sandbox = await openSandbox();
    const { status, json } = await sandbox.ask('plan', { uuid: '404' });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      data: null,
      success: true,
      code: '200',
      errorMsg: 'Acceleration plan does not exist',
    });
  });

  it('show what was amended', async () => {
    const sandbox = await openSandbox();
    const { id } = sandbox.world.fleet.at(2);
    sandbox.world.amendPlan(id, { displayName: 'Changed', metricList: ['gmv'] });
    expect((await sandbox.ask('plan', { uuid: id })).json).toMatchObject({
      data: { displayName: 'Changed', metricList: ['gmv'] },
    });
    expect((await sandbox.ask('plans', { pager: { pageNumber: 1, pageSize: 3 } })).text).toContain(
      '"Changed"',
    );
  });
});

describe('freshness', () => {
  it('is the minimum over the list', async () => {
    const sandbox = await openSandbox();
    const late = sandbox.world.idOf('behind-memory');
    const fresh = sandbox.world.fleet.at(0).id;
    const ask = async (ids: string[]) => (await sandbox.ask('latestTime', { planIdList: ids })).json['data'];
    expect(await ask([fresh])).toMatchObject({ hasNotReady: false, latestDateTime: '2026-11-20 00:00:00' });
    expect(await ask([fresh, late])).toMatchObject({
      hasNotReady: false,
      latestDateTime: '2026-11-17 00:00:00',
    });
    expect(await ask([fresh, sandbox.world.idOf('never-filled')])).toMatchObject({ hasNotReady: true });
  });

  it('of names and of numbers is the same as of ids', async () => {
    const sandbox = await openSandbox();
    const { id, seed } = sandbox.world.fleet.at(3);
    const asked = [{ planIdList: [id] }, { planIdList: [Number(id)] }, { planNameList: [seed.name] }];
    const answers = await Promise.all(
      asked.map(async (body) => (await sandbox.ask('latestTime', body)).json['data']),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('is refused for the whole list when one plan is unknown, or broken', async () => {
    const sandbox = await openSandbox();
    const good = sandbox.world.fleet.at(0).id;
    expect((await sandbox.ask('latestTime', { planIdList: [good, '404'] })).json).toMatchObject({
      data: null,
      success: true,
      errorMsg: 'Acceleration plan does not exist',
    });
    const broken = await sandbox.ask('latestTime', { planIdList: [good, sandbox.world.idOf('broken')] });
    expect(broken.json['errorMsg']).toContain('has been deleted');
  });

  it('is good for 43 of the 48, whatever the hour at which the world begins', async () => {
    for (const later of [0, minutes(6 * 60 + 3), days(9) + 77_000]) {
      const sandbox = await openSandbox();
      sandbox.clock.advance(later);
      const other = await openSandbox({ clock: sandbox.clock });
      const { fleet, time } = other.world;
      const states: string[] = [];
      for (const { id, index, granularity, fullRefresh } of fleet.seeds) {
        const { data } = (await other.ask('latestTime', { planIdList: [id] })).json as {
          data: { hasNotReady: boolean; latestDateTime?: string } | null;
        };
        const due = valueOf(fleet.at(index).expected(time.now()), granularity, false).slice(0, 13);
        const fresh = fullRefresh || (data?.latestDateTime ?? '').slice(0, due.length) >= due;
        states.push(data === null ? 'broken' : data.hasNotReady ? 'never' : fresh ? 'fresh' : 'behind');
      }
      const count = (word: string) => states.filter((state) => state === word).length;
      expect(['fresh', 'behind', 'never', 'broken'].map(count)).toEqual([43, 3, 1, 1]);
    }
  });
});
