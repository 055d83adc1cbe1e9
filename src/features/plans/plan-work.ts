import type { Backfill } from '../../contract/backfill.ts';
import type { Conversion } from '../../contract/conversion.ts';

/** What of ours is under way on a plan. */
export interface PlanWork {
  /** The newest that runs. */
  backfill: { id: string; done: number; total: number } | null;
  conversion: { id: string } | null;
  /** How many things there are in all. */
  count: number;
}

export type WorkByPlan = ReadonlyMap<string, PlanWork>;

/** Both lists are newest first. */
export function workByPlan(
  backfills: readonly Backfill[] | undefined,
  conversions: readonly Conversion[] | undefined,
): WorkByPlan {
  const work = new Map<string, PlanWork>();
  const of = (planId: string): PlanWork => {
    const known = work.get(planId) ?? { backfill: null, conversion: null, count: 0 };
    work.set(planId, known);
    return known;
  };
  for (const { id, planId, counts } of backfills ?? []) {
    if (planId === null) continue;
    const plan = of(planId);
    plan.count += 1;
    plan.backfill ??= { id, done: counts.success + counts.failed, total: counts.total };
  }
  for (const { id, planId } of conversions ?? []) {
    const plan = of(planId);
    plan.count += 1;
    plan.conversion ??= { id };
  }
  return work;
}
