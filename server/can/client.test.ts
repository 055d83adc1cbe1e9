import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Secret } from '../secret.ts';
import type { Can, CanRequest } from './can.ts';
import {
  clearPartitionRequest,
  createTaskRequest,
  transformRequest,
  triggerRequest,
  updatePartitionRequest,
} from './requests.ts';
import { callerNamed, startTestServer, testService, type Reply, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const latest = { data: { hasNotReady: false }, success: true, errorMsg: null };
const page = '<html><body>Bad Gateway</body></html>';

const range = { dateGranularity: 'DAY', startTime: '2025-10-20T00:00:00', endTime: '2025-10-20T00:00:00' };
const writes: [keyof Can, CanRequest, (can: Can, request: CanRequest) => Promise<unknown>][] = [
  [
    'createTask',
    createTaskRequest({ planId: '7', days: { start: '2025-10-20', end: '2025-10-20' }, lotDays: 1 }),
    (can, request) => can.createTask(request),
  ],
  ['transform', transformRequest('7'), (can, request) => can.transform(request)],
  [
    'updatePartition',
    updatePartitionRequest({ planId: '7', success: [range], failed: [] }),
    (can, request) => can.updatePartition(request),
  ],
  [
    'clearPartition',
    clearPartitionRequest({ planId: '7', ranges: [range] }),
    (can, request) => can.clearPartition(request),
  ],
  [
    'trigger',
    triggerRequest({ tableName: 'a.`b.c`.d', tenantId: 'tenant-1', tablePartition: '2025-10-20' }),
    (can, request) => can.trigger(request),
  ],
];

describe.each(writes)('%s is sent exactly once', (_name, request, send) => {
  const good: Reply = {
    body: { data: request.path.endsWith('transform') ? 'success' : 'true', success: true, traceId: 't-1' },
  };

  test('with the credential, as it was built', async () => {
    server.handle(() => good);
    await expect(send(testService(server.url).can, request)).resolves.toMatchObject({ traceId: 't-1' });
    expect(server.asked).toMatchObject([
      {
        method: 'POST',
        path: `/anymetrics/api/v1${request.path}`,
        body: request.body,
        headers: {
          'tenant-id': 'tenant-1',
          'auth-type': 'UID',
          'auth-value': 'secret-of-mia',
          'content-type': 'application/json',
        },
      },
    ]);
  });

  test.each<[string, Reply | 'reset' | 'hang' | 'cut', string, string]>([
    ['refused in words', { body: { data: null, success: true, errorMsg: 'no' } }, 'can-refused', 'none'],
    ['refused without words', { body: { data: null, success: false } }, 'can-refused', 'none'],
    ['401', { status: 401, body: page }, 'can-unauthenticated', 'none'],
    ['403', { status: 403 }, 'can-forbidden', 'none'],
    ['404', { status: 404, body: page }, 'can-refused', 'none'],
    ['405', { status: 405 }, 'can-refused', 'none'],
    ['413', { status: 413, body: page }, 'can-refused', 'none'],
    ['429 that says when', { status: 429, headers: { 'retry-after': '1' } }, 'can-rate-limited', 'none'],
    ['302', { status: 302, headers: { location: '/login' } }, 'can-bad-answer', 'unknown'],
    ['307', { status: 307, headers: { location: '/' } }, 'can-bad-answer', 'unknown'],
    [
      '500',
      { status: 500, body: { success: false, errorMsg: 'NullPointerException' } },
      'can-failed',
      'unknown',
    ],
    ['502', { status: 502, body: page }, 'can-failed', 'unknown'],
    ['503 that says when', { status: 503, headers: { 'retry-after': '1' } }, 'can-failed', 'unknown'],
    ['504', { status: 504, body: page }, 'can-failed', 'unknown'],
    ['200 with HTML', { body: page }, 'can-bad-answer', 'unknown'],
    ['200 with nothing', {}, 'can-bad-answer', 'unknown'],
    ['204', { status: 204 }, 'can-bad-answer', 'unknown'],
    ['200 with cut JSON', { body: '{"data":"da' }, 'can-bad-answer', 'unknown'],
    ['200 with an empty object', { body: {} }, 'can-bad-answer', 'unknown'],
    ['a cut body', 'cut', 'can-bad-answer', 'unknown'],
    ['a reset', 'reset', 'can-bad-answer', 'unknown'],
    ['a hang', 'hang', 'can-timeout', 'unknown'],
  ])('%s', async (_failure, reply, code, outcome) => {
    server.handle((_asked, response) => {
      if (reply === 'reset') return void response.socket?.resetAndDestroy();
      if (reply === 'hang') return undefined;
      if (reply !== 'cut') return reply;
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"data":', () => response.socket?.destroy());
    });
    const { can, waits } = testService(server.url, { timeoutMs: reply === 'hang' ? 100 : 5_000 });
    await expect(send(can, request)).rejects.toMatchObject({ code, outcome });
    expect(server.asked).toHaveLength(1);
    expect(waits).toStrictEqual([]);
  });
});

test('a write that could not be connected was not sent', async () => {
  const gone = await startTestServer();
  await gone.close();
  const { can } = testService(gone.url);
  await expect(can.transform(transformRequest('7'))).rejects.toMatchObject({
    code: 'can-unreachable',
    outcome: 'none',
  });
});

test('an older CAN creates without a handle', async () => {
  server.handle(() => ({ body: { data: true, success: true } }));
  const request = createTaskRequest({
    planId: '7',
    days: { start: '2025-10-20', end: '2025-10-20' },
    lotDays: 1,
  });
  expect(await testService(server.url).can.createTask(request)).toStrictEqual({ dagName: null });
});

describe('a read is asked again', () => {
  const failures: [string, Reply | 'reset'][] = [
    ['500', { status: 500 }],
    ['502 with HTML', { status: 502, body: page }],
    ['429', { status: 429 }],
    ['HTML with 200', { body: page }],
    ['nothing', {}],
    ['cut JSON', { body: '{"data":' }],
    ['a reset', 'reset'],
  ];
  const failing = (reply: Reply | 'reset', times: number): void =>
    server.handle((_asked, response, nth) => {
      if (nth > times) return { body: latest };
      if (reply === 'reset') return void response.socket?.resetAndDestroy();
      return reply;
    });

  test.each(failures)('after %s, twice at most', async (_name, reply) => {
    failing(reply, 2);
    const { can, waits } = testService(server.url);
    await expect(can.latestTime(['7'])).resolves.toMatchObject({ hasNotReady: false });
    expect(waits).toStrictEqual([150, 300]);

    failing(reply, 3);
    await expect(testService(server.url).can.latestTime(['7'])).rejects.toMatchObject({ outcome: 'none' });
    expect(server.asked).toHaveLength(3);
  });

  test('after a hang', async () => {
    server.handle((_asked, _response, nth) => (nth === 1 ? undefined : { body: latest }));
    await expect(testService(server.url, { timeoutMs: 100 }).can.latestTime(['7'])).resolves.toBeDefined();
  });

  test('not when that would keep a person waiting for more than half a minute', async () => {
    const { can, clock } = testService(server.url);
    server.handle(() => {
      clock.ms += 30_000;
      return { status: 504 };
    });
    await expect(can.latestTime(['7'])).rejects.toMatchObject({ code: 'can-failed' });
    expect(server.asked).toHaveLength(1);
  });

  test.each<[string, number, Reply]>([
    ['a refusal', 1, { body: { success: true, data: null, errorMsg: 'no' } }],
    ['401', 1, { status: 401 }],
    ['403', 1, { status: 403 }],
    ['404', 1, { status: 404, body: page }],
    ['a redirect', 1, { status: 302, headers: { location: '/' } }],
  ])('not after %s', async (_name, times, reply) => {
    server.handle(() => reply);
    await expect(testService(server.url).can.latestTime(['7'])).rejects.toBeDefined();
    expect(server.asked).toHaveLength(times);
  });

  test.each([
    ['seconds', '3', 3_000],
    // The test's clock stands at 08:00:00.
    ['a date', 'Fri, 15 Jan 2027 08:00:07 GMT', 7_000],
    ['less than the own backoff', '0', 150],
  ])('when CAN says, in %s', async (_name, retryAfter, ms) => {
    for (const status of [429, 503]) {
      failing({ status, headers: { 'retry-after': retryAfter } }, 1);
      const { can, waits } = testService(server.url);
      await can.latestTime(['7']);
      expect(waits).toStrictEqual([ms]);
    }
  });

  test('not at all when CAN wants to be left alone for longer than anybody waits', async () => {
    failing({ status: 429, headers: { 'retry-after': '3600' } }, 1);
    const { can, waits } = testService(server.url);
    await expect(can.latestTime(['7'])).rejects.toMatchObject({ code: 'can-rate-limited' });
    expect(waits).toStrictEqual([]);
  });
});

describe('many people', () => {
  test('cost as much as one who watches; another credential is another call', async () => {
    server.handle(({ headers }) => ({
      body: { data: { hasNotReady: headers['auth-value'] === 'secret-of-noa' } },
    }));
    const { service, clock } = testService(server.url);
    const mia = await Promise.all(
      Array.from({ length: 50 }, () => service.as(callerNamed('mia')).latestTime(['7'])),
    );
    const noa = await service.as(callerNamed('noa')).latestTime(['7']);
    expect(mia.every(({ hasNotReady }) => !hasNotReady)).toBe(true);
    expect(noa.hasNotReady).toBe(true);
    await service.as({ ...callerNamed('mia'), tenantId: 'tenant-2' }).latestTime(['7']);
    expect(server.asked).toHaveLength(3);
    clock.ms += 2_001;
    await service.as(callerNamed('mia')).latestTime(['7']);
    expect(server.asked).toHaveLength(4);
  });

  test('take turns with one credential, and do not with another', async () => {
    const open: (() => void)[] = [];
    server.handle(() => new Promise((resolve) => open.push(() => resolve({ body: latest }))));
    const { service } = testService(server.url, { concurrency: 2 });
    const ask = (who: string): Promise<unknown>[] =>
      [1, 2, 3, 4].map((n) => service.as(callerNamed(who)).latestTime([String(n)]));
    const all = [...ask('mia'), ...ask('noa')];
    await expect.poll(() => server.asked.length).toBe(4);
    expect(server.asked.map(({ headers }) => headers['auth-value']).sort()).toStrictEqual([
      'secret-of-mia',
      'secret-of-mia',
      'secret-of-noa',
      'secret-of-noa',
    ]);
    while (open.length > 0 || server.asked.length < 8) {
      open.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
      expect(open.length).toBeLessThanOrEqual(4);
    }
    await Promise.all(all);
  });

  test('see a plan as it is after a change', async () => {
    let kind = 'RESULT';
    server.handle(() => ({ body: { id: '7', name: 'x', materializeType: kind } }));
    const { service, can } = testService(server.url);
    expect((await can.plan('7')).kind).toBe('RESULT');
    kind = 'EXTERNAL';
    expect((await can.plan('7')).kind).toBe('RESULT');
    service.forgetPlan('7');
    expect((await can.plan('7')).kind).toBe('EXTERNAL');
  });

  test('watch a run that has ended at most once a minute', async () => {
    let status = 'RUNNING';
    server.handle(() => ({ body: { taskInstanceId: '1', status } }));
    const { can, clock } = testService(server.url);
    await can.instance('1');
    status = 'SUCCESS';
    clock.ms += 2_001;
    expect((await can.instance('1')).status).toBe('SUCCESS');
    clock.ms += 59_000;
    await can.instance('1');
    expect(server.asked).toHaveLength(2);
  });
});

test('whoever leaves ends the call to CAN', async () => {
  const closed = new Promise<void>((resolve) => {
    server.handle((_asked, response) => void response.on('close', () => resolve()));
  });
  const stop = new AbortController();
  const asking = testService(server.url).can.latestTime(['7'], { signal: stop.signal });
  await expect.poll(() => server.asked.length).toBe(1);
  stop.abort();
  await expect(asking).rejects.toMatchObject({ code: 'can-timeout' });
  await closed;
});

test('closing ends reads; a write under way still gets its answer', async () => {
  const open: (() => void)[] = [];
  server.handle(() => new Promise((resolve) => open.push(() => resolve({ body: { data: 'success' } }))));
  const { service, can } = testService(server.url);
  const reading = can.latestTime(['7']);
  const writing = can.transform(transformRequest('7'));
  await expect.poll(() => open.length).toBe(2);
  service.close();
  await expect(reading).rejects.toMatchObject({ code: 'can-unreachable' });
  await expect(can.probe()).rejects.toMatchObject({ code: 'can-unreachable' });
  for (const answer of open) answer();
  await expect(writing).resolves.toStrictEqual({});
});

describe('the credential', () => {
  const secret = 'p@ss word/1';

  test('is in no error and no line of the log, whatever CAN repeats', async () => {
    const echo = `unknown user ${secret} (${encodeURIComponent(secret)})`;
    const { service, lines } = testService(server.url);
    const can = service.as(callerNamed('mia', secret));
    const answers: Reply[] = [
      { body: { success: false, errorMsg: echo, detailErrorMsg: echo, traceId: echo } },
      { status: 401, body: `<html><title>${echo}</title></html>` },
      { status: 302, headers: { location: `https://sso/${encodeURIComponent(secret)}` } },
    ];
    for (const answer of answers) {
      server.handle(() => answer);
      const error = await can.probe().catch((reason: unknown) => reason as Error & { detail?: string });
      const said = JSON.stringify({ ...(error as object), message: (error as Error).message });
      expect(said).toContain('***');
      for (const spelling of [secret, encodeURIComponent(secret)]) {
        expect(said).not.toContain(spelling);
        expect(lines.join()).not.toContain(spelling);
      }
    }
    expect(lines).toHaveLength(3);
  });

  test('is in no log, SQL or raw part that CAN wrote it into', async () => {
    const { service } = testService(server.url);
    const can = service.as(callerNamed('mia', secret));
    server.handle(({ path }) =>
      path.endsWith('detail')
        ? {
            body: {
              taskInstanceId: 1,
              msg: `as ${secret}`,
              serverInfo: secret,
              sql: { originalSql: `-- ${secret}` },
            },
          }
        : { body: { id: '7', name: 'x', owner: secret, dimensionFilters: [`u = ${secret}`] } },
    );
    const answers = JSON.stringify([await can.instance('1'), await can.plan('7')]);
    expect(answers).not.toContain(secret);
    expect(answers.match(/\*\*\*/g)).toHaveLength(5);
  });

  test('reaches CAN in UTF-8, as curl sends it', async () => {
    server.handle(() => ({ body: latest }));
    const { service } = testService(server.url);
    await service.as(callerNamed('mia', '张三')).latestTime(['7']);
    const header = server.asked[0]?.headers['auth-value'] as string;
    expect(Buffer.from(header, 'latin1').toString('utf8')).toBe('张三');
  });

  test('that no header can carry is not sent at all', async () => {
    server.handle(() => ({ body: latest }));
    const { service } = testService(server.url);
    const can = service.as(callerNamed('mia', 'a\r\nx-evil: 1'));
    await expect(can.probe()).rejects.toMatchObject({ code: 'can-unauthenticated', outcome: 'none' });
    expect(server.asked).toHaveLength(0);
  });

  test('is asked for before each call, and its own failure is the answer', async () => {
    server.handle(() => ({ status: 502 }));
    const { service } = testService(server.url);
    let times = 0;
    const caller = callerNamed('mia');
    const counting = service.as({ ...caller, credential: () => ((times += 1), caller.credential()) });
    await expect(counting.probe()).rejects.toMatchObject({ code: 'can-failed' });
    expect(times).toBe(3);

    const broken = service.as({ ...caller, credential: () => Promise.reject(new Error('no token')) });
    await expect(broken.transform(transformRequest('7'))).rejects.toThrow('no token');
    expect(server.asked).toHaveLength(3);
  });
});

describe('createToken', () => {
  test('exchanges id and secret, without the three headers', async () => {
    server.handle(() => ({ body: { data: 'tok-1', success: true } }));
    const token = await testService(server.url).service.createToken('app-1', new Secret('app-secret'), 3600);
    expect(token.reveal()).toBe('tok-1');
    expect(server.asked).toMatchObject([
      {
        path: '/anymetrics/api/v1/token/create',
        body: { appId: 'app-1', appSecret: 'app-secret', expire: 3600 },
      },
    ]);
    expect(server.asked[0]?.headers).not.toHaveProperty('auth-value');
    expect(server.asked[0]?.headers).not.toHaveProperty('tenant-id');
  });

  test.each<[string, Reply, string]>([
    ['refused', { body: { success: false, errorMsg: 'bad app-secret' } }, 'can-refused'],
    ['401', { status: 401 }, 'can-unauthenticated'],
    ['502', { status: 502, body: page }, 'can-failed'],
    ['no token', { body: { success: true, data: null } }, 'can-bad-answer'],
  ])('%s: sent once, nothing changed, no secret said', async (_name, reply, code) => {
    server.handle(() => reply);
    const asking = testService(server.url).service.createToken('app-1', new Secret('app-secret'));
    const error: unknown = await asking.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code, outcome: 'none' });
    expect(JSON.stringify(error)).not.toContain('app-secret');
    expect(server.asked).toHaveLength(1);
  });
});
