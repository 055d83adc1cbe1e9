import { daysOf, instanceId, statusOf, type Dag, type Status } from './dag.ts';
import type { Cause } from './failures.ts';
import { periodAt, startOf, type Period } from './period.ts';
import type { PlanState } from './plan-state.ts';
import { hash, pick } from './random.ts';
import { runIn, type Pace } from './schedule.ts';
import { snowflake } from './snowflake.ts';

/** An instance as somebody may look at it, whether a backfill made it or the schedule did. Times are instants. */
export interface InstanceView {
  id: string;
  plan: PlanState;
  days: { from: number; to: number };
  status: Status;
  cause: Cause | null;
  runType: 'MANUAL' | 'SCHEDULE';
  createdAt: number;
  startedAt: number | null;
  endedAt: number | null;
  retries: number;
}

export function viewOf(dag: Dag, n: number, now: number): InstanceView {
  const status = statusOf(dag, n, now);
  const cause = status === 'FAILED' ? (dag.failures.get(n)?.cause ?? null) : null;
  const began = status !== 'WAITING' && cause !== 'converted';
  return {
    id: instanceId(dag, n),
    plan: dag.plan,
    days: daysOf(dag, n),
    status,
    cause,
    runType: dag.runType,
    createdAt: dag.createdAt,
    startedAt: began ? (dag.startedAt[n] ?? null) : null,
    endedAt: status === 'SUCCESS' || status === 'FAILED' ? (dag.endsAt[n] ?? null) : null,
    retries: cause === null ? 0 : hash(dag.name, n) % 3,
  };
}

/** Marks the id of a scheduled run; the plan's index stands below it. */
const SCHEDULED = 1 << 21;

export function scheduledId(plan: PlanState, period: Period, pace: Pace): string {
  return snowflake(runIn(plan.seed, period, pace).fire, SCHEDULED | plan.seed.index);
}

export function scheduledIndex(sequence: number): number | null {
  return (sequence & SCHEDULED) === 0 ? null : sequence & (SCHEDULED - 1);
}

const DAY_MS = 86_400_000;
const usual: readonly Cause[] = [
  'memory-limit',
  'timeout',
  'lost-backend',
  'connection',
  'too-many-versions',
];

/** The run that the schedule began in `period`: nothing of it is kept, it follows from what the plan holds. */
export function scheduledView(plan: PlanState, period: Period, now: number, pace: Pace): InstanceView | null {
  const { seed } = plan;
  const run = runIn(seed, period, pace);
  if (run.fire > now || plan.kind === 'EXTERNAL') return null;
  const newest = period + seed.upper;
  const over = run.end <= now;
  const filled = seed.fullRefresh || plan.filled.has(newest);
  const cause: Cause =
    seed.role === 'behind-unknown-column' ? 'unknown-column' : pick(usual, seed.index, 'scheduled', period);
  return {
    id: scheduledId(plan, period, pace),
    plan,
    days: {
      from: Math.floor(startOf(period + seed.lower, seed.granularity) / DAY_MS),
      to: Math.floor((startOf(newest + 1, seed.granularity) - 1) / DAY_MS),
    },
    status: over ? (filled ? 'SUCCESS' : 'FAILED') : run.start <= now ? 'RUNNING' : 'WAITING',
    cause: over && !filled ? cause : null,
    runType: 'SCHEDULE',
    createdAt: run.fire,
    startedAt: run.start <= now ? run.start : null,
    endedAt: over ? run.end : null,
    retries: over && !filled ? 2 : 0,
  };
}

/** The period in which a scheduled run with this fire time began. */
export function scheduledPeriod(plan: PlanState, fire: number, pace: Pace): Period {
  return periodAt(pace.time.wall(fire), plan.seed.granularity);
}
