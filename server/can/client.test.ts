import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transformRequest } from './requests.ts';
import { callerNamed, startTestServer, testService, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const latest = { data: { hasNotReady: false }, success: true, errorMsg: null };

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
