import type { InstanceListItem } from '../../contract/instance.ts';
import { wallMs } from '../../domain/wall-date.ts';

/** From the first thing that happened to the last, or to now while something is under way; wall time as numbers. */
export interface TimeAxis {
  from: number;
  to: number;
}

/** What a lane shows, in hundredths of the axis. */
export interface Lane {
  waiting: { left: number; width: number } | null;
  running: { left: number; width: number } | null;
}

const open = ({ status, endedAt }: InstanceListItem) =>
  endedAt === null && status !== 'SUCCESS' && status !== 'FAILED';

const ms = (wall: string | null) => (wall === null ? null : wallMs(wall));

export function timeAxis(instances: readonly InstanceListItem[], wallNow: string): TimeAxis | null {
  let from = Infinity;
  let to = -Infinity;
  for (const instance of instances) {
    const end = open(instance) ? wallNow : instance.endedAt;
    for (const time of [ms(instance.createdAt), ms(instance.startedAt), ms(end)]) {
      if (time === null) continue;
      from = Math.min(from, time);
      to = Math.max(to, time);
    }
  }
  return from > to ? null : { from, to: Math.max(to, from + 1000) };
}

export function laneOf(instance: InstanceListItem, axis: TimeAxis, wallNow: string): Lane {
  const now = ms(wallNow) ?? axis.to;
  const created = ms(instance.createdAt);
  const started = ms(instance.startedAt);
  const ended = ms(instance.endedAt) ?? (open(instance) ? now : null);
  const place = (a: number | null, b: number | null) => {
    if (a === null || b === null || b < a) return null;
    const left = (100 * (a - axis.from)) / (axis.to - axis.from);
    const right = (100 * (b - axis.from)) / (axis.to - axis.from);
    return { left: Math.max(0, left), width: Math.min(100, right) - Math.max(0, left) };
  };
  return { waiting: place(created, started ?? ended), running: place(started, ended) };
}

const steps = [1, 5, 15, 30, 60, 300, 900, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86_400].map(
  (s) => s * 1000,
);

/** Round times at most `most` apart in number; beyond days, whole days. */
export function ticksOf({ from, to }: TimeAxis, most: number): number[] {
  const day = 86_400_000;
  const step = steps.find((one) => (to - from) / one <= most) ?? day * Math.ceil((to - from) / day / most);
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}
