import { describe, expect, it } from 'vitest';
import { periodOf } from './period.ts';
import { create, days, hours, idAt, instancesOf, minutes, openSandbox, statuses } from './test-sandbox.ts';

describe('creating a backfill', () => {
  it('makes an instance a lot, oldest days first, with ids beyond 2^53', async () => {
    const sandbox = await openSandbox();
    const instances = await instancesOf(
      sandbox,
      await create(sandbox, idAt(sandbox, 2), '2024-02-20', '2024-03-01', 3),
    );
    expect(instances.map((i) => [i.startPartition, i.endPartition])).toEqual([
      ['2024-02-20', '2024-02-22'],
      ['2024-02-23', '2024-02-25'],
      ['2024-02-26', '2024-02-28'],
      ['2024-02-29', '2024-03-01'],
    ]);
    expect(new Set(instances.map((i) => i.id)).size).toBe(4);
    for (const { id } of instances) expect(BigInt(id)).toBeGreaterThan(2n ** 53n);
  });

  it('writes ids as numbers of some backfills and as text of others', async () => {
    const sandbox = await openSandbox();
    const forms = new Set<string>();
    for (let n = 0; n < 12; n++) {
      const dagName = await create(sandbox, idAt(sandbox, n % 3), '2026-01-01', '2026-01-01');
      forms.add(
        /"id":(.)/.exec((await sandbox.ask('instances', { dagName })).text)?.[1] === '"' ? 'text' : 'number',
      );
    }
    expect(forms).toEqual(new Set(['text', 'number']));
  });

  it('is not idempotent: twice the same are two', async () => {
    const sandbox = await openSandbox();
    const again = () => create(sandbox, idAt(sandbox, 2), '2026-01-01', '2026-01-02');
    expect(await again()).not.toBe(await again());
    expect(sandbox.world.dagNamesOf(idAt(sandbox, 2))).toHaveLength(2);
  });

  it('takes a name instead of an id', async () => {
    const sandbox = await openSandbox();
    const { json } = await sandbox.ask('createTask', {
      planName: 'ads_traffic_funnel_1d',
      startTime: '2026-01-01',
      endTime: '2026-01-01',
    });
    expect(json['data']).toContain(idAt(sandbox, 5));
  });

  it('ignores the dates of a full-refresh table', async () => {
    const sandbox = await openSandbox();
    const plan = sandbox.world.fleet.seeds.find((p) => p.fullRefresh && p.kind === 'ACCELERATE');
    const dagName = await create(sandbox, plan?.id ?? '', '2026-11-01', '2026-11-21');
    sandbox.clock.advance(minutes(30));
    expect(await instancesOf(sandbox, dagName)).toEqual([
      expect.objectContaining({ status: 'SUCCESS', startPartition: null }),
    ]);
    const { data } = (await sandbox.ask('latestTime', { planIdList: [plan?.id] })).json as {
      data: { latestRefreshTime: string };
    };
    expect(data.latestRefreshTime > '2026-11-21 18:00').toBe(true);
  });

  it.each([
    [{ planId: '404' }, 'Acceleration plan does not exist'],
    [{ planId: undefined, planName: 'nope' }, 'Acceleration plan does not exist'],
    [{ startTime: undefined }, 'startTime can not be empty'],
    [{ endTime: '2026-02-29' }, 'endTime is invalid'],
    [{ startTime: '2026-02' }, 'startTime is invalid'],
    [{ startTime: '2026-01-03' }, 'can not be later'],
    [{ startTime: '0001-01-01' }, 'too large'],
    [{ dateIntervalOfLot: 0 }, 'greater than or equal to 1'],
    [{ dateIntervalOfLot: 1.5 }, 'greater than or equal to 1'],
    [{ dateIntervalOfLot: '2' }, 'greater than or equal to 1'],
  ])('is refused in words: %j', async (wrong, words) => {
    const sandbox = await openSandbox();
    const good = { planId: idAt(sandbox, 2), startTime: '2026-01-01', endTime: '2026-01-02' };
    const { status, json } = await sandbox.ask('createTask', { ...good, ...wrong });
    expect([status, json['data']]).toEqual([200, null]);
    expect(json['errorMsg']).toContain(words);
    expect(sandbox.world.dagNamesOf(good.planId)).toEqual([]);
  });
});

