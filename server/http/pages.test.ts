import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { routePatterns } from '../../src/paths.ts';
import { startGateway, type Gateway } from '../testing/gateway.ts';

const html =
  '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" nonce="__CSP_NONCE__" src="/assets/index-abc.js"></script>';
const script = `export const x = ${JSON.stringify('x'.repeat(5000))};`;

let gateway: Gateway;
beforeEach(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'client-'));
  mkdirSync(join(dir, 'assets'));
  writeFileSync(join(dir, '..', 'outside.txt'), 'outside');
  writeFileSync(join(dir, 'index.html'), html);
  writeFileSync(join(dir, 'index.html.gz'), gzipSync(html));
  writeFileSync(join(dir, 'favicon.svg'), '<svg/>');
  writeFileSync(join(dir, 'boot.js'), 'void 0;');
  writeFileSync(join(dir, 'assets', 'index-abc.js'), script);
  writeFileSync(join(dir, 'assets', 'index-abc.js.gz'), gzipSync(script));
  writeFileSync(join(dir, 'assets', 'index-abc.js.map'), '{}');
  gateway = await startGateway(undefined, {}, dir);
});
afterEach(() => gateway.close());

const page = (path: string, init: RequestInit = {}) =>
  gateway.call(path, { ...init, headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });

describe('a page', () => {
  it('is the built page, under a nonce of its own, and never kept', async () => {
    const nonces = new Set<string>();
    for (const path of ['/', '/plans', '/plans/1?tab=calendar', '/sign-in?next=%2Fplans', '/plans/a%20b/x']) {
      const answer = await page(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const policy = answer.headers.get('content-security-policy') ?? '';
      const nonce = /style-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/unsafe|\*|http/);
      expect(await answer.text()).toBe(html.replaceAll('__CSP_NONCE__', nonce));
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(5);
  });

  it.each(Object.values(routePatterns))(
    'is there for every address the client knows: %s',
    async (pattern) => {
      expect((await page(pattern.replaceAll(':', ''))).status).toBe(200);
    },
  );

  it('that does not exist is drawn by the client too, but is a 404', async () => {
    const answer = await page('/nope');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('<!doctype html>');
  });

  it('is for who asks for a page: anything else gets a problem', async () => {
    for (const accept of ['application/json', '*/*']) {
      const answer = await gateway.call('/plans', { headers: { accept } });
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: 'not-found' });
    }
    expect((await page('/plans', { method: 'POST', body: 'x' })).status).toBe(404);
    expect((await page('/api/nope')).headers.get('content-type')).toBe('application/json');
  });
});

describe('a file', () => {
  it('with a hash in its name is kept for good, and comes compressed as built', async () => {
    const plain = await gateway.call('/assets/index-abc.js', { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.headers.get('content-length')).toBe(String(script.length));
    expect(await plain.text()).toBe(script);
    const packed = await gateway.call('/assets/index-abc.js', { headers: { 'accept-encoding': 'br, gzip' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('vary')).toBe('accept-encoding');
    expect(await packed.text()).toBe(script);
    const refused = await gateway.call('/assets/index-abc.js', {
      headers: { 'accept-encoding': 'gzip;q=0, br' },
    });
    expect(refused.headers.get('content-encoding')).toBeNull();
  });

  it('without one is asked for again, and not sent again', async () => {
    const first = await gateway.call('/boot.js');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const etag = first.headers.get('etag') ?? '';
    const again = await gateway.call('/boot.js', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('is kept for an hour when it is a picture', async () => {
    const answer = await gateway.call('/favicon.svg');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=3600');
  });

  it('answers HEAD with its size only', async () => {
    const answer = await gateway.call('/assets/index-abc.js', {
      method: 'HEAD',
      headers: { 'accept-encoding': 'identity' },
    });
    expect(answer.headers.get('content-length')).toBe(String(script.length));
    expect(await answer.text()).toBe('');
  });

  it.each([
    '/assets/nope.js',
    '/assets/',
    '/assets',
    '/index.html',
    '/assets/index-abc.js.gz',
    '/assets/index-abc.js.map',
    '/..%2foutside.txt',
  ])('is only what was built to be served: %s', async (path) => {
    expect((await gateway.call(path)).status).toBe(404);
  });
});
