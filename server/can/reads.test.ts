import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, testService, type Asked, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const base = '/anymetrics/api/v1';
const envelope = (data: unknown): object => ({
  data,
  success: true,
  code: '200',
  errorMsg: null,
  traceId: 't-1',
});
const number = (asked: Asked, name: string): number => Number(asked.query.get(name));

/** Each answer in both shapes of lie 4. */
const shapes: [string, (fields: object) => object][] = [
  ['bare', (fields) => fields],
  ['in an envelope', envelope],
];

describe.each(shapes)('%s', (_shape, shape) => {
  test('plans: every page by our own count, whatever CAN echoes', async () => {
    const all = Array.from({ length: 5 }, (_, index) => ({
      id: index,
      name: `n${index}`,
      materializeType: 'RESULT',
    }));
    server.handle(({ body }) => {
      const { pageNumber } = (body as { pager: { pageNumber: number } }).pager;
      const data = all.slice((pageNumber - 1) * 2, pageNumber * 2);
      return { body: shape({ data, hasNext: pageNumber < 3, total: 5, pageNumber: 2, pageSize: 1 }) };
    });
    const { can, clock } = testService(server.url);
    const { plans, truncated, readAt } = await can.plans();
    expect(plans.map(({ id }) => id)).toStrictEqual(['0', '1', '2', '3', '4']);
    expect({ truncated, readAt }).toStrictEqual({ truncated: false, readAt: clock.ms });
    expect(server.asked.map(({ method, path, body }) => ({ method, path, body }))).toStrictEqual(
      [1, 2, 3].map((pageNumber) => ({
        method: 'POST',
        path: `${base}/accelerate/plan/queryAccelerateResultPlanList`,
        body: { pager: { pageNumber, pageSize: 500 } },
      })),
    );
  });

  test('plan: each part where the contract wants it, the rest raw', async () => {
    server.handle(() => ({
      body: shape({
        id: 12876560,
        name: 'gmv_daily',
        displayName: '每日成交额',
        materializeType: 'ACCELERATE',
        tablePath: { tableCatalog: 'c', tableSchema: 's', tableName: 't', engine: 'starrocks' },
        metricTimeGranularity: 'DAY',
        metricEntityList: [{ id: 1 }],
        metricList: ['gmv', { name: 'orders', displayName: '订单' }, { code: 'aov' }],
        dimensionList: [{ displayName: '城市' }],
        timeConstraint: "dt >= '2024-01-01'",
        dimensionFilters: [{ op: '=', dim: 'city' }, "city = 'X'"],
        refreshConfig: {
          cron: '0 0 0 * * ?',
          granularity: 'DAY',
          updateUpperInterval: -1,
          updateLowerInterval: '-5',
        },
        futureField: true,
      }),
    }));
    const { can, clock } = testService(server.url);
    expect(await can.plan('12876560')).toStrictEqual({
      id: '12876560',
      name: 'gmv_daily',
      displayName: '每日成交额',
      kind: 'ACCELERATE',
      granularity: 'DAY',
      fullRefresh: false,
      table: { catalog: 'c', schema: 's', name: 't' },
      metrics: ['gmv', 'orders', 'aov'],
      dimensions: ['城市'],
      timeConstraint: ["dt >= '2024-01-01'"],
      filters: ['{"dim":"city","op":"="}', "city = 'X'"],
      refresh: { cron: '0 0 0 * * ?', from: -5, to: -1 },
      raw: {
        metricTimeGranularity: 'DAY',
        metricEntityList: [{ id: 1 }],
        futureField: true,
        tablePath: { engine: 'starrocks' },
        metricList: ['gmv', { name: 'orders', displayName: '订单' }, { code: 'aov' }],
        dimensionList: [{ displayName: '城市' }],
      },
      readAt: clock.ms,
    });
    expect(server.asked[0]?.query.get('uuid')).toBe('12876560');
  });

  test('partitions: all pages, either spelling, each value once', async () => {
    server.handle((asked) => {
      const page = number(asked, 'pageNumber');
      const values =
        [['2025-10-21', '2025-10-20'], ['2025-10-20', '2025-10-19'], ['2025-10-18']][page - 1] ?? [];
      const entries = values.map((value) => ({ value }));
      // The reference shows pageNumber and pageSize swapped.
      const rest = { hasNext: page < 3, total: 4, pageNumber: 500, pageSize: page };
      const partition = page === 2 ? { partitionList: entries, ...rest } : { paritionList: entries, ...rest };
      return { body: shape({ hasData: true, isPartition: true, partition }) };
    });
    const { can, clock } = testService(server.url);
    expect(await can.partitions('7')).toStrictEqual({
      partitioned: true,
      hasData: true,
      values: ['2025-10-21', '2025-10-20', '2025-10-19', '2025-10-18'],
      truncated: false,
      readAt: clock.ms,
    });
  });

  test('partitions of a full-refresh table', async () => {
    server.handle(() => ({ body: shape({ hasData: true, isPartition: false, partition: null }) }));
    expect(await testService(server.url).can.partitions('7')).toMatchObject({
      partitioned: false,
      hasData: true,
      values: [],
      truncated: false,
    });
    expect(server.asked).toHaveLength(1);
  });

  test('instances: by the total, though each page holds fewer than asked for; long ids exact', async () => {
    const first = 1288432912345678900n;
    server.handle((asked) => {
      const page = number(asked, 'pageIndex');
      const count = Math.min(20, 47 - (page - 1) * 20);
      const instances = Array.from({ length: Math.max(0, count) }, (_, index) => ({
        id: `#${first + BigInt((page - 1) * 20 + index)}#`,
        status: index === 0 ? 'PAUSED' : 'success',
        startPartition: '2025-10-20',
        endPartition: '2025-10-21',
        startTime: '2025-10-22T10:00:00',
        endTime: null,
        createTime: '2025-10-22 09:59:00.123',
        priority: 5,
      }));
      const body = JSON.stringify(
        shape({ dagName: 'd', pageIndex: page, pageSize: 20, total: 47, instances }),
      );
      return { body: body.replaceAll('"#', '').replaceAll('#"', '') };
    });
    const { instances, truncated } = await testService(server.url).can.instances('dag 7&x');
    expect(instances).toHaveLength(47);
    expect(truncated).toBe(false);
    expect(instances[46]?.id).toBe('1288432912345678946');
    expect(instances[0]).toStrictEqual({
      id: '1288432912345678900',
      status: 'PAUSED',
      range: { start: '2025-10-20', end: '2025-10-21' },
      createdAt: '2025-10-22T09:59:00',
      startedAt: '2025-10-22T10:00:00',
      endedAt: null,
      resourceGroup: null,
      priority: '5',
    });
    expect(instances[1]?.status).toBe('SUCCESS');
    expect(server.asked.map((asked) => number(asked, 'pageIndex')).sort()).toStrictEqual([1, 2, 3]);
    expect(server.asked[0]?.query.get('dagName')).toBe('dag 7&x');
    expect(server.asked[0]?.query.get('pageSize')).toBe('200');
  });

  test('instances of a backfill not yet split', async () => {
    server.handle(() => ({
      body: shape({ dagName: 'd', pageIndex: 1, pageSize: 20, total: 0, instances: null }),
    }));
    expect((await testService(server.url).can.instances('d')).instances).toStrictEqual([]);
  });

  test('instance', async () => {
    server.handle(() => ({
      body: shape({
        taskInstanceId: 12876560,
        status: 'FAILED',
        sql: { originalSql: 'select  1\nfrom t where dt = 1', formattedSql: 'select' },
        runType: 'MANUAL',
        msg: 'java.lang.Exception: 内存 <b>limit</b>',
        serverInfo: 'be-1',
        startTime: '2025-10-22T10:00:00',
        endTime: '2025-10-22T10:02:00',
        startPartitionTime: '2025-10-20T00:00:00',
        endPartitionTime: '2025-10-21T00:00:00',
        retryCnt: 2,
        mtGuid: [{ catalog: 'c', schema: 's', table: 't' }],
        acceleratePlanUuid: [7, '8'],
        statusTime: { WAITING: '2025-10-22 09:59:00', RUNNING: '2025-10-22T10:00:00', FAILED: null },
        taskType: 'MT',
      }),
    }));
    expect(await testService(server.url).can.instance('12876560')).toStrictEqual({
      id: '12876560',
      status: 'FAILED',
      range: { start: '2025-10-20', end: '2025-10-21' },
      createdAt: '2025-10-22T09:59:00',
      startedAt: '2025-10-22T10:00:00',
      endedAt: '2025-10-22T10:02:00',
      sql: { original: 'select  1\nfrom t where dt = 1', formatted: null },
      log: 'java.lang.Exception: 内存 <b>limit</b>',
      logBytes: 40,
      runType: 'MANUAL',
      server: 'be-1',
      retries: 2,
      statusTimes: { WAITING: '2025-10-22T09:59:00', RUNNING: '2025-10-22T10:00:00' },
      planIds: ['7', '8'],
      tables: ['c.s.t'],
      taskType: 'MT',
    });
  });

  test('latest time', async () => {
    server.handle(() => ({
      body: shape({ hasNotReady: 'false', latestDateTime: '2025-10-20 00:00:00', latestRefreshTime: null }),
    }));
    expect(await testService(server.url).can.latestTime(['7', '8'])).toMatchObject({
      hasNotReady: false,
      latestDateTime: '2025-10-20T00:00:00',
      latestRefresh: null,
    });
    expect(server.asked[0]?.body).toStrictEqual({ planIdList: ['7', '8'] });
  });

  test('scripts', async () => {
    server.handle(() => ({
      body: shape({
        referenceSchedule: {
          cron: '0 0 0 * * ?',
          granularity: 'DAY',
          updateUpperInterval: -1,
          updateLowerInterval: -5,
        },
        sqlScripts: {
          t: {
            ddl: { create_table: [{ sql: 'create table t' }], drop_table: [{ sql: 'drop table t' }, {}] },
            dml: { insert_overwrite: [{ sql: 'insert' }] },
          },
          u: null,
        },
      }),
    }));
    expect(await testService(server.url).can.scripts('7')).toStrictEqual({
      schedule: { cron: '0 0 0 * * ?', from: -5, to: -1, granularity: 'DAY', fullRefresh: false },
      statements: [
        { table: 't', kind: 'create_table', sql: 'create table t' },
        { table: 't', kind: 'drop_table', sql: 'drop table t' },
        { table: 't', kind: 'insert_overwrite', sql: 'insert' },
      ],
    });
  });
});

