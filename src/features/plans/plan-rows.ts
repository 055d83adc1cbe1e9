import type { PlanState } from '../../contract/freshness.ts';
import type { PlanListItem } from '../../contract/plan.ts';

/** A plan of the list, and what is known of its freshness; undefined: it has not been checked yet. */
export interface PlanRow {
  plan: PlanListItem;
  known: PlanState | undefined;
}

export function planRows(
  plans: readonly PlanListItem[],
  states: readonly PlanState[] | undefined,
): PlanRow[] {
  const byId = new Map(states?.map((state) => [state.id, state]));
  return plans.map((plan) => ({ plan, known: byId.get(plan.id) }));
}
