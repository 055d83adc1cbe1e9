import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Secret } from '../secret.ts';
import { transformRequest } from './requests.ts';
import { callerNamed, startTestServer, testService, type Reply, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const latest = { data: { hasNotReady: false }, success: true, errorMsg: null };
const page = '<html><body>Bad Gateway</body></html>';

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
