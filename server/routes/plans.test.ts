import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FreshnessList, FreshnessSummary, PlanStateList } from '../../src/contract/freshness.ts';
import type { Partitions, Plan, PlanList, Scripts } from '../../src/contract/plan.ts';
import { addDays, instantText } from '../../src/domain/wall-date.ts';
import { noPlans, type CanCall } from '../testing/fake-can.ts';
import { startGateway, type Gateway } from '../testing/gateway.ts';

const unknownPlan = {
  data: null,
  success: true,
  code: '200',
  errorMsg: 'Acceleration plan does not exist',
  traceId: 'tr-1',
};
const envelope = (data: unknown) => ({ data, success: true, code: '200', errorMsg: '' });

/** Ten years of days up to yesterday, newest first, with a day missing now and then. */
const days = Array.from({ length: 3700 }, (_, n) => addDays('2026-11-20', -n)).filter(
  (_, n) => n % 500 !== 3,
);
const latest: Record<string, string> = {
  '1': '2026-11-20 00:00:00',
  '2': '2026-11-17 00:00:00',
  '9007199254740993': '2026-10-01 00:00:00',
};

/** Plan 1 is fresh, 2 is behind, one has an id beyond 2^53 and is of months; 404 stands in the list and is refused. */
function plans({ path, query, body }: CanCall): unknown {
  const uuid = query.get('uuid') ?? '';
  const page = Number(query.get('pageNumber'));
  const size = Number(query.get('pageSize'));
  const ids = (body as { planIdList?: string[] } | null)?.planIdList ?? [];
  switch (path) {
    case '/accelerate/plan/queryAccelerateResultPlanList':
      return {
        ...noPlans,
        data: ['1', '2', '9007199254740993', '404'].map((id) => ({
          id,
          name: `plan_${id}`,
          displayName: `<b>${id}</b>`,
          materializeType: 'RESULT',
        })),
      };
    case '/accelerate/plan/queryAccelerateResultPlan':
      if (latest[uuid] === undefined) return unknownPlan;
      return envelope({
        id: uuid,
        name: `plan_${uuid}`,
        displayName: `<b>${uuid}</b>`,
        materializeType: 'RESULT',
        metricTimeGranularity: uuid.length > 1 ? 'MONTH' : 'DAY',
        refreshConfig: {
          granularity: uuid.length > 1 ? 'MONTH' : 'DAY',
          updateUpperInterval: -1,
          updateLowerInterval: -5,
        },
        somethingNew: { kept: true },
      });
    case '/accelerate/latestTime': {
      const times = ids.map((id) => latest[id]);
      if (times.includes(undefined)) return unknownPlan;
      return envelope({
        hasNotReady: false,
        latestDateTime: times.sort()[0],
        latestRefreshTime: '2026-11-21 01:00:00',
      });
    }
    case '/accelerate/plan/queryMtPartitionList': {
      if (latest[uuid] === undefined) return unknownPlan;
      const values = uuid.length > 1 ? ['2026-10-01', '2026-09', '2026-07'] : days;
      const part = values.slice((page - 1) * size, page * size);
      return {
        hasData: true,
        isPartition: true,
        partition: {
          paritionList: part.map((value) => ({ value })),
          hasNext: page * size < values.length,
          total: values.length,
        },
      };
    }
    case '/accelerate/plan/queryReferenceScript':
      return envelope({
        referenceSchedule: {
          cron: '0 0 0 * * ?',
          granularity: 'DAY',
          updateUpperInterval: -1,
          updateLowerInterval: -5,
          isFullRefresh: false,
        },
        sqlScripts: {
          t: {
            ddl: { create_table: [{ sql: 'CREATE TABLE t' }] },
            dml: { insert_overwrite: [{ sql: 'INSERT OVERWRITE t' }] },
          },
        },
      });
    default:
      return unknownPlan;
  }
}

