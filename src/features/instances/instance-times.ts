import type { Instance, InstanceListItem } from '../../contract/instance.ts';
import { median, runningMs, waitingMs } from '../../domain/instance-times.ts';

type Times = Pick<InstanceListItem, 'createdAt' | 'startedAt' | 'endedAt'>;

/** `statusTime` is when each status began (CAN_API, One instance); the list knows when it was created. */
export function timesOf(instance: Instance, listed: Times | null): Times {
  const { statusTimes } = instance;
  return {
    createdAt: statusTimes['WAITING'] ?? instance.createdAt ?? listed?.createdAt ?? null,
    startedAt: statusTimes['RUNNING'] ?? instance.startedAt ?? listed?.startedAt ?? null,
    endedAt: statusTimes['SUCCESS'] ?? statusTimes['FAILED'] ?? instance.endedAt ?? listed?.endedAt ?? null,
  };
}

/** Every status it is known to have had, in the order of time. */
export function statusHistory({ statusTimes }: Instance): { status: string; at: string }[] {
  return Object.entries(statusTimes)
    .map(([status, at]) => ({ status, at }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

export interface Compared {
  ownMs: number | null;
  /** Of its siblings; null: there is none to compare with. */
  medianMs: number | null;
  siblings: number;
}

function compared(
  own: number | null,
  siblings: readonly Times[],
  measure: (times: Times, wallNow: string) => number | null,
): Compared {
  // Those that are still at it would make the others look slow: '' is no time, so they have no duration.
  const values = siblings.map((times) => measure(times, '')).filter((ms) => ms !== null);
  return { ownMs: own, medianMs: median(values), siblings: values.length };
}

export function compareTimes(own: Times, siblings: readonly Times[], wallNow: string) {
  return {
    waiting: compared(waitingMs(own, wallNow), siblings, waitingMs),
    running: compared(runningMs(own, wallNow), siblings, runningMs),
  };
}

/** "2.4": how many times as long; null when it is not worth mentioning. */
export function timesAsLong({ ownMs, medianMs }: Compared): string | null {
  if (ownMs === null || medianMs === null || medianMs <= 0 || ownMs < medianMs * 1.5) return null;
  const times = ownMs / medianMs;
  return times >= 10 ? String(Math.floor(times)) : times.toFixed(1);
}
