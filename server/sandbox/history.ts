import { dayNumber } from '../../src/domain/wall-date.ts';
import { lastDayOf, periodAt, type Period } from './period.ts';
import { PeriodSet } from './period-set.ts';
import type { PlanSeed } from './plan-seed.ts';
import { hash, unit } from './random.ts';

const DAY_MS = 86_400_000;

/** Weeks in which the cluster was down, in days before the beginning, and the share of plans they hit. */
const outages = [
  { daysAgo: 143, days: 7, share: 0.35 },
  { daysAgo: 512, days: 5, share: 0.3 },
  { daysAgo: 61, days: 2, share: 0.2 },
];

function removeOutages(filled: PeriodSet, plan: PlanSeed, seed: string, born: number): void {
  for (const { daysAgo, days, share } of outages) {
    if (unit(seed, plan.index, 'outage', daysAgo) >= share) continue;
    const from = born - daysAgo * DAY_MS;
    const { granularity } = plan;
    if (granularity === 'DAY')
      filled.remove(periodAt(from, granularity), periodAt(from, granularity) + days - 1);
    if (granularity === 'HOUR')
      filled.remove(periodAt(from, granularity), periodAt(from, granularity) + days * 9);
  }
}

/** Single failures that nobody went back for; now and then two or three in a row. */
function removeSporadic(filled: PeriodSet, plan: PlanSeed, seed: string, from: Period, to: Period): void {
  const share = plan.granularity === 'DAY' ? 0.006 : plan.granularity === 'HOUR' ? 0.003 : 0.015;
  /** Somebody looks at a report every morning. */
  const neglect = plan.kind === 'RESULT' ? 0.6 : 2;
  const count = Math.round((to - from) * share * unit(seed, plan.index, 'care') * neglect);
  for (let i = 0; i < count; i++) {
    const at = from + (hash(seed, plan.index, 'gap', i) % Math.max(1, to - from));
    const length = hash(seed, plan.index, 'length', i) % 5 === 0 ? 2 : 0;
    filled.remove(at, Math.min(to, at + length));
  }
}

/** Finance closes its books on the last day of a month, and the job that waits for it is the one that times out. */
function removeMonthEnds(filled: PeriodSet, plan: PlanSeed, seed: string, born: number): void {
  if (plan.granularity !== 'DAY' || (plan.area !== 'finance' && plan.area !== 'inventory')) return;
  const month = periodAt(born, 'MONTH');
  for (let back = 2; back < 30; back++) {
    if (unit(seed, plan.index, 'close', back) >= 0.15) continue;
    const end = dayNumber(lastDayOf(month - back, 'MONTH'));
    filled.remove(end, end);
  }
}

/** What is materialised when the world begins. `born` in wall milliseconds. */
export function historyOf(plan: PlanSeed, seed: string, born: number): PeriodSet {
  const filled = new PeriodSet();
  if (plan.history === 0 || plan.fullRefresh) return filled;
  const newest = periodAt(born, plan.granularity) + plan.upper - plan.lag;
  const oldest = newest - plan.history + 1;
  filled.add(oldest, newest);
  /** What the last runs have refreshed again has no gaps. */
  const old = newest + plan.lower;
  if (old <= oldest + 1) return filled;
  removeOutages(filled, plan, seed, born);
  removeSporadic(filled, plan, seed, oldest + 1, old);
  removeMonthEnds(filled, plan, seed, born);
  filled.add(oldest, oldest);
  filled.add(old + 1, newest);
  return filled;
}
