import { freshnessStates, type FreshnessState, type PlanStateList } from '../../contract/freshness.ts';
import { isGranularity, startWall } from '../../domain/granularity.ts';

/** What the first line of the plans page says, as figures. */
export interface FleetSummary {
  total: number;
  checked: number;
  counts: Record<FreshnessState, number>;
  /** Of the plans that are not ready, those in which there has never been anything. */
  neverFilled: number;
  /** The oldest latest data among the plans that are behind, and its granularity. */
  oldest: { key: string; granularity: string | null } | null;
}

export function fleetSummary({ states, total, checked }: PlanStateList): FleetSummary {
  const counts = Object.fromEntries(freshnessStates.map((state) => [state, 0])) as Record<
    FreshnessState,
    number
  >;
  let neverFilled = 0;
  let oldest: (FleetSummary['oldest'] & { start: string }) | null = null;
  for (const { state, latestData, latestRefresh, granularity } of states) {
    counts[state] += 1;
    if (state === 'not-ready' && latestData === null && latestRefresh === null) neverFilled += 1;
    if (state !== 'behind' || latestData === null) continue;
    const start = isGranularity(granularity) ? startWall(latestData, granularity) : latestData;
    if (oldest === null || start < oldest.start) oldest = { key: latestData, granularity, start };
  }
  return {
    total,
    checked,
    counts,
    neverFilled,
    oldest: oldest && { key: oldest.key, granularity: oldest.granularity },
  };
}