describe('parts that are missing', () => {
  test('of a plan: nothing but an id and a kind nobody knows', async () => {
    server.handle(() => ({ body: envelope({ id: '7', name: null, materializeType: 'CUBE' }) }));
    expect(await testService(server.url).can.plan('7')).toMatchObject({
      name: null,
      displayName: null,
      kind: 'CUBE',
      granularity: null,
      fullRefresh: false,
      table: { catalog: null, schema: null, name: null },
      metrics: [],
      timeConstraint: [],
      refresh: { cron: null, from: null, to: null },
      raw: {},
    });
  });

  test.each([
    [
      'from the refresh configuration',
      { refreshConfig: { granularity: 'month' }, metricTimeGranularity: 'DAY' },
      'MONTH',
    ],
    ['from the metrics', { refreshConfig: null, metricTimeGranularity: 'week' }, 'WEEK'],
    ['unknown, as it is', { refreshConfig: { granularity: 'FORTNIGHT' } }, 'FORTNIGHT'],
  ])('granularity %s', async (_name, fields, granularity) => {
    server.handle(() => ({ body: { id: '7', name: 'x', ...fields } }));
    expect(await testService(server.url).can.plan('7')).toMatchObject({ granularity });
  });

  test('a time constraint may be a list', async () => {
    server.handle(() => ({ body: { id: '7', name: 'x', timeConstraint: ['a', { b: 1 }, null, ''] } }));
    expect(await testService(server.url).can.plan('7')).toMatchObject({ timeConstraint: ['a', '{"b":1}'] });
  });

  test('full refresh', async () => {
    server.handle(() => ({ body: { id: '7', name: 'x', refreshConfig: { isFullRefresh: true } } }));
    expect(await testService(server.url).can.plan('7')).toMatchObject({ fullRefresh: true });
  });

  test('a plan without an id cannot be asked about and is left out', async () => {
    server.handle(() => ({ body: { data: [{ name: 'x' }, null, { id: '7' }], hasNext: false } }));
    expect((await testService(server.url).can.plans()).plans).toStrictEqual([
      { id: '7', name: null, displayName: null, kind: 'UNKNOWN' },
    ]);
  });

  test('a plan list that is null and says it is empty', async () => {
    server.handle(() => ({ body: envelope({ data: null, hasNext: false, total: 0 }) }));
    expect((await testService(server.url).can.plans()).plans).toStrictEqual([]);
  });
});

