import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, testService, type Reply, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const latest = { data: { hasNotReady: false }, success: true, errorMsg: null };
const page = '<html><body>Bad Gateway</body></html>';

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

  test.each<[string, Reply]>([
    ['a refusal', { body: { success: true, data: null, errorMsg: 'no' } }],
    ['401', { status: 401 }],
    ['403', { status: 403 }],
    ['404', { status: 404, body: page }],
    ['a redirect', { status: 302, headers: { location: '/' } }],
  ])('not after %s', async (_name, reply) => {
    server.handle(() => reply);
    await expect(testService(server.url).can.latestTime(['7'])).rejects.toBeDefined();
    expect(server.asked).toHaveLength(1);
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
