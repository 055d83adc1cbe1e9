import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { AppEnv } from './context.ts';

/**
 * A request id on every answer and one line a request. The route's pattern and not its address is logged: an address
 * can hold what a person typed.
 */
export function observe(
  log: Log,
  clock: Clock,
  patternOf: (path: string) => string,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const requestId = randomUUID();
    const since = clock.now();
    c.set('requestId', requestId);
    await next();
    c.res.headers.set('x-request-id', requestId);
    log.info('request', {
      requestId,
      method: c.req.method,
      route: patternOf(c.req.path),
      status: c.res.status,
      ms: clock.now() - since,
    });
  };
}
