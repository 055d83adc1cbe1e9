import { Hono } from 'hono';
import {
  backfillStates,
  createBackfillSchema,
  settleTaskSchema,
  trackBackfillSchema,
  type Backfill,
  type BackfillList,
} from '../../src/contract/backfill.ts';
import type { InstanceList } from '../../src/contract/instance.ts';
import { instantMs, instantText } from '../../src/domain/wall-date.ts';
import { createBackfill } from '../commands/backfill.ts';
import { notFound } from '../commands/command.ts';
import { continueBackfill } from '../commands/continue.ts';
import { settleTask } from '../commands/settle.ts';
import { trackBackfill } from '../commands/track.ts';
import { readBody } from '../http/body.ts';
import type { AppEnv, Services, SignedIn } from '../http/context.ts';
import { pathId } from '../http/params.ts';
import type { StoredBackfill } from '../ledger/backfills.ts';
import { countedBackfill, listBackfills, viewOf } from '../reads/backfill-counts.ts';
import { instanceChangesOf } from '../reads/instance-changes.ts';
import { answered, commandOf } from './command-of.ts';
import { invalidQuery, queryId, queryWord } from './query.ts';

/** Backfills: what people asked for, and what became of it. */
export function backfillRoutes(services: Services): Hono<AppEnv> {
  const changes = instanceChangesOf(services);
  const stored = async ({ tenantId }: SignedIn, id: string): Promise<StoredBackfill> => {
    const backfill = await services.ledger.forTenant(tenantId).backfills.get(id);
    if (!backfill) throw notFound('backfill');
    return backfill;
  };
  return new Hono<AppEnv>()
    .post('/api/backfills', async (c) => {
      const input = await readBody(c, createBackfillSchema);
      return answered(c, createBackfill(commandOf(c, services), input));
    })
    .get('/api/backfills', async (c) => {
      const filter = {
        planId: queryId(c, 'planId'),
        state: queryWord(c, 'state', backfillStates),
        before: queryId(c, 'cursor'),
      };
      const list = await listBackfills(services, c.get('signedIn'), filter);
      return c.json<BackfillList>({ ...list, asOf: instantText(services.clock.now()) });
    })
    .post('/api/backfills/track', async (c) => {
      const input = await readBody(c, trackBackfillSchema);
      return answered(c, trackBackfill(commandOf(c, services), input));
    })
    .get('/api/backfills/:id', async (c) => {
      const backfill = await stored(c.get('signedIn'), pathId(c));
      return c.json<Backfill>(viewOf(await countedBackfill(services, c.get('signedIn'), backfill)));
    })
    .get('/api/backfills/:id/instances', async (c) => {
      const since = c.req.query('since');
      if (since !== undefined && Number.isNaN(instantMs(since))) {
        throw invalidQuery('since: expected the asOf of an earlier answer');
      }
      const status = c.req.query('status') === '' ? undefined : c.req.query('status');
      const backfill = await stored(c.get('signedIn'), pathId(c));
      return c.json<InstanceList>(await changes.list(c.get('signedIn'), backfill, { since, status }));
    })
    .post('/api/backfills/:id/continue', async (c) => {
      return answered(c, continueBackfill(commandOf(c, services), pathId(c)));
    })
    .post('/api/backfills/:id/tasks/:n/settle', async (c) => {
      const n = c.req.param('n');
      if (!/^[1-9]\d{0,8}$/.test(n)) throw notFound('task');
      const said = await readBody(c, settleTaskSchema);
      return answered(c, settleTask(commandOf(c, services), pathId(c), Number(n), said));
    });
}
