import { describe, expect, it } from 'vitest';
import { BASE, calls } from './calls.ts';
import { demoCredentials } from './sandbox.ts';
import { openSandbox, opsHeaders } from './test-sandbox.ts';

describe('the door', () => {
  it.each([
    ['no headers', {}],
    ['an unknown person', { ...opsHeaders, 'auth-value': 'nobody' }],
    ['an unknown tenant', { ...opsHeaders, 'tenant-id': 'else' }],
    ['an unknown way in', { ...opsHeaders, 'auth-type': 'COOKIE' }],
    ['a property of objects', { ...opsHeaders, 'tenant-id': 'constructor' }],
  ])('is shut with a page of the proxy: %s', async (_, headers) => {
    const sandbox = await openSandbox();
    const answer = await sandbox.ask('plans', {}, headers);
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

  it('shows on a screen of CAN’s own which backfills there are', async () => {
    const sandbox = await openSandbox();
    const planId = sandbox.world.idOf('old-can');
    await sandbox.ask('createTask', { planId, startTime: '2026-01-01', endTime: '2026-01-09' });
    const screen = await fetch(`${sandbox.url}/`);
    expect(screen.headers.get('content-type')).toContain('text/html');
    const page = await screen.text();
    expect(page).toContain(sandbox.world.dagNamesOf(planId)[0]);
    expect(page).toContain(sandbox.world.demoDagName);
    expect(page.indexOf(planId)).toBeLessThan(page.indexOf(sandbox.world.demoDagName));
  });
});
