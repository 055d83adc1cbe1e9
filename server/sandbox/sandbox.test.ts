import { describe, expect, it } from 'vitest';
import { BASE, calls, type CallName } from './calls.ts';
import { valueOf } from './period.ts';
import { demoCredentials } from './sandbox.ts';
import { days, instancesOf, minutes, openSandbox, opsHeaders, type TestSandbox } from './test-sandbox.ts';

const planAt = (sandbox: TestSandbox, index: number) => sandbox.world.fleet.at(index);
const byKind = (sandbox: TestSandbox, kind: string, fullRefresh = false, granularity = 'DAY') => {
  const seed = sandbox.world.fleet.seeds.find(
    (s) =>
      s.kind === kind && s.fullRefresh === fullRefresh && s.granularity === granularity && s.role === null,
  );
  if (!seed) throw new Error('no such plan');
  return seed;
};
const range = (dateGranularity: string, start: string, end = start) => ({
  dateGranularity,
  startTime: `${start}T00:00:00`,
  endTime: `${end}T00:00:00`,
});

describe('the door', () => {
  it.each([
    ['no headers', {}],
    ['an unknown person', { ...opsHeaders, 'auth-value': 'nobody' }],
    ['an unknown tenant', { ...opsHeaders, 'tenant-id': 'else' }],
    ['an unknown way in', { ...opsHeaders, 'auth-type': 'COOKIE' }],
    ['a property of objects', { ...opsHeaders, 'tenant-id': 'constructor' }],
  ])('is shut with a page of the proxy: %s', async (_, headers) => {
    const sandbox = await openSandbox();
    const answer = await sandbox.ask('plans', {}, headers as Record<string, string>);
    expect([answer.status, answer.type]).toEqual([401, 'text/html; charset=utf-8']);
  });

  it.each([
    ['UID', 'owner'],
    ['ACCOUNT', 'ops@demo.example'],
    ['APIKEY', 'key-demo-owner'],
  ])('opens to %s', async (type, value) => {
    const sandbox = await openSandbox();
    const answer = await sandbox.ask(
      'plans',
      {},
      { 'tenant-id': 'demo', 'auth-type': type, 'auth-value': value },
    );
    expect(answer.status).toBe(200);
  });

  it('opens to the demo people', async () => {
    const sandbox = await openSandbox();
    for (const { tenantId, authType, authValue } of Object.values(demoCredentials)) {
      const headers = { 'tenant-id': tenantId, 'auth-type': authType, 'auth-value': authValue };
      expect((await sandbox.ask('plans', {}, headers)).status).toBe(200);
    }
  });

  it('opens to a token until it expires', async () => {
    const sandbox = await openSandbox();
    const { json } = await sandbox.ask(
      'createToken',
      { appId: 'console', appSecret: 'console-secret', expire: 60 },
      {},
    );
    const headers = { 'tenant-id': 'demo', 'auth-type': 'TOKEN', 'auth-value': String(json['data']) };
    expect((await sandbox.ask('plans', {}, headers)).status).toBe(200);
    expect((await sandbox.ask('plans', {}, { ...headers, 'tenant-id': 'acme' })).status).toBe(401);
    expect(
      (await sandbox.ask('plans', {}, { ...headers, 'auth-value': `${headers['auth-value']}x` })).status,
    ).toBe(401);
    sandbox.clock.advance(60_001);
    expect((await sandbox.ask('plans', {}, headers)).status).toBe(401);
  });

  it('refuses a token to a wrong secret, in CAN’s words', async () => {
    const sandbox = await openSandbox();
    const { status, json } = await sandbox.ask('createToken', { appId: 'console', appSecret: 'wrong' }, {});
    expect(status).toBe(200);
    expect(json['errorMsg']).toBe('appId or appSecret is incorrect');
  });

  it('lets a viewer read and not write, and shuts on whom it is told', async () => {
    const sandbox = await openSandbox();
    const viewer = { ...opsHeaders, 'auth-value': 'viewer' };
    expect((await sandbox.ask('plans', {}, viewer)).status).toBe(200);
    expect((await sandbox.ask('transform', {}, viewer)).status).toBe(403);
    sandbox.world.deny('ops');
    expect((await sandbox.ask('plans')).status).toBe(403);
    sandbox.world.allow('ops');
    expect((await sandbox.ask('plans')).status).toBe(200);
  });

  it('answers pages of the proxy to what is no call', async () => {
    const { url } = await openSandbox();
    const status = async (path: string, init: RequestInit) =>
      (await fetch(url + path, { headers: opsHeaders, ...init })).status;
    expect(await status(`${BASE}/accelerate/plan/delete`, {})).toBe(404);
    expect(await status(`/anymetrics/api/v2${calls.plans.path}`, { method: 'POST' })).toBe(404);
    expect(await status(BASE + calls.createTask.path, {})).toBe(405);
    expect(await status(BASE + calls.plan.path, { method: 'POST' })).toBe(405);
    expect(await status(BASE + calls.plans.path, { method: 'POST', body: '{"pager":' })).toBe(400);
    expect(await status(BASE + calls.plans.path, { method: 'POST', body: '[]' })).toBe(400);
    expect(await status(BASE + calls.plans.path, { method: 'POST', body: 'x'.repeat(11_000_000) })).toBe(413);
  });

  it('remembers what was called', async () => {
    const sandbox = await openSandbox();
    await sandbox.ask('plan', { uuid: '1' });
    expect(sandbox.world.calls).toEqual([
      expect.objectContaining({ call: 'plan', query: { uuid: '1' }, person: 'ops', at: sandbox.clock.now() }),
    ]);
  });
});

