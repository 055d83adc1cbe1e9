import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Can, CanRequest } from './can.ts';
import {
  clearPartitionRequest,
  createTaskRequest,
  transformRequest,
  triggerRequest,
  updatePartitionRequest,
} from './requests.ts';
import { startTestServer, testService, type Reply, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

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
