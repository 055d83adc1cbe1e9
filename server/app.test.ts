import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../src/contract/problem.ts';
import { noPlans } from './testing/fake-can.ts';
import { person, secretValue, startGateway, type Gateway } from './testing/gateway.ts';

let gateway: Gateway;
beforeAll(async () => void (gateway = await startGateway()));
beforeEach(() => {
  gateway.can.handler = () => noPlans;
  gateway.can.calls.length = 0;
  gateway.lines.length = 0;
});
afterAll(() => gateway.close());

const problem = async (answer: Response) => (await answer.json()) as Problem;

/** What came back over a bare connection: `fetch` would tidy up what is sent here. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(gateway.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => (answer += chunk.toString('utf8')));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

const contract: [string, string][] = [
  ['GET', '/api/session'],
  ['DELETE', '/api/session'],
  ['GET', '/api/plans'],
  ['GET', '/api/plans/freshness?ids=1'],
  ['GET', '/api/plans/summary'],
  ['GET', '/api/plans/states'],
  ['GET', '/api/plans/1'],
  ['GET', '/api/plans/1/partitions'],
  ['GET', '/api/plans/1/scripts'],
  ['GET', '/api/plans/1/evidence'],
  ['POST', '/api/plans/1/partitions/mark'],
  ['POST', '/api/plans/1/partitions/clear'],
  ['POST', '/api/backfills'],
  ['GET', '/api/backfills'],
  ['POST', '/api/backfills/track'],
  ['GET', '/api/backfills/1'],
  ['GET', '/api/backfills/1/instances'],
  ['POST', '/api/backfills/1/continue'],
  ['POST', '/api/backfills/1/tasks/1/settle'],
  ['GET', '/api/instances/1'],
  ['GET', '/api/instances/1/log'],
  ['POST', '/api/conversions'],
  ['GET', '/api/conversions'],
  ['GET', '/api/conversions/1'],
  ['POST', '/api/conversions/1/approve'],
  ['POST', '/api/conversions/1/reject'],
  ['POST', '/api/conversions/1/withdraw'],
  ['POST', '/api/data-updates'],
  ['GET', '/api/activity'],
];

describe('every call', () => {
  it.each(contract)('%s %s is 401 without a session, and CAN hears nothing of it', async (method, path) => {
    const headers = method === 'POST' ? { 'content-type': 'application/json' } : undefined;
    const answer = await gateway.call(path, { method, ...(headers && { headers, body: '{}' }) });
    expect(answer.status).toBe(401);
    expect(await problem(answer)).toMatchObject({ code: 'unauthenticated', outcome: 'none' });
    expect(gateway.can.calls).toEqual([]);
  });

  it.each([
    ['GET', '/api'],
    ['GET', '/api/'],
    ['GET', '/api/plan'],
    ['GET', '/api/plans/'],
    ['GET', '/api/plans/1/'],
    ['GET', '/api/plans/1/partitions/x'],
    ['GET', '/api//plans'],
    ['GET', '/api/can/accelerate/plan/transform'],
    ['POST', '/api/accelerate/plan/transform'],
    ['POST', '/api/anymetrics/api/v1/accelerate/plan/transform'],
    ['POST', '/anymetrics/api/v1/accelerate/plan/transform'],
    ['GET', '/anymetrics/api/v1/accelerate/plan/queryAccelerateResultPlan?uuid=1'],
    ['GET', '/api/plans/../../anymetrics/api/v1/scheduler/task/detail'],
    ['GET', '/package.json'],
    ['GET', '/.env'],
    ['GET', '/server/main.ts'],
  ])('%s %s is not of the contract: 404, and CAN hears nothing of it', async (method, path) => {
    const cookie = await gateway.signIn();
    gateway.can.calls.length = 0;
    const headers = { 'content-type': 'application/json' };
    const answer = await gateway.call(path, {
      method,
      cookie,
      headers,
      ...(method === 'POST' && { body: '{}' }),
    });
    expect(answer.status).toBe(404);
    expect(await problem(answer)).toMatchObject({ code: 'not-found', outcome: 'none' });
    expect(gateway.can.calls).toEqual([]);
  });

  it.each([
    ['PUT', '/api/plans', 'GET, HEAD'],
    ['POST', '/api/plans/1', 'GET, HEAD'],
    ['PATCH', '/api/session', 'GET, HEAD, DELETE, POST'],
    ['OPTIONS', '/api/plans', 'GET, HEAD'],
    ['POST', '/healthz', 'GET, HEAD'],
  ])('%s %s is 405 and says what is allowed', async (method, path, allowed) => {
    const answer = await gateway.call(path, { method, headers: { 'content-type': 'application/json' } });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')?.split(', ').sort()).toEqual(allowed.split(', ').sort());
    expect(await problem(answer)).toMatchObject({ code: 'method-not-allowed' });
  });

  it('answers HEAD like GET, without the body', async () => {
    const cookie = await gateway.signIn();
    const answer = await gateway.call('/api/plans', { method: 'HEAD', cookie });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
  });

  it('carries a request id of its own and the security headers, whatever comes of it', async () => {
    const cookie = await gateway.signIn();
    const ids = new Set<string | null>();
    for (const path of ['/api/plans', '/api/nope', '/api/plans/freshness', '/healthz', '/', '/nope']) {
      const answer = await gateway.call(path, { cookie, headers: { 'x-request-id': 'mine' } });
      ids.add(answer.headers.get('x-request-id'));
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      if (path.startsWith('/api')) expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    expect(ids.size).toBe(6);
    expect(ids).not.toContain('mine');
    expect(ids).not.toContain(null);
  });
});

describe('a command', () => {
  const json = { 'content-type': 'application/json' };
  const send = (headers: Record<string, string>, body = JSON.stringify(person)) =>
    fetch(`${gateway.url}/api/session`, { method: 'POST', body, headers });
  const host = () => new URL(gateway.url).host;

  it.each([
    ['nothing that says where it comes from', () => ({})],
    ['another origin', () => ({ origin: 'https://evil.example' })],
    [
      'another origin that claims to be this one',
      () => ({ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }),
    ],
    ['another port', () => ({ origin: 'http://127.0.0.1:1' })],
    ['a longer name', () => ({ origin: `http://${host()}.evil.example` })],
    ['an origin that hides', () => ({ origin: 'null' })],
    ['an origin that is no address', () => ({ origin: host() })],
    ['a sister site', () => ({ 'sec-fetch-site': 'same-site' })],
    ['another site', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['the address bar', () => ({ 'sec-fetch-site': 'none' })],
    [
      'this origin, but from another site',
      () => ({ origin: `http://${host()}`, 'sec-fetch-site': 'cross-site' }),
    ],
  ])('is refused from %s', async (_, headers) => {
    const answer = await send({ ...json, ...headers() });
    expect(answer.status).toBe(403);
    expect(await problem(answer)).toMatchObject({ code: 'cross-site', outcome: 'none' });
    expect(gateway.can.calls).toEqual([]);
  });

  it.each([
    ['its own origin', () => ({ origin: `http://${host()}` })],
    ['its own origin behind TLS', () => ({ origin: `https://${host()}` })],
    [
      'its own origin behind a proxy',
      () => ({ origin: 'https://console.example', 'x-forwarded-host': 'console.example' }),
    ],
    ['its own page', () => ({ 'sec-fetch-site': 'same-origin' })],
  ])('is taken from %s', async (_, headers) => {
    expect((await send({ ...json, ...headers() })).status).toBe(204);
  });

  it.each([
    ['none', {}],
    ['text', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text that mentions JSON', { 'content-type': 'text/plain; application/json' }],
    ['something longer', { 'content-type': 'application/jsonp' }],
  ])('is JSON: %s is 415', async (_, headers) => {
    const answer = await gateway.call('/api/session', {
      method: 'POST',
      body: new TextEncoder().encode(JSON.stringify(person)),
      headers: headers as Record<string, string>,
    });
    expect(answer.status).toBe(415);
    expect(await problem(answer)).toMatchObject({ code: 'wrong-media-type', outcome: 'none' });
  });

  it('may say its character set', async () => {
    expect(
      (await send({ 'content-type': 'Application/JSON; charset=utf-8', 'sec-fetch-site': 'same-origin' }))
        .status,
    ).toBe(204);
  });

  it('of more than a megabyte is 413, whether or not it says so', async () => {
    const big = JSON.stringify({ ...person, name: 'x'.repeat(1024 * 1024) });
    const said = await gateway.post('/api/session', big);
    expect(said.status).toBe(413);
    expect(await problem(said)).toMatchObject({ code: 'too-large', outcome: 'none' });
    const pieces = new ReadableStream({
      start(controller) {
        for (let at = 0; at < big.length; at += 65_536)
          controller.enqueue(Buffer.from(big.slice(at, at + 65_536)));
        controller.close();
      },
    });
    const init = { method: 'POST', body: pieces, duplex: 'half', headers: json } as RequestInit;
    const unsaid = await gateway.call('/api/session', init);
    expect(unsaid.status).toBe(413);
    expect((await gateway.call('/healthz')).status).toBe(200);
  });
});

describe('what is no proper request', () => {
  it.each([
    ['noise', 'hello\r\n\r\n', 400],
    ['no host', 'GET /api/plans HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['an impossible host', 'GET /api/plans HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${'x'.repeat(70_000)}\r\n\r\n`, 431],
    ['a climb', 'GET /../../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 404],
    [
      'a hidden climb',
      'GET /assets/%2e%2e/%2e%2e/package.json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      404,
    ],
    [
      'an escaped climb',
      'GET /assets/..%2f..%2fpackage.json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      404,
    ],
    [
      'a twice escaped climb',
      'GET /%252e%252e/package.json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      404,
    ],
    ['a zero', 'GET /assets/%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 404],
    ['broken escapes', 'GET /api/plans/%E0%A4%A HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 401],
  ])('ends in a problem, and the console lives: %s', async (_, text, status) => {
    const answer = await raw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/"requestId":"[0-9a-f-]{36}","outcome":"none"\}$/);
    expect(answer).not.toContain('root:');
    expect((await gateway.call('/healthz')).status).toBe(200);
  });
});

describe('the log', () => {
  it('has one line a request, with the pattern instead of the address, and never a credential', async () => {
    const words = { data: null, success: false, errorMsg: `Bad credential ${secretValue}`, traceId: 't' };
    gateway.can.handler = (call) => (call.path.endsWith('List') ? noPlans : words);
    const bodies: string[] = [];
    const cookie = await gateway.signIn();
    for (const path of [
      '/api/plans',
      '/api/plans/secret-id',
      '/api/plans/freshness?ids=a,b',
      '/api/nope/x',
      '/api/session',
    ]) {
      const answer = await gateway.call(path, { cookie });
      bodies.push(await answer.text(), JSON.stringify([...answer.headers]));
    }
    await gateway.post('/api/session', { ...person, authType: 'BASIC' });
    await gateway.post('/api/session', `{"authValue":"${secretValue}"`);
    const requests = gateway.lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ event }) => event === 'request');
    expect(requests).toHaveLength(8);
    expect(
      requests.map(({ method, route, status }) => `${String(method)} ${String(route)} ${String(status)}`),
    ).toEqual([
      'POST /api/session 204',
      'GET /api/plans 200',
      'GET /api/plans/:id 422',
      'GET /api/plans/freshness 200',
      'GET - 404',
      'GET /api/session 200',
      'POST /api/session 400',
      'POST /api/session 400',
    ]);
    expect(
      requests.every(({ requestId, ms }) => typeof requestId === 'string' && typeof ms === 'number'),
    ).toBe(true);
    const everything = [...gateway.lines, ...bodies].join('\n');
    expect(everything).toContain('Bad credential ***');
    expect(everything).not.toContain(secretValue);
    expect(everything).not.toContain(encodeURIComponent(secretValue));
    expect(everything).not.toContain(Buffer.from(secretValue).toString('base64'));
    expect(everything).not.toContain(cookie.split('=')[1]);
    expect(gateway.lines.join('\n')).not.toContain('secret-id');
  });
});