describe('plans', () => {
  it('come in pages of at most 100, ids as numbers, without an envelope', async () => {
    const sandbox = await openSandbox({ plans: 230 });
    const { json, text } = await sandbox.ask('plans', { pager: { pageNumber: 3, pageSize: 500 } });
    expect(json).toMatchObject({ hasNext: false, total: 230, pageNumber: 3, pageSize: 100 });
    expect(json['data']).toHaveLength(30);
    expect(text).toContain(`{"id":${planAt(sandbox, 200).id},`);
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
    await sandbox.ask('transform', { uuid: byKind(sandbox, 'RESULT').id, materializeType: 'EXTERNAL' });
    expect(await total()).toBe(before + 1);
  });

  it('have details in an envelope, the id as text', async () => {
    const sandbox = await openSandbox();
    const { json } = await sandbox.ask('plan', { uuid: planAt(sandbox, 0).id });
    expect(json).toMatchObject({
      success: true,
      data: {
        id: planAt(sandbox, 0).id,
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
    const { id } = planAt(sandbox, 2);
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
    const fresh = planAt(sandbox, 0).id;
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
    const { id, seed } = planAt(sandbox, 3);
    const asked = [{ planIdList: [id] }, { planIdList: [Number(id)] }, { planNameList: [seed.name] }];
    const answers = await Promise.all(
      asked.map(async (body) => (await sandbox.ask('latestTime', body)).json['data']),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('is refused for the whole list when one plan is unknown, or broken', async () => {
    const sandbox = await openSandbox();
    const good = planAt(sandbox, 0).id;
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

describe('partitions', () => {
  it('come newest first under CAN’s spelling, with the page echoed the wrong way round', async () => {
    const sandbox = await openSandbox();
    const { json } = await sandbox.ask('partitions', {
      uuid: planAt(sandbox, 0).id,
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
    const uuid = planAt(sandbox, 0).id;
    await sandbox.ask('partitions', { uuid, pageNumber: 1, pageSize: 100 });
    const before = performance.now();
    for (let page = 1; page <= 37; page++)
      await sandbox.ask('partitions', { uuid, pageNumber: page, pageSize: 100 });
    expect((performance.now() - before) / 37).toBeLessThan(20);
  });

  it('are null of a full-refresh table', async () => {
    const sandbox = await openSandbox();
    const { json } = await sandbox.ask('partitions', { uuid: byKind(sandbox, 'ACCELERATE', true).id });
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
    const input = { uuid: planAt(sandbox, 0).id, dagName, id: first?.id };
    const plain = await sandbox.ask(call, input);
    expect(plain.json).not.toHaveProperty('success');
    sandbox.world.shape.wrapped = true;
    const wrapped = await sandbox.ask(call, input);
    expect(wrapped.json).toMatchObject({ success: true, data: plain.json });
  });

  it('spell the partition list right, never end, and answer for groups what is true of one', async () => {
    const sandbox = await openSandbox();
    Object.assign(sandbox.world.shape, { plainSpelling: true, endless: true, groupsLie: true });
    const uuid = planAt(sandbox, 9).id;
    const far = await sandbox.ask('partitions', { uuid, pageNumber: 999, pageSize: 10 });
    expect(far.json).toMatchObject({
      partition: { hasNext: true, partitionList: expect.any(Array) as unknown[] },
    });
    const ids = [planAt(sandbox, 0).id, sandbox.world.idOf('never-filled')];
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
    const { id } = byKind(sandbox, 'EXTERNAL');
    expect(await has(sandbox, id, '2026-11-21')).toBe(false);
    const marked = await sandbox.ask('updatePartition', {
      uuid: id,
      runType: 'MANUAL',
      successTimeRange: [range('DAY', '2026-11-21')],
    });
    expect(marked.json['data']).toBe(true);
    expect(await has(sandbox, id, '2026-11-21')).toBe(true);
    await sandbox.ask('clearPartition', { uuid: id, timeRange: [range('DAY', '2026-11-20', '2026-11-21')] });
    expect(await has(sandbox, id, '2026-11-21')).toBe(false);
    expect(await has(sandbox, id, '2026-11-20')).toBe(false);
    await sandbox.ask('updatePartition', {
      uuid: id,
      successTimeRange: [range('DAY', '2026-11-20')],
      failedTimeRange: [range('DAY', '2026-11-19')],
    });
    expect([await has(sandbox, id, '2026-11-20'), await has(sandbox, id, '2026-11-19')]).toEqual([
      true,
      false,
    ]);
  });

  it('take no range of a full-refresh table', async () => {
    const sandbox = await openSandbox();
    const { id } = byKind(sandbox, 'EXTERNAL', true);
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
      { successTimeRange: [range('DAY', '2026-11-01')] },
      'Only acceleration plan of type EXTERNAL',
    ],
    [
      'clearPartition',
      'RESULT',
      { timeRange: [range('DAY', '2026-11-01')] },
      'Only acceleration plan of type EXTERNAL',
    ],
    ['updatePartition', 'EXTERNAL', {}, 'can not both be empty'],
    [
      'updatePartition',
      'EXTERNAL',
      { successTimeRange: [range('MONTH', '2026-11-01')] },
      'granularity does not match',
    ],
    ['updatePartition', 'EXTERNAL', { successTimeRange: 'all' }, 'must be a list'],
    [
      'updatePartition',
      'EXTERNAL',
      { runType: 'SCHEDULE', successTimeRange: [range('DAY', '2026-11-01')] },
      'Unsupported runType',
    ],
    ['clearPartition', 'EXTERNAL', { timeRange: [] }, 'timeRange can not be empty'],
    [
      'clearPartition',
      'EXTERNAL',
      { timeRange: [range('DAY', '2026-11-02', '2026-11-01')] },
      'can not be later',
    ],
    [
      'clearPartition',
      'EXTERNAL',
      { timeRange: [range('DAY', '2026-02-30')] },
      'startTime and endTime must be',
    ],
  ] as const)('are refused in words: %s of %s with %j', async (call, kind, body, words) => {
    const sandbox = await openSandbox();
    const { id } = byKind(sandbox, kind);
    const before = planAt(sandbox, sandbox.world.fleet.byId(id)?.seed.index ?? 0).filled.size;
    const { status, json } = await sandbox.ask(call, { uuid: id, ...body });
    expect([status, json['data']]).toEqual([200, null]);
    expect(json['errorMsg']).toContain(words);
    expect(sandbox.world.fleet.byId(id)?.filled.size).toBe(before);
  });
});

describe('becoming EXTERNAL', () => {
  it('stops the schedule for good and opens the scripts', async () => {
    const sandbox = await openSandbox();
    const { id } = byKind(sandbox, 'RESULT');
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
    const { id } = byKind(sandbox, 'RESULT');
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
      uuid: byKind(sandbox, 'EXTERNAL').id,
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
    const uuid = planAt(sandbox, 0).id;
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
