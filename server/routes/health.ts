import { Hono } from 'hono';
import type { AppEnv, Services } from '../http/context.ts';
import { ProblemError } from '../problem-error.ts';

/** The process and its ledger are well; says nothing about CAN (DESIGN §3). */
export function healthRoutes({ ledger, log }: Pick<Services, 'ledger' | 'log'>): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/healthz', async (c) => {
    try {
      await ledger.ping();
    } catch (error) {
      log.error('ledger-unavailable', {
        requestId: c.get('requestId'),
        error: error instanceof Error ? error.message : typeof error,
      });
      throw new ProblemError('ledger-unavailable', 'The ledger cannot be reached.');
    }
    return c.json({ status: 'ok' });
  });
}
