import { Hono } from 'hono';
import { createBackfillSchema, type BackfillPreview } from '../../src/contract/backfill.ts';
import { planCan } from '../../src/domain/plan-can.ts';
import { todayIn } from '../../src/domain/wall-date.ts';
import { createTaskRequest } from '../can/requests.ts';
import { basePath } from '../can/transport.ts';
import { taskRanges } from '../commands/backfill-ranges.ts';
import { daysOf } from '../commands/backfill-sender.ts';
import { refuseUnless } from '../commands/command.ts';
import type { Deployment } from '../deployment.ts';
import { readBody } from '../http/body.ts';
import type { AppEnv, Services } from '../http/context.ts';

/** The very requests a backfill would send, by the same code that sends them. Sends nothing, writes nothing. */
export function backfillPreviewRoutes(services: Services, deployment: Deployment): Hono<AppEnv> {
  const { can, config, clock } = services;
  return new Hono<AppEnv>().post('/api/backfills/preview', async (c) => {
    const { planId, ranges, lotDays } = await readBody(c, createBackfillSchema);
    const { caller } = c.get('signedIn');
    const plan = await can.as(caller).plan(planId);
    refuseUnless(planCan.backfill(plan));
    const today = todayIn(config.canTimeZone, clock.now());
    const { tenantId, authType } = await caller.credential();
    const origin = config.canUrl ?? `http://${deployment.canHost}`;
    return c.json<BackfillPreview>({
      headers: { 'tenant-id': tenantId, 'auth-type': authType },
      requests: taskRanges(plan, ranges, { today, lotDays }).map((range) => {
        const days = daysOf(range, plan.granularity);
        const { method, path, body } = createTaskRequest({ planId, days, lotDays });
        return { method, url: `${origin}${basePath}${path}`, body };
      }),
    });
  });
}
