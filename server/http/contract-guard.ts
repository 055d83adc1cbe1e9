import type { MiddlewareHandler } from 'hono';
import { ProblemError } from '../problem-error.ts';
import type { AppEnv } from './context.ts';
import type { RouteTable } from './route-table.ts';

/** 404 for what is not of the contract and 405 for a method it does not have, before anybody is asked who they are. */
export function contractGuard(table: () => RouteTable): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const row = table().match(c.req.path);
    if (row === null) throw new ProblemError('not-found', 'There is no such call.');
    if (!row.methods.includes(c.req.method)) {
      c.header('allow', row.methods.join(', '));
      throw new ProblemError('method-not-allowed', 'This address takes another method.', {
        detail: `allowed: ${row.methods.join(', ')}`,
      });
    }
    return next();
  };
}