let gateway: Gateway;
let cookie: string;
beforeAll(async () => {
  gateway = await startGateway(plans);
  cookie = await gateway.signIn();
});
afterAll(() => gateway.close());
beforeEach(() => {
  gateway.can.handler = plans;
  // Beyond what is kept of earlier answers.
  gateway.clock.advance(30_000);
});

async function get<T>(path: string): Promise<{ status: number; body: T; text: string }> {
  const answer = await gateway.call(path, { cookie });
  const text = await answer.text();
  return { status: answer.status, body: JSON.parse(text) as T, text };
}

describe('plans', () => {
  it('are all of them, with ids that stay exact and text that stays text', async () => {
    const { body } = await get<PlanList>('/api/plans');
    expect(body.plans.map(({ id }) => id)).toEqual(['1', '2', '9007199254740993', '404']);
    expect(body.plans[0]).toEqual({ id: '1', name: 'plan_1', displayName: '<b>1</b>', kind: 'RESULT' });
    expect(body.truncated).toBe(false);
    expect(body.asOf).toBe(instantText(gateway.clock.now()));
  });

  it('say when CAN was read, not when they were asked for', async () => {
    const first = await get<PlanList>('/api/plans');
    gateway.clock.advance(1_000);
    const second = await get<PlanList>('/api/plans');
    expect(second.body.asOf).toBe(first.body.asOf);
  });
});

describe('a plan', () => {
  it('keeps what has no field under raw', async () => {
    const { body } = await get<Plan>('/api/plans/1');
    expect(body).toMatchObject({
      id: '1',
      kind: 'RESULT',
      granularity: 'DAY',
      fullRefresh: false,
      refresh: { from: -5, to: -1 },
    });
    expect(body.raw).toMatchObject({ somethingNew: { kept: true } });
  });

  it.each(['/api/plans/404', '/api/plans/404/partitions'])(
    'that CAN does not know is refused in its words: %s',
    async (path) => {
      const { status, body } = await get(path);
      expect(status).toBe(422);
      expect(body).toMatchObject({ code: 'can-refused', outcome: 'none', traceId: 'tr-1' });
      expect(JSON.stringify(body)).toContain('Acceleration plan does not exist');
    },
  );

  it.each(['%00', '%0a', 'x'.repeat(201), '%20'])('has an id of a sane form: %s', async (id) => {
    expect((await get(`/api/plans/${id}`)).body).toMatchObject({ code: 'invalid' });
  });

  it('is never a way to another call of CAN', async () => {
    gateway.can.calls.length = 0;
    for (const id of ['..%2f..%2fscheduler%2ftask%2ftrigger', '1%26x=1', '1%3Fuuid=2', '..%5c..'])
      await get(`/api/plans/${id}`);
    expect(new Set(gateway.can.calls.map(({ path }) => path))).toEqual(
      new Set(['/accelerate/plan/queryAccelerateResultPlan']),
    );
    expect(gateway.can.calls.map(({ query }) => query.get('uuid'))).toContain('../../scheduler/task/trigger');
    expect(gateway.can.calls.map(({ query }) => query.get('uuid'))).toContain('1&x=1');
  });
});

describe('partitions', () => {
  it('of ten years travel as a few ranges', async () => {
    const { body, text } = await get<Partitions>('/api/plans/1/partitions');
    expect(body).toMatchObject({
      partitioned: true,
      hasData: true,
      granularity: 'DAY',
      count: days.length,
      unreadable: [],
      truncated: false,
    });
    expect(body.ranges.at(-1)).toEqual({ start: '2026-11-18', end: '2026-11-20' });
    expect(body.ranges).toHaveLength(9);
    expect(text.length).toBeLessThan(10_000);
  });

  it('of months are months, however CAN spells them', async () => {
    const { body } = await get<Partitions>('/api/plans/9007199254740993/partitions');
    expect(body.ranges).toEqual([
      { start: '2026-07', end: '2026-07' },
      { start: '2026-09', end: '2026-10' },
    ]);
  });
});

