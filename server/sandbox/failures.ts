import type { PlanState } from './plan-state.ts';
import { hash, pick, unit } from './random.ts';

export const causes = [
  'memory-limit',
  'timeout',
  'lost-backend',
  'too-many-versions',
  'connection',
  'unknown-column',
  'converted',
] as const;
/** Why an instance failed. `unknown-column` stays until the table is looked at again; `converted`: the plan became EXTERNAL while it waited. */
export type Cause = (typeof causes)[number];

const passing = [
  'memory-limit',
  'memory-limit',
  'memory-limit',
  'timeout',
  'timeout',
  'lost-backend',
  'too-many-versions',
  'connection',
] as const;

/** Days that a test has given a failure of its own. */
export interface SetFailure {
  planId: string;
  from: number;
  to: number;
  cause: Cause;
  /** How often the day fails before it succeeds; Infinity: always. */
  attempts: number;
}

function causeOfDay(plan: PlanState, day: number, seed: string, bornDay: number): Cause | null {
  const { role, index, flaky, granularity, lag } = plan.seed;
  if (role === 'behind-unknown-column') {
    return plan.repairedAt === null && day >= bornDay - lag ? 'unknown-column' : null;
  }
  if (plan.attempts.has(day)) return null;
  if (role === 'behind-memory' && day >= bornDay - lag) return hash(day) % 3 === 0 ? null : 'memory-limit';
  if (granularity !== 'DAY') return null;
  /** What is missing between others is missing for a reason, and often the reason has stayed. */
  const isGap = !plan.filled.has(day) && day >= (plan.filled.first ?? Infinity);
  const likely = isGap ? 0.3 : flaky;
  return unit(seed, index, 'fails', day) < likely ? pick(passing, seed, index, 'cause', day) : null;
}

/** Why an instance over these days (since 1970) will fail, or null. `bornDay`: the day the world began. */
export function causeOf(
  plan: PlanState,
  days: { from: number; to: number },
  context: { seed: string; bornDay: number; set: readonly SetFailure[] },
): { cause: Cause; day: number } | null {
  if (plan.seed.fullRefresh) return null;
  for (let day = days.from; day <= days.to; day++) {
    const own = context.set.find((s) => s.planId === plan.id && day >= s.from && day <= s.to);
    const cause = own
      ? (plan.attempts.get(day) ?? 0) < own.attempts
        ? own.cause
        : null
      : causeOfDay(plan, day, context.seed, context.bornDay);
    if (cause) return { cause, day };
  }
  return null;
}
