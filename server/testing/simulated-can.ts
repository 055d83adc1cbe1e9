import type { Granularity } from '../../src/contract/plan.ts';
import { shiftKey, startWall, keyAt } from '../../src/domain/granularity.ts';
import { wallNow } from '../../src/domain/wall-date.ts';
import type { LatestTime } from '../can/can.ts';
import { CanError } from '../can/can-error.ts';
import type { FreshnessReads } from '../reads/pass.ts';

export interface SimulatedPlan {
  id: string;
  granularity: Granularity;
  /** In periods; 0: fresh. */
  behind: number;
  notReady?: boolean;
  fullRefresh?: boolean;
  /** In the list, but refused in every call. */
  unknown?: boolean;
}

export interface SimulatedCan extends FreshnessReads {
  plansById: Map<string, SimulatedPlan>;
  calls: { plans: number; plan: number; many: number; one: number };
  /** Calls since the last look. */
  spent(): number;
  /** Exchanged by a test for a CAN that answers otherwise about many. */
  combine: (answers: readonly LatestTime[]) => LatestTime;
  /** It refuses to speak about more at once. */
  limit: number;
  /** Thrown by every call while set. */
  away: CanError | null;
}

/** As CAN_API says it: the minimum, and whether any is not ready. */
export function minimum(answers: readonly LatestTime[]): LatestTime {
  const times = answers.map((answer) => answer.latestDateTime).filter((time) => time !== null);
  const refreshes = answers.map((answer) => answer.latestRefresh).filter((time) => time !== null);
  return {
    hasNotReady: answers.some((answer) => answer.hasNotReady),
    latestDateTime: times.length === 0 ? null : times.reduce((a, b) => (a < b ? a : b)),
    latestRefresh: refreshes.length === 0 ? null : refreshes.reduce((a, b) => (a > b ? a : b)),
  };
}

/** Answers about freshness from a table, and counts what it is asked: no HTTP, so that thousands of plans take no time. */
export function simulateCan(
  plans: readonly SimulatedPlan[],
  clock: { now(): number },
  zone: string,
): SimulatedCan {
  const plansById = new Map(plans.map((plan) => [plan.id, plan]));
  let lastSpent = 0;
  const refuse = () =>
    new CanError('can-refused', 'CAN refused', { detail: 'Acceleration plan does not exist' });
  const find = (id: string) => {
    if (can.away !== null) throw can.away;
    const plan = plansById.get(id);
    if (plan === undefined || plan.unknown === true) throw refuse();
    return plan;
  };
  const answer = (plan: SimulatedPlan): LatestTime => {
    const wall = wallNow(zone, clock.now());
    const key = shiftKey(keyAt(wall, plan.granularity), -1 - plan.behind, plan.granularity);
    return {
      hasNotReady: plan.notReady ?? false,
      latestDateTime:
        plan.notReady === true || plan.fullRefresh === true ? null : startWall(key, plan.granularity),
      latestRefresh:
        plan.notReady === true ? null : startWall(shiftKey(key, 1, plan.granularity), plan.granularity),
    };
  };
  const can: SimulatedCan = {
    plansById,
    calls: { plans: 0, plan: 0, many: 0, one: 0 },
    spent() {
      const { plans, plan, many, one } = can.calls;
      const all = plans + plan + many + one;
      const since = all - lastSpent;
      lastSpent = all;
      return since;
    },
    combine: minimum,
    limit: Infinity,
    away: null,
    async plans() {
      can.calls.plans += 1;
      if (can.away !== null) throw can.away;
      const list = [...plansById.values()].map(({ id }) => ({
        id,
        name: `plan_${id}`,
        displayName: null,
        kind: 'RESULT',
      }));
      return { plans: list, truncated: false, readAt: clock.now() };
    },
    async plan(id) {
      can.calls.plan += 1;
      const { granularity, fullRefresh = false } = find(id);
      return {
        id,
        name: `plan_${id}`,
        displayName: null,
        kind: 'RESULT',
        granularity,
        fullRefresh,
        table: { catalog: null, schema: null, name: null },
        metrics: [],
        dimensions: [],
        timeConstraint: [],
        filters: [],
        refresh: { cron: null, from: -5, to: -1 },
        raw: {},
        readAt: clock.now(),
      };
    },
    async latestTime(ids) {
      if (ids.length === 1) can.calls.one += 1;
      else can.calls.many += 1;
      if (ids.length > can.limit)
        throw new CanError('can-refused', 'CAN refused', { detail: 'Too many plans' });
      const answers = ids.map((id) => answer(find(id)));
      return ids.length === 1 ? (answers[0] ?? minimum([])) : can.combine(answers);
    },
  };
  return can;
}

/** A fleet as fleets are: mostly days, some months, weeks and hours, a few rebuilt whole; every nth is behind. */
export function simulatedFleet(size: number, shareBehind: number): SimulatedPlan[] {
  const kinds: Granularity[] = ['DAY', 'DAY', 'DAY', 'DAY', 'DAY', 'DAY', 'DAY', 'MONTH', 'WEEK', 'HOUR'];
  const every = shareBehind === 0 ? Infinity : Math.round(1 / shareBehind);
  return Array.from({ length: size }, (_, n) => ({
    id: String(n + 1),
    // Spread by a step that has no common divisor with the share, so that every kind has its share.
    granularity: kinds[(n * 7 + Math.floor(n / 10)) % kinds.length] ?? 'DAY',
    fullRefresh: n % 25 === 3,
    behind: n % every === every - 1 ? 1 + (n % 9) : 0,
  }));
}
