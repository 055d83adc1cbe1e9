import { Hono } from 'hono';
import type { FreshnessList, FreshnessSummary, PlanStateList } from '../../src/contract/freshness.ts';
import type { Partitions, Plan, PlanList, Scripts } from '../../src/contract/plan.ts';
import { instantText } from '../../src/domain/wall-date.ts';
import type { AppEnv, Services } from '../http/context.ts';
import { pathId, queryIds } from '../http/params.ts';
import { definitionsIn } from '../reads/definition-memory.ts';
import { createFreshness } from '../reads/freshness.ts';
import { partitionsOf } from '../reads/partitions.ts';

/** DESIGN §3: more rows than a screen shows are asked for in several calls. */
const MOST_IDS = 50;

/** Everything that is read about plans; nothing here changes CAN. */
export function planRoutes(services: Services): Hono<AppEnv> {
  const { can, clock, config, log } = services;
  const freshness = createFreshness({
    clock,
    log,
    timeZone: config.canTimeZone,
    workers: Math.max(1, Math.floor(config.canConcurrency / 2)),
    memory: definitionsIn(services),
  });
  return new Hono<AppEnv>()
    .get('/api/plans', async (c) => {
      const { plans, truncated, readAt } = await can.as(c.get('signedIn').caller).plans();
      return c.json<PlanList>({ plans, truncated, asOf: instantText(readAt) });
    })
    .get('/api/plans/freshness', async (c) => {
      const ids = queryIds(c, MOST_IDS);
      const { caller } = c.get('signedIn');
      const asOf = instantText(clock.now());
      return c.json<FreshnessList>({ freshness: await freshness.exact(caller, can.as(caller), ids), asOf });
    })
    .get('/api/plans/summary', async (c) => {
      const { caller } = c.get('signedIn');
      return c.json<FreshnessSummary>(await freshness.summary(caller, can.as(caller)));
    })
    .get('/api/plans/states', async (c) => {
      const { caller } = c.get('signedIn');
      return c.json<PlanStateList>(await freshness.states(caller, can.as(caller)));
    })
    .get('/api/plans/:id', async (c) => {
      const { caller } = c.get('signedIn');
      const { readAt, ...plan } = await can.as(caller).plan(pathId(c));
      freshness.learned(caller, plan);
      return c.json<Plan>({ ...plan, asOf: instantText(readAt) });
    })
    .get('/api/plans/:id/partitions', async (c) => {
      const id = pathId(c);
      const reads = can.as(c.get('signedIn').caller);
      const [values, plan] = await Promise.all([reads.partitions(id), reads.plan(id)]);
      return c.json<Partitions>(partitionsOf(values, plan.granularity));
    })
    .get('/api/plans/:id/scripts', async (c) => {
      return c.json<Scripts>(await can.as(c.get('signedIn').caller).scripts(pathId(c)));
    });
}
