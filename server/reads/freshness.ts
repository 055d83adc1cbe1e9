import type { Freshness } from '../../src/contract/freshness.ts';
import { freshnessOf } from '../../src/domain/freshness.ts';
import { wallNow } from '../../src/domain/wall-date.ts';
import type { Can } from '../can/can.ts';
import type { Clock } from '../clock.ts';
import { ProblemError } from '../problem-error.ts';

export interface FreshnessParts {
  clock: Clock;
  timeZone: string;
}

export function createFreshness({ clock, timeZone }: FreshnessParts) {
  const one = async (can: Can, id: string): Promise<Freshness> => {
    try {
      const [plan, latest] = await Promise.all([can.plan(id), can.latestTime([id])]);
      return {
        id,
        ...freshnessOf({
          latestDateTime: latest.latestDateTime,
          hasNotReady: latest.hasNotReady,
          granularity: plan.granularity,
          fullRefresh: plan.fullRefresh,
          upper: plan.refresh.to,
          latestRefresh: latest.latestRefresh,
          wallNow: wallNow(timeZone, clock.now()),
        }),
        latestRefresh: latest.latestRefresh,
        granularity: plan.granularity,
      };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { code, message, detail, traceId } = error;
      return {
        id,
        state: 'unknown',
        latestData: null,
        latestRefresh: null,
        expected: null,
        lag: null,
        granularity: null,
        problem: {
          code,
          message,
          ...(detail !== undefined && { detail }),
          ...(traceId !== undefined && { traceId }),
        },
      };
    }
  };
  return { exact: (can: Can, ids: readonly string[]) => Promise.all(ids.map((id) => one(can, id))) };
}
