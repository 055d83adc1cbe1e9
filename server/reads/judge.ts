import type { Freshness } from '../../src/contract/freshness.ts';
import type { Plan } from '../../src/contract/plan.ts';
import { freshnessOf } from '../../src/domain/freshness.ts';
import { isGranularity } from '../../src/domain/granularity.ts';
import type { LatestTime } from '../can/can.ts';
import type { ProblemError } from '../problem-error.ts';

/** What has to be known of a plan to say whether it is fresh. */
export type Definition = Pick<Plan, 'granularity' | 'fullRefresh'> & { upper: number | null };

export function definitionOf(plan: Pick<Plan, 'granularity' | 'fullRefresh' | 'refresh'>): Definition {
  return { granularity: plan.granularity, fullRefresh: plan.fullRefresh, upper: plan.refresh.to };
}

/** One plan by an answer about it alone. */
export function judge(id: string, definition: Definition, latest: LatestTime, wallNow: string): Freshness {
  const { latestDateTime, hasNotReady, latestRefresh } = latest;
  return {
    id,
    ...freshnessOf({ ...definition, latestDateTime, hasNotReady, latestRefresh, wallNow }),
    latestRefresh,
    granularity: definition.granularity,
  };
}

/** A plan CAN refuses to speak about, with its words. */
export function refused(id: string, error: ProblemError, definition: Definition | null): Freshness {
  return {
    id,
    state: 'unknown',
    latestData: null,
    latestRefresh: null,
    expected: null,
    lag: null,
    granularity: definition?.granularity ?? null,
    problem: wordsOf(error),
  };
}

export function wordsOf({ code, message, detail, traceId }: ProblemError): NonNullable<Freshness['problem']> {
  return {
    code,
    message,
    ...(detail !== undefined && { detail }),
    ...(traceId !== undefined && { traceId }),
  };
}

/**
 * Plans of one class are expected to reach the same period, so that one answer about many can prove each of them fresh.
 * null: it cannot, they are asked about one by one.
 */
export function classOf({ granularity, fullRefresh, upper }: Definition): string | null {
  if (!isGranularity(granularity) && !(fullRefresh && granularity === null)) return null;
  return `${granularity ?? 'DAY'} ${upper ?? -1}${fullRefresh ? ' full' : ''}`;
}

/**
 * Whether an answer about many of one class proves that each of them is fresh. A full refresh is judged by its latest
 * run, and of many CAN tells the latest of all: that proves only that those which were fresh before still are.
 */
export function provesFresh(definition: Definition, latest: LatestTime, wallNow: string): boolean {
  return definition.fullRefresh
    ? !latest.hasNotReady
    : judge('', definition, latest, wallNow).state === 'fresh';
}

/** The newest period a plan should reach by now. */
export function expectedOf(definition: Definition, wallNow: string): string | null {
  const nothing = { hasNotReady: false, latestDateTime: null, latestRefresh: null };
  return judge('', definition, nothing, wallNow).expected;
}

/**
 * An answer about many tells their minimum, and whether any is not ready (CAN_API, Freshness). One of them that is
 * older, or not ready where none was said to be, shows that this CAN does not do so.
 */
export function contradicts(many: LatestTime, one: LatestTime): boolean {
  if (one.hasNotReady && !many.hasNotReady) return true;
  return (
    one.latestDateTime !== null && many.latestDateTime !== null && one.latestDateTime < many.latestDateTime
  );
}
