import type { Plan } from '../../src/contract/plan.ts';
import { rangesProblem } from '../../src/domain/plan-can.ts';
import type { Range } from '../../src/contract/range.ts';
import { ProblemError } from '../problem-error.ts';
import { canOf, type Command } from './command.ts';

export type FreshPlan = Omit<Plan, 'asOf'> & { readAt: number };

/** As CAN has it now: rules are never judged by a copy. */
export function readPlanNow(command: Omit<Command, 'key'>, planId: string): Promise<FreshPlan> {
  return canOf(command).plan(planId, { maxAgeMs: 0 });
}

/** CAN may send no name; then the id stands in for it, on screen and in what an approver types. */
export function planLabel(plan: Pick<Plan, 'id' | 'name' | 'displayName'>): string {
  return plan.name?.trim() ? plan.name : plan.id;
}

/** What people call the plan in the ledger's lists, as it was called at that time. */
export function planNameNow(plan: Pick<Plan, 'name' | 'displayName'>): string | null {
  return (plan.name?.trim() ? plan.name : plan.displayName) ?? null;
}

/** Ranges that do not fit the plan are a matter of its rules; ranges that fit no plan are bad input. */
export function refuseRanges(
  ranges: readonly Range[],
  plan: Pick<Plan, 'granularity' | 'fullRefresh'>,
): void {
  const problem = rangesProblem(ranges, plan);
  if (!problem) return;
  const rule = problem.reason === 'range-granularity' || problem.reason === 'range-on-full-refresh';
  throw new ProblemError(rule ? 'rule' : 'invalid', problem.message, {
    reason: problem.reason,
    detail: problem.message,
  });
}
