import type { GranularityWord } from './plan.ts';
import type { Problem } from './problem.ts';

export const freshnessStates = ['fresh', 'behind', 'not-ready', 'unknown'] as const;
export type FreshnessState = (typeof freshnessStates)[number];

type PlainProblem = Pick<Problem, 'code' | 'message' | 'detail' | 'traceId'>;

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
  problem?: PlainProblem;
}

export interface FreshnessList {
  freshness: Freshness[];
  asOf: string;
}

/** `groups`: CAN is asked about many plans at once; `single`: its answers about many contradicted those about one. */
export type CountingMode = 'groups' | 'single';

/** How far the counting has come. It goes on by itself as long as somebody asks. */
export interface FreshnessProgress {
  /** Plans whose state is known by now; equal to `total` when the counts are final. */
  checked: number;
  total: number;
  mode: CountingMode;
  /** Why it does not go on just now; what was known before is still told. */
  problem?: PlainProblem;
  /** When the oldest of what is told was asked of CAN. */
  asOf: string;
}

export interface FreshnessSummary extends FreshnessProgress {
  counts: Record<FreshnessState, number>;
  /** The oldest latest data among the plans that are behind. */
  oldestBehind: string | null;
}

/** One plan of the whole list. */
export interface PlanState extends Freshness {
  /** false: known to be fresh from an answer about many plans, so the latest data and refresh are not known. */
  exact: boolean;
}

export interface PlanStateList extends FreshnessProgress {
  /** Those that are known by now. */
  states: PlanState[];
}
