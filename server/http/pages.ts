import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, Handler } from 'hono';
import { pageRoots } from '../../src/contract/page-roots.ts';
import { ProblemError } from '../problem-error.ts';
import type { AppEnv } from './context.ts';
import { contentSecurityPolicy } from './security-headers.ts';
import { readStaticFiles, type StaticFile } from './static-files.ts';

/** What the build writes into index.html where a page's own nonce belongs (vite.config.ts, `cspNonce`). */
const NONCE = '__CSP_NONCE__';

/** The built client: its files, and its one page for every address of a page. */
export function clientPages(clientDir: string | null): Handler<AppEnv> {
  const index = clientDir === null ? null : join(clientDir, 'index.html');
  if (clientDir === null || index === null || !existsSync(index)) return notBuilt;
  const files = readStaticFiles(clientDir);
  files.delete('/index.html');
  const template = readFileSync(index, 'utf8');
  return (c) => {
    const file = files.get(c.req.path);
    if (file !== undefined) return answerFile(c, file);
    if (!(c.req.header('accept') ?? '').includes('text/html'))
      throw new ProblemError('not-found', 'There is no such file.');
    return answerPage(c, template, isPage(c.req.path) ? 200 : 404);
  };
}

/** Whether an address is worth a 200; what stands there is the client's business. */
function isPage(path: string): boolean {
  const root = path.split('/')[1] ?? '';
  return root === '' || (pageRoots as readonly string[]).includes(root);
}

/**
 * A style element needs a nonce (Mantine makes some), a nonce is good for one answer, so the page is never kept: it is
 * one kilobyte, everything behind it is kept for good.
 */
function answerPage(c: Context<AppEnv>, template: string, status: 200 | 404): Response {
  const nonce = randomBytes(16).toString('base64');
  const html = template.replaceAll(NONCE, nonce);
  c.header('content-security-policy', contentSecurityPolicy(`'self' 'nonce-${nonce}'`));
  c.header('cache-control', 'no-store');
  return c.html(html, status);
}

/** A hash in the name makes it good for ever; code without one must be of the page's release; a picture may be old. */
function keptFor({ hashed, type }: StaticFile): string {
  if (hashed) return 'public, max-age=31536000, immutable';
  return type.startsWith('image/') ? 'public, max-age=3600' : 'no-cache';
}

function answerFile(c: Context<AppEnv>, file: StaticFile): Response {
  c.header('cache-control', keptFor(file));
  c.header('vary', 'accept-encoding');
  const encoding = encodingOf(c.req.header('accept-encoding') ?? '', file);
  const etag = `"${file.etag}${encoding === null ? '' : `-${encoding}`}"`;
  c.header('etag', etag);
  if (c.req.header('if-none-match')?.split(/,\s*/).includes(etag)) return c.body(null, 304);
  c.header('content-type', file.type);
  if (encoding !== null) c.header('content-encoding', encoding);
  const bytes = (encoding === null ? null : file[encoding]) ?? file.plain;
  c.header('content-length', String(bytes.length));
  return c.body(bytes);
}

function encodingOf(accepted: string, file: StaticFile): 'br' | 'gzip' | null {
  const takes = (name: string) =>
    new RegExp(`(^|[,\\s])${name}(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepted);
  if (file.br !== null && takes('br')) return 'br';
  return file.gzip !== null && takes('gzip') ? 'gzip' : null;
}

const notBuilt: Handler<AppEnv> = (c) => {
  if (c.req.path !== '/') throw new ProblemError('not-found', 'There is no such page.');
  return c.text(
    'This is the gateway. The pages are not built: run `npm run build`, or open the address of `npm run dev`.\n',
  );
};
