import { periodAt, startOf, type Period } from './period.ts';
import type { PlanSeed } from './plan-seed.ts';
import { logNormal, whole } from './random.ts';
import type { ZoneTime } from './zone-time.ts';

/** A scheduled run. Nothing of it is kept: when it ran follows from plan, period and the speed of work. */
export interface Run {
  fire: number;
  start: number;
  end: number;
}

export interface Pace {
  seed: string;
  /** Divides the time that work takes, never the wall clock. */
  speed: number;
  time: ZoneTime;
}

/** The run that begins in `period` (and refreshes `lower` to `upper` before it). */
export function runIn(plan: PlanSeed, period: Period, { seed, speed, time }: Pace): Run {
  const fire = time.instant(startOf(period, plan.granularity) + plan.runMinute * 60_000);
  const start = fire + whole(1_000, 45_000, seed, plan.index, 'wait', period) / speed;
  const end = start + logNormal(plan.workMs, 0.35, seed, plan.index, 'run', period) / speed;
  return { fire, start, end };
}

/** The newest period whose run is over. */
export function lastRunOver(plan: PlanSeed, now: number, pace: Pace): Period {
  let period = periodAt(pace.time.wall(now), plan.granularity);
  while (runIn(plan, period, pace).end > now) period--;
  return period;
}

/** Quartz, as CAN spells it. */
export function cronOf(plan: PlanSeed): string {
  const [minute, hour] = [plan.runMinute % 60, Math.floor(plan.runMinute / 60)];
  switch (plan.granularity) {
    case 'HOUR':
      return `0 ${minute} * * * ?`;
    case 'DAY':
      return `0 ${minute} ${hour} * * ?`;
    case 'WEEK':
      return `0 ${minute} ${hour} ? * MON`;
    case 'MONTH':
      return `0 ${minute} ${hour} 1 * ?`;
    case 'QUARTER':
      return `0 ${minute} ${hour} 1 1,4,7,10 ?`;
    case 'YEAR':
      return `0 ${minute} ${hour} 1 1 ?`;
  }
}
