import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './context.ts';

const gzipped = promisify(gzip);
/** Below it the header costs what the body saves. */
const WORTH_BYTES = 1024;
/** Answers are made for one reader and read once: the last few percent cost more than they save. */
const LEVEL = 4;

export const acceptsGzip = (header: string | undefined) =>
  /(^|[\s,])gzip\s*(,|;(?!\s*q=0(\.0*)?\s*(,|$))|$)/i.test(header ?? '');

/**
 * Answers as one gzipped piece. They are whole in memory anyway, and a piece costs a fraction of what a stream of web
 * streams does: fifty browsers that poll are mostly this.
 */
export const compress: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  const { res } = c;
  const text = /^(application\/json|text\/)/.test(res.headers.get('content-type') ?? '');
  if (!text || res.body === null || res.headers.has('content-encoding')) return;
  res.headers.append('vary', 'accept-encoding');
  if (c.req.method === 'HEAD' || !acceptsGzip(c.req.header('accept-encoding'))) return;
  const { status, headers } = res;
  const body = Buffer.from(await res.arrayBuffer());
  if (body.byteLength < WORTH_BYTES) {
    c.res = new Response(body, { status, headers });
    return;
  }
  const small = await gzipped(body, { level: LEVEL });
  headers.set('content-encoding', 'gzip');
  headers.set('content-length', String(small.byteLength));
  c.res = new Response(small, { status, headers });
};
