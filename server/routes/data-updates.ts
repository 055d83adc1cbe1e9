import { Hono } from 'hono';
import { dataUpdateSchema } from '../../src/contract/data-update.ts';
import { updateData } from '../commands/data-update.ts';
import { readBody } from '../http/body.ts';
import type { AppEnv, Services } from '../http/context.ts';
import { answered, commandOf } from './command-of.ts';

/** Telling CAN that a source table changed. */
export function dataUpdateRoutes(services: Services): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/api/data-updates', async (c) => {
    const input = await readBody(c, dataUpdateSchema);
    return answered(c, updateData(commandOf(c, services), input));
  });
}
