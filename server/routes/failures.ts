import { Hono } from 'hono';
import type { FailureList } from '../../src/contract/failure.ts';
import { notFound } from '../commands/command.ts';
import type { AppEnv, Services } from '../http/context.ts';
import { pathId } from '../http/params.ts';
import { Failures } from '../reads/failures.ts';
import { instanceChangesOf } from '../reads/instance-changes.ts';
import { invalidQuery } from './query.ts';

const MOST = 2000;
const BY_DEFAULT = 200;

function mostOf(given: string | undefined): number {
  if (given === undefined || given === '') return BY_DEFAULT;
  const most = /^\d{1,6}$/.test(given) ? Number(given) : 0;
  if (most < 1) throw invalidQuery('most: a whole number from 1');
  return Math.min(most, MOST);
}

/** Why the instances of a backfill failed, in a line each; what groups them is for the screen to say. */
export function failureRoutes(services: Services): Hono<AppEnv> {
  const failures = new Failures(services.can, instanceChangesOf(services));
  return new Hono<AppEnv>().get('/api/backfills/:id/failures', async (c) => {
    const signedIn = c.get('signedIn');
    const most = mostOf(c.req.query('most'));
    const backfill = await services.ledger.forTenant(signedIn.tenantId).backfills.get(pathId(c));
    if (!backfill) throw notFound('backfill');
    return c.json<FailureList>(await failures.list(signedIn, backfill, most));
  });
}
