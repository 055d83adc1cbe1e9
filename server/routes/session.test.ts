import { afterEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../src/contract/problem.ts';
import type { Session } from '../../src/contract/session.ts';
import { noPlans, type CanHandler } from '../testing/fake-can.ts';
import { cookieOf, person, secretValue, startGateway, type Gateway } from '../testing/gateway.ts';

let gateway: Gateway;
afterEach(() => gateway.close());

const start = async (handler?: CanHandler, env?: Record<string, string>) =>
  (gateway = await startGateway(handler, env));
const problem = async (answer: Response) => (await answer.json()) as Problem;
const session = async (cookie: string) =>
  (await (await gateway.call('/api/session', { cookie })).json()) as Session;

const HOUR = 3_600_000;

describe('signing in', () => {
  it('proves the credential with a read before it gives a cookie', async () => {
    await start();
    const answer = await gateway.post('/api/session', person);
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()).toHaveLength(1);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^console_session=[\w-]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(gateway.can.calls).toHaveLength(1);
    expect(gateway.can.calls[0]?.headers).toMatchObject({
      'tenant-id': 'retail',
      'auth-type': 'ACCOUNT',
      'auth-value': secretValue,
    });
    expect(await session(cookieOf(answer))).toEqual({
      tenantId: 'retail',
      actor: { id: expect.stringMatching(/^[0-9a-f]{16}$/) as string, name: 'Ada', stable: true },
      mode: 'can',
      canHost: new URL(gateway.can.url).host,
      today: '2026-11-21',
      timeZone: 'Asia/Shanghai',
      twoPerson: true,
      mayApprove: true,
      now: '2026-11-21T10:00:00.000Z',
    });
  });

  it('knows one credential again, whatever name comes with it, and a raw token not as somebody', async () => {
    await start();
    const ada = await session(await gateway.signIn());
    const eve = await session(await gateway.signIn({ ...person, name: 'Eve' }));
    const token = await session(await gateway.signIn({ ...person, authType: 'TOKEN' }));
    expect(eve.actor).toEqual({ ...ada.actor, name: 'Eve' });
    expect(token.actor).toMatchObject({ stable: false });
    expect(token.actor.id).not.toBe(ada.actor.id);
    expect(token.mayApprove).toBe(false);
  });

  it('lets only the listed approve where APPROVERS is set', async () => {
    await start(undefined, { SESSION_SECRET: 's'.repeat(32), APPROVERS: '0000000000000000' });
    const ada = await session(await gateway.signIn());
    expect(ada.mayApprove).toBe(false);
    await gateway.close();
    await start(undefined, { SESSION_SECRET: 's'.repeat(32), APPROVERS: ada.actor.id });
    expect((await session(await gateway.signIn())).mayApprove).toBe(true);
    expect((await session(await gateway.signIn({ ...person, authValue: 'another' }))).mayApprove).toBe(false);
  });

  it.each([
    [
      '401',
      401,
      'can-unauthenticated',
      (status: number): CanHandler =>
        (_, response) =>
          void response.writeHead(status).end('<html>'),
    ],
    [
      '403',
      403,
      'can-forbidden',
      (status: number): CanHandler =>
        (_, response) =>
          void response.writeHead(status).end(),
    ],
    [
      'words',
      422,
      'can-refused',
      (): CanHandler => () => ({
        data: null,
        success: true,
        code: '200',
        errorMsg: `No user ${secretValue} here`,
        traceId: 't1',
      }),
    ],
  ])('passes on that CAN does not accept it: %s', async (_, status, code, handler) => {
    await start(handler(status));
    const answer = await gateway.post('/api/session', person);
    expect(answer.status).toBe(status);
    expect(answer.headers.getSetCookie()).toEqual([]);
    const body = await problem(answer);
    expect(body).toMatchObject({ code, outcome: 'none', requestId: answer.headers.get('x-request-id') });
    expect(JSON.stringify(body)).not.toContain(secretValue);
  });

  it('tells a CAN that is away from a credential that is wrong', async () => {
    await start();
    await gateway.can.close();
    const answer = await gateway.post('/api/session', person);
    expect(answer.status).toBe(502);
    expect(await problem(answer)).toMatchObject({ code: 'can-unreachable' });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"tenantId":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no fields', '{}'],
    ['a demo person, on a real CAN', '{"demo":"ops"}'],
    ['an unknown demo person', '{"demo":"root"}'],
    ['an unknown type', JSON.stringify({ ...person, authType: 'BASIC' })],
    ['a number as credential', JSON.stringify({ ...person, authValue: 12345678901 })],
    ['no credential', JSON.stringify({ ...person, authValue: '' })],
    ['blank', JSON.stringify({ ...person, authValue: '  ' })],
    ['no name', JSON.stringify({ ...person, name: ' ' })],
    ['a field too many', JSON.stringify({ ...person, admin: true })],
    ['two ways at once', JSON.stringify({ ...person, appId: 'a', appSecret: 'b' })],
    ['a line break in the credential', JSON.stringify({ ...person, authValue: 'a\r\nx-admin: 1' })],
    ['a credential no header carries', JSON.stringify({ ...person, authValue: '密码' })],
    ['a tenant no header carries', JSON.stringify({ ...person, tenantId: '租户' })],
    ['a zero character', JSON.stringify({ ...person, name: 'a\u0000b' })],
    ['half a character', '{"tenantId":"a","authType":"UID","authValue":"b","name":"\\ud800"}'],
    [
      'a name that reaches the prototype',
      '{"__proto__":{"x":1},"tenantId":"a","authType":"UID","authValue":"b","name":"c"}',
    ],
    ['a credential longer than a cookie', JSON.stringify({ ...person, authValue: 'x'.repeat(3900) })],
    ['a credential without end', JSON.stringify({ ...person, authValue: 'x'.repeat(5000) })],
  ])('refuses %s and shows no value', async (_, body) => {
    await start();
    const answer = await gateway.post('/api/session', body);
    expect(answer.status).toBe(400);
    expect(answer.headers.getSetCookie()).toEqual([]);
    const given = await problem(answer);
    expect(given).toMatchObject({ code: 'invalid', outcome: 'none' });
    expect(given.detail).toBeTruthy();
    expect(JSON.stringify(given)).not.toMatch(/12345678901|xxxx|x-admin|密码/);
  });

  it('refuses bytes that are no text', async () => {
    await start();
    const body = Buffer.concat([Buffer.from('{"demo":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    const answer = await gateway.call('/api/session', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(await problem(answer)).toMatchObject({ code: 'invalid', detail: 'not UTF-8' });
  });
});

describe('a session', () => {
  it('ends when one signs out, also for who kept the cookie', async () => {
    await start();
    const cookie = await gateway.signIn();
    const answer = await gateway.call('/api/session', { method: 'DELETE', cookie });
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^console_session=; Max-Age=0; Path=\/$/);
    expect((await gateway.call('/api/session', { cookie })).status).toBe(401);
  });

  it('lasts half a day after it was last renewed, and a week at most', async () => {
    await start();
    let cookie = await gateway.signIn();
    gateway.clock.advance(5 * HOUR);
    expect((await gateway.call('/api/session', { cookie })).headers.getSetCookie()).toEqual([]);
    gateway.clock.advance(7 * HOUR);
    const ended = await gateway.call('/api/session', { cookie });
    expect(ended.status).toBe(401);
    expect(ended.headers.getSetCookie()[0]).toMatch(/Max-Age=0/);

    cookie = await gateway.signIn();
    let hours = 0;
    for (; hours < 24 * 8; hours += 7) {
      gateway.clock.advance(7 * HOUR);
      const answer = await gateway.call('/api/session', { cookie });
      if (answer.status === 401) break;
      cookie = cookieOf(answer);
      expect(cookie).not.toBe('');
    }
    expect(hours).toBe(7 * 23);
  });

  it.each([
    ['none', undefined],
    ['an empty one', 'console_session='],
    ['words', 'console_session=let-me-in'],
    ['another name', 'session=x'],
    ['bad encoding', 'console_session=%E0%A4%A'],
    ['a long one', `console_session=${'A'.repeat(6000)}`],
  ])('is 401 with %s for a cookie', async (_, cookie) => {
    await start();
    const answer = await gateway.call('/api/plans', { ...(cookie !== undefined && { cookie }) });
    expect(answer.status).toBe(401);
    expect(await problem(answer)).toMatchObject({ code: 'unauthenticated', outcome: 'none' });
    expect(gateway.can.calls).toEqual([]);
  });

  it('is 401 with a cookie that is forged, cut or of another console', async () => {
    await start();
    const cookie = await gateway.signIn();
    const last = cookie.at(-1) === 'A' ? 'B' : 'A';
    const middle = Math.floor(cookie.length / 2);
    const flipped = cookie.slice(0, middle) + (cookie[middle] === 'A' ? 'B' : 'A') + cookie.slice(middle + 1);
    for (const forged of [cookie.slice(0, -1) + last, cookie.slice(0, -10), flipped]) {
      expect((await gateway.call('/api/session', { cookie: forged })).status).toBe(401);
    }
    expect((await gateway.call('/api/session', { cookie })).status).toBe(200);
    await gateway.close();
    await start();
    expect((await gateway.call('/api/session', { cookie })).status).toBe(401);
  });

  it('is sent back over https only where it came that way', async () => {
    await start();
    const secure = async (headers: Record<string, string>) => {
      const init = {
        method: 'POST',
        body: JSON.stringify(person),
        headers: { 'content-type': 'application/json', ...headers },
      };
      return (await gateway.call('/api/session', init)).headers.getSetCookie()[0]?.includes('; Secure');
    };
    const host = new URL(gateway.url).host;
    expect(await secure({})).toBe(false);
    expect(await secure({ origin: `http://${host}` })).toBe(false);
    expect(await secure({ origin: `https://${host}` })).toBe(true);
    expect(await secure({ 'x-forwarded-proto': 'https' })).toBe(true);
  });
});

describe('an app', () => {
  const app = { tenantId: 'retail', appId: 'console', appSecret: secretValue, name: 'Ada' };
  /** A CAN whose tokens are numbered. */
  const issuing = (): CanHandler => {
    let issued = 0;
    return (call) =>
      call.path === '/token/create'
        ? { data: `token-${++issued}-of-the-app`, success: true, code: '200' }
        : noPlans;
  };
  const tokensAsked = () => gateway.can.calls.filter((call) => call.path === '/token/create').length;
  const lastToken = () => gateway.can.calls.at(-1)?.headers['auth-value'];

  it('is exchanged for a token, once for everybody', async () => {
    await start(issuing());
    const cookie = await gateway.signIn(app);
    expect(gateway.can.calls[0]).toMatchObject({
      path: '/token/create',
      body: { appId: 'console', appSecret: secretValue },
    });
    expect(gateway.can.calls[1]?.headers).toMatchObject({
      'auth-type': 'TOKEN',
      'auth-value': 'token-1-of-the-app',
    });
    await Promise.all([1, 2, 3].map(() => gateway.call('/api/plans', { cookie })));
    expect(tokensAsked()).toBe(1);
    expect((await session(cookie)).actor.stable).toBe(true);
  });

  it('gets a new token before the old one ends, without signing in again', async () => {
    await start(issuing());
    const cookie = await gateway.signIn(app);
    gateway.clock.advance(5 * HOUR);
    const answers = await Promise.all([1, 2, 3].map(() => gateway.call('/api/plans', { cookie })));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(tokensAsked()).toBe(2);
    expect(lastToken()).toBe('token-2-of-the-app');
  });

  it('lives on with the old token while CAN cannot give a new one', async () => {
    await start(issuing());
    const cookie = await gateway.signIn(app);
    const before = gateway.can.handler;
    gateway.can.handler = (call, response) =>
      call.path === '/token/create' ? void response.writeHead(500).end() : before(call, response);
    gateway.clock.advance(5 * HOUR);
    expect((await gateway.call('/api/plans', { cookie })).status).toBe(200);
    expect(lastToken()).toBe('token-1-of-the-app');
    gateway.clock.advance(1.5 * HOUR);
    expect((await gateway.call('/api/plans', { cookie })).status).toBe(502);
  });

  it('gets a new token when CAN has forgotten the old one early', async () => {
    await start(issuing());
    const cookie = await gateway.signIn(app);
    const before = gateway.can.handler;
    gateway.can.handler = (call, response) =>
      call.headers['auth-value'] === 'token-1-of-the-app'
        ? void response.writeHead(401).end()
        : before(call, response);
    gateway.clock.advance(60_000);
    expect((await gateway.call('/api/plans', { cookie })).status).toBe(200);
    expect(tokensAsked()).toBe(2);
  });

  it('proves its secret each time, also while a token of it is held', async () => {
    await start((call) => {
      if (call.path !== '/token/create') return noPlans;
      const right = (call.body as { appSecret: string }).appSecret === secretValue;
      return right ? { data: 'token-of-the-app', success: true } : { data: null, errorMsg: 'wrong secret' };
    });
    await gateway.signIn(app);
    const answer = await gateway.post('/api/session', { ...app, appSecret: 'guessed' });
    expect(answer.status).toBe(422);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('is refused with CAN’s words, without the secret', async () => {
    await start(() => ({
      data: null,
      success: false,
      code: '500',
      errorMsg: `appSecret ${secretValue} is wrong`,
    }));
    const answer = await gateway.post('/api/session', app);
    expect(answer.status).toBe(422);
    const body = await problem(answer);
    expect(body.code).toBe('can-refused');
    expect(JSON.stringify(body)).not.toContain(secretValue);
    expect(JSON.stringify(body)).toContain('is wrong');
  });
});