describe('instances', () => {
  it('wait, run four at a time and end as the clock moves', async () => {
    const sandbox = await openSandbox({ speed: 1 });
    const dagName = await create(sandbox, idAt(sandbox, 2), '2026-01-01', '2026-01-20');
    expect(new Set(statuses(await instancesOf(sandbox, dagName)))).toEqual(new Set(['WAITING']));
    sandbox.clock.advance(minutes(1.5));
    const running = await instancesOf(sandbox, dagName);
    expect(statuses(running).filter((s) => s === 'RUNNING').length).toBeLessThanOrEqual(4);
    expect(statuses(running).slice(0, 4)).toContain('RUNNING');
    expect(new Set(statuses(running).slice(10))).toEqual(new Set(['WAITING']));
    sandbox.clock.advance(hours(8));
    const over = await instancesOf(sandbox, dagName);
    expect(statuses(over).every((s) => s === 'SUCCESS' || s === 'FAILED')).toBe(true);
    for (const { startTime, endTime } of over) expect((startTime ?? '9') <= (endTime ?? '')).toBe(true);
  });

  it('of two backfills take turns', async () => {
    const sandbox = await openSandbox({ speed: 1 });
    const long = await create(sandbox, idAt(sandbox, 2), '2024-01-01', '2025-12-31');
    const short = await create(sandbox, idAt(sandbox, 5), '2026-01-01', '2026-01-03');
    sandbox.clock.advance(hours(2));
    expect(statuses(await instancesOf(sandbox, short)).every((s) => s !== 'WAITING')).toBe(true);
    expect(statuses(await instancesOf(sandbox, long))).toContain('WAITING');
  });

  it('come to the same end however often they are looked at', async () => {
    const outcome = async (step: number) => {
      const sandbox = await openSandbox();
      const dagName = await create(sandbox, idAt(sandbox, 0), '2025-01-01', '2025-04-30');
      for (let passed = 0; passed < hours(3); passed += step) {
        sandbox.clock.advance(step);
        sandbox.world.tick();
      }
      return instancesOf(sandbox, dagName);
    };
    const once = await outcome(hours(3));
    expect(once).toHaveLength(120);
    expect(await outcome(minutes(1))).toEqual(once);
  });

  it('end sooner where work is faster', async () => {
    const ends = async (speed: number) => {
      const sandbox = await openSandbox({ speed });
      const dagName = await create(sandbox, idAt(sandbox, 2), '2026-01-01', '2026-01-10');
      sandbox.clock.advance(days(1));
      return (
        (await instancesOf(sandbox, dagName))
          .map((i) => i.endTime ?? '')
          .sort()
          .at(-1) ?? ''
      );
    };
    expect((await ends(600)) < (await ends(60))).toBe(true);
    expect((await ends(60)) < (await ends(1))).toBe(true);
  });

  it('materialise what they were over, and bring the plan up to date', async () => {
    const sandbox = await openSandbox();
    const planId = sandbox.world.idOf('behind-lost-backend');
    const dagName = await create(sandbox, planId, '2026-11-21', '2026-11-21');
    sandbox.clock.advance(minutes(20));
    expect(statuses(await instancesOf(sandbox, dagName))).toEqual(['SUCCESS']);
    const latest = async () => (await sandbox.ask('latestTime', { planIdList: [planId] })).json['data'];
    expect(await latest()).toMatchObject({ latestDateTime: '2026-11-21 18:00:00' });
    sandbox.clock.advance(hours(5));
    expect(await latest()).toMatchObject({ latestDateTime: '2026-11-21 22:00:00' });
  });

  it('fill a month from any of its days', async () => {
    const sandbox = await openSandbox();
    const plan = sandbox.world.fleet.byName('rpt_inventory_turnover_1m');
    await create(sandbox, plan?.id ?? '', '2019-02-01', '2019-02-28', 28);
    sandbox.clock.advance(hours(1));
    sandbox.world.tick();
    expect(plan?.filled.has(periodOf('2019-02-01', 'MONTH') ?? NaN)).toBe(true);
    expect(plan?.filled.has(periodOf('2019-03-01', 'MONTH') ?? NaN)).toBe(false);
  });

  it('are asked for in pages, 20 unless said, 100 at most', async () => {
    const sandbox = await openSandbox();
    const dagName = await create(sandbox, idAt(sandbox, 0), '2025-01-01', '2025-12-31');
    const size = async (query: object) =>
      ((await sandbox.ask('instances', { dagName, ...query })).json['instances'] as unknown[]).length;
    expect(await size({})).toBe(20);
    expect(await size({ pageSize: 200 })).toBe(100);
    expect(await size({ pageSize: 100, pageIndex: 4 })).toBe(65);
    expect(await size({ pageSize: 100, pageIndex: 5 })).toBe(0);
  });

  it('of an unknown backfill, and an unknown one, are refused', async () => {
    const sandbox = await openSandbox();
    expect((await sandbox.ask('instances', { dagName: 'nope' })).json).toMatchObject({
      data: null,
      errorMsg: 'Dag does not exist',
    });
    for (const id of ['1', 'x', '2124004879365046999']) {
      expect((await sandbox.ask('instance', { id })).json['errorMsg']).toBe('Task instance does not exist');
    }
  });

  it('can say a word nobody knows', async () => {
    const sandbox = await openSandbox();
    const dagName = await create(sandbox, idAt(sandbox, 2), '2026-01-01', '2026-01-01');
    const [only] = await instancesOf(sandbox, dagName);
    sandbox.world.setStatusWord(only?.id ?? '', 'KILLED');
    expect(statuses(await instancesOf(sandbox, dagName))).toEqual(['KILLED']);
  });
});
