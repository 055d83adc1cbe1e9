import type { GranularityWord } from './plan.ts';
import type { Problem } from './problem.ts';

export const freshnessStates = ['fresh', 'behind', 'not-ready', 'unknown'] as const;
export type FreshnessState = (typeof freshnessStates)[number];

export interface Freshness {
  id: string;
  state: FreshnessState;
  /** The newest partition, in the granularity's own spelling. */
  latestData: string | null;
  /** CAN's wall clock, `yyyy-MM-ddTHH:mm:ss`. */
  latestRefresh: string | null;
  /** The newest partition that should exist by now. */
  expected: string | null;
  /** How many of the plan's own periods lie between latest and expected; null when it cannot be said. */
  lag: number | null;
  granularity: GranularityWord | null;
  problem?: Pick<Problem, 'code' | 'message' | 'detail' | 'traceId'>;
}

export interface FreshnessList {
  freshness: Freshness[];
  asOf: string;
}

export interface FreshnessSummary {
  counts: Record<FreshnessState, number>;
  /** Plans whose state is known by now; equal to `total` when the counts are final. */
  checked: number;
  total: number;
  /** The oldest latest data among the plans that are behind. */
  oldestBehind: string | null;
  asOf: string;
}
