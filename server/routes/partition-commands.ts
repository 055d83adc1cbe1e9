import { Hono } from 'hono';
import { clearSchema, markSchema } from '../../src/contract/partition-command.ts';
import { clearPartitions } from '../commands/clear.ts';
import { markPartitions } from '../commands/mark.ts';
import { readBody } from '../http/body.ts';
import type { AppEnv, Services } from '../http/context.ts';
import { pathId } from '../http/params.ts';
import { answered, commandOf } from './command-of.ts';

/** What CAN is told about the partitions of EXTERNAL plans. */
export function partitionCommandRoutes(services: Services): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .post('/api/plans/:id/partitions/mark', async (c) => {
      const input = await readBody(c, markSchema);
      return answered(c, markPartitions(commandOf(c, services), pathId(c), input));
    })
    .post('/api/plans/:id/partitions/clear', async (c) => {
      const input = await readBody(c, clearSchema);
      return answered(c, clearPartitions(commandOf(c, services), pathId(c), input));
    });
}