test.each([
  'plans',
  'plan',
  'latestTime',
  'partitions',
  'scripts',
  'instances',
  'instance',
  'probe',
] as const)('%s: data of null without a word is no answer, and is not asked for again', async (noun) => {
  server.handle(() => ({ body: envelope(null) }));
  const { can } = testService(server.url);
  const asking =
    noun === 'latestTime'
      ? can.latestTime(['7'])
      : noun === 'plans'
        ? can.plans()
        : noun === 'probe'
          ? can.probe()
          : can[noun]('7');
  await expect(asking).rejects.toMatchObject({ code: 'can-bad-answer', outcome: 'none' });
  expect(server.asked).toHaveLength(1);
});

test('an unknown plan anywhere in the list (lie 1)', async () => {
  server.handle(() => ({
    body: {
      data: null,
      success: true,
      code: '200',
      errorMsg: 'Acceleration plan does not exist',
      traceId: 't-9',
    },
  }));
  await expect(testService(server.url).can.latestTime(['7', '404'])).rejects.toMatchObject({
    code: 'can-refused',
    detail: 'Acceleration plan does not exist',
    traceId: 't-9',
  });
});

test('a log of fifty megabytes arrives whole', async () => {
  const line = '\tat com.aloudata.Engine.run(Engine.java:1288432912345678901) "quoted"\n';
  const log = line.repeat(Math.ceil((50 * 1024 * 1024) / line.length));
  server.handle(() => ({ body: { taskInstanceId: 1, status: 'FAILED', msg: log } }));
  const { can } = testService(server.url);
  const instance = await can.instance('1');
  expect(instance.logBytes).toBe(log.length);
  expect(instance.log === log).toBe(true);
});
