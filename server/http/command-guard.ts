import type { MiddlewareHandler } from 'hono';
import { ProblemError } from '../problem-error.ts';
import { MOST_BYTES, tooLarge } from './body.ts';
import type { AppEnv } from './context.ts';

/** A GET changes nothing; everything else is a command. */
export const isCommand = (method: string) => method !== 'GET' && method !== 'HEAD';

/**
 * A command comes from this console's own pages (DESIGN §7). `Sec-Fetch-Site` and `Origin` are set by the browser, no
 * page can forge them; whichever is there must say "same origin", and at least one must be there.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site === null && origin === null) return false;
  if (site !== null && site !== 'same-origin') return false;
  return origin === null || isOwnOrigin(origin, headers);
}

/**
 * Compared by host and not by scheme: TLS may end at a proxy, which then names the host the browser asked for in
 * `X-Forwarded-Host` when it rewrites `Host`. A foreign page cannot send that header without a preflight, which is
 * never granted.
 */
function isOwnOrigin(origin: string, headers: Headers): boolean {
  if (!/^https?:\/\//.test(origin) || !URL.canParse(origin)) return false;
  const { protocol, host } = new URL(origin);
  const own = [headers.get('host'), headers.get('x-forwarded-host')?.split(',')[0]?.trim()];
  return own.some(
    (name) =>
      name !== null &&
      name !== undefined &&
      URL.canParse(`${protocol}//${name}`) &&
      new URL(`${protocol}//${name}`).host === host,
  );
}

export const commandGuard: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (!isCommand(c.req.method)) return next();
  if (!isSameOrigin(c.req.raw.headers)) {
    throw new ProblemError('cross-site', 'A command must come from this console itself.', {
      detail:
        'Sec-Fetch-Site must be same-origin and Origin must be the address of this console; one of them is needed',
    });
  }
  const type = c.req.header('content-type');
  // A DELETE names its target in the path and may come without a body.
  const bare =
    c.req.method === 'DELETE' && type === undefined && (c.req.header('content-length') ?? '0') === '0';
  if (!bare && !/^application\/json\s*(;|$)/i.test(type ?? '')) {
    throw new ProblemError('wrong-media-type', 'A command is JSON.', {
      detail: 'content-type: expected application/json',
    });
  }
  if (Number(c.req.header('content-length')) > MOST_BYTES) throw tooLarge();
  return next();
};
