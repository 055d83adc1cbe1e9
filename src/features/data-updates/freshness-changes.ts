import type { PlanState } from '../../contract/freshness.ts';

export interface FreshnessChange {
  before: PlanState;
  now: PlanState;
}

/** What is not exact is only known to be fresh: its times say nothing. */
function isOther(before: PlanState, now: PlanState): boolean {
  if (before.state !== now.state) return true;
  if (!before.exact || !now.exact) return false;
  return (
    before.latestData !== now.latestData ||
    before.lag !== now.lag ||
    before.latestRefresh !== now.latestRefresh
  );
}

/** CAN could not be asked about it: that is no change of the data. */
const isKnown = ({ state }: PlanState) => state !== 'unknown';

/** The plans whose freshness is another than before, in the order of the list. */
export function freshnessChanges(before: readonly PlanState[], now: readonly PlanState[]): FreshnessChange[] {
  const known = new Map(before.filter(isKnown).map((state) => [state.id, state]));
  return now.filter(isKnown).flatMap((state) => {
    const old = known.get(state.id);
    return old && isOther(old, state) ? [{ before: old, now: state }] : [];
  });
}
