import type { Cause } from './failures.ts';
import type { PlanState } from './plan-state.ts';
import { snowflake } from './snowflake.ts';

export type Status = 'WAITING' | 'RUNNING' | 'SUCCESS' | 'FAILED';

/** What one create call made: instances over lots of days, oldest first. Days are numbers since 1970. */
export interface Dag {
  name: string;
  plan: PlanState;
  /** Strictly later than that of the dag before, so that an instance's id leads back to it. */
  createdAt: number;
  firstDay: number;
  lastDay: number;
  lotDays: number;
  runType: 'MANUAL' | 'SCHEDULE';
  size: number;
  /** How many have been given a slot. */
  begun: number;
  /** By instance; 0: not yet. */
  startedAt: Float64Array;
  endsAt: Float64Array;
  failures: Map<number, { cause: Cause; day: number; attempt: number }>;
}

export function newDag(
  given: Pick<Dag, 'name' | 'plan' | 'createdAt' | 'firstDay' | 'lastDay' | 'lotDays' | 'runType'>,
): Dag {
  const days = given.lastDay - given.firstDay + 1;
  /** Dates choose nothing of a full-refresh table: it is filled once. */
  const size = given.plan.seed.fullRefresh ? 1 : Math.ceil(days / given.lotDays);
  return {
    ...given,
    size,
    begun: 0,
    startedAt: new Float64Array(size),
    endsAt: new Float64Array(size),
    failures: new Map(),
  };
}

export function daysOf(dag: Dag, n: number): { from: number; to: number } {
  if (dag.plan.seed.fullRefresh) return { from: dag.firstDay, to: dag.lastDay };
  const from = dag.firstDay + n * dag.lotDays;
  return { from, to: Math.min(dag.lastDay, from + dag.lotDays - 1) };
}

export function instanceId(dag: Dag, n: number): string {
  return snowflake(dag.createdAt, n);
}

export function statusOf(dag: Dag, n: number, now: number): Status {
  const start = dag.startedAt[n] ?? 0;
  const end = dag.endsAt[n] ?? 0;
  if (start === 0 || start > now) return 'WAITING';
  if (end > now) return 'RUNNING';
  return dag.failures.has(n) ? 'FAILED' : 'SUCCESS';
}