describe('scripts', () => {
  it('are a list of titled statements', async () => {
    const { body } = await get<Scripts>('/api/plans/1/scripts');
    expect(body.schedule).toMatchObject({ cron: '0 0 0 * * ?', from: -5, to: -1 });
    expect(body.statements.map(({ table, kind, sql }) => [table, kind, sql])).toEqual([
      ['t', 'create_table', 'CREATE TABLE t'],
      ['t', 'insert_overwrite', 'INSERT OVERWRITE t'],
    ]);
  });
});

describe('freshness', () => {
  it('is answered for each id, and one that is refused takes nothing from the others', async () => {
    const { body } = await get<FreshnessList>('/api/plans/freshness?ids=2,404,1,2');
    expect(
      body.freshness.map(({ id, state, latestData, expected, lag }) => [
        id,
        state,
        latestData,
        expected,
        lag,
      ]),
    ).toEqual([
      ['2', 'behind', '2026-11-17', '2026-11-20', 3],
      ['404', 'unknown', null, null, null],
      ['1', 'fresh', '2026-11-20', '2026-11-20', 0],
    ]);
    expect(body.freshness[1]?.problem).toMatchObject({ code: 'can-refused' });
    expect(body.freshness[2]).toMatchObject({ latestRefresh: '2026-11-21T01:00:00', granularity: 'DAY' });
  });

  it.each([
    ['', 'none'],
    ['?ids=', 'an empty list'],
    ['?ids=,,', 'commas'],
    [`?ids=${Array.from({ length: 51 }, (_, n) => n).join(',')}`, 'more than fifty'],
    ['?ids=%00', 'no text'],
    [`?ids=${'x'.repeat(300)}`, 'too long a one'],
  ])('refuses %s: %s', async (query) => {
    const { status, body } = await get(`/api/plans/freshness${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid', outcome: 'none' });
  });

  it('of all plans is counted by state', async () => {
    const { body } = await get<FreshnessSummary>('/api/plans/summary');
    expect(body).toMatchObject({
      counts: { fresh: 2, behind: 1, 'not-ready': 0, unknown: 1 },
      checked: 4,
      total: 4,
      oldestBehind: '2026-11-17',
      mode: 'groups',
    });
    const { body: list } = await get<PlanStateList>('/api/plans/states');
    expect(list.states.map(({ id, state }) => [id, state])).toEqual([
      ['1', 'fresh'],
      ['2', 'behind'],
      ['9007199254740993', 'fresh'],
      ['404', 'unknown'],
    ]);
  });
});

describe('a CAN that does not answer as it should', () => {
  it.each([
    ['html', 502, 'can-bad-answer', '<html>Login</html>', 200],
    ['nothing', 502, 'can-bad-answer', '', 200],
    ['a cut answer', 502, 'can-bad-answer', '{"data": [', 200],
    ['a 403', 403, 'can-forbidden', '<html>', 403],
    ['a 401', 401, 'can-unauthenticated', '', 401],
    ['a redirect', 502, 'can-bad-answer', '', 302],
  ])('with %s costs that one request, told as what it is', async (_, status, code, text, canStatus) => {
    gateway.can.handler = (__, response) =>
      void response.writeHead(canStatus, { location: '/login' }).end(text);
    const answer = await get('/api/plans');
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code, outcome: 'none' });
    expect((await gateway.call('/api/session', { cookie })).status).toBe(200);
  });
});

describe('health', () => {
  it('is that of the process and the ledger, and says nothing of CAN', async () => {
    gateway.can.handler = (_, response) => void response.writeHead(500).end();
    const answer = await gateway.call('/healthz');
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('is 503 when the ledger cannot be reached', async () => {
    const broken = await startGateway(plans);
    await broken.console.services.ledger.close();
    const answer = await broken.call('/healthz');
    expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'ledger-unavailable' }]);
    await broken.close();
  });
});
