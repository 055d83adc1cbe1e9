import { Hono } from 'hono';
import type { Evidence } from '../../src/contract/evidence.ts';
import type { AppEnv, Services } from '../http/context.ts';
import { pathId } from '../http/params.ts';
import { PlanEvidence } from '../reads/evidence.ts';
import { instanceChangesOf } from '../reads/instance-changes.ts';

/** Why the partitions of a plan are what they are, as far as the console took part in it. */
export function evidenceRoutes(services: Services): Hono<AppEnv> {
  const evidence = new PlanEvidence(services, instanceChangesOf(services));
  return new Hono<AppEnv>().get('/api/plans/:id/evidence', async (c) => {
    return c.json<Evidence>(await evidence.of(c.get('signedIn'), pathId(c), c.req.query('since')));
  });
}
