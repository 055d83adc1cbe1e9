import type { BackfillState } from '../contract/backfill.ts';
import { instantMs } from '../domain/wall-date.ts';

/**
 * How often a backfill is looked at: fast while something moves, slower with its size and the longer nothing has
 * changed, not at all once nothing can change. A large one is asked for at most 10 times a minute altogether.
 */

const second = 1000;
const minute = 60 * second;
const slowest = minute;

/** What react-query knows of a call's past. */
interface QueryPast {
  status: 'pending' | 'error' | 'success';
  dataUpdatedAt: number;
  errorUpdatedAt: number;
}

interface Asked {
  /** For how long it has only failed; 0 when the last answer was good. Waiting as long again makes each pause twice the last. */
  failingMs: number;
}

export function failingFor({ status, dataUpdatedAt, errorUpdatedAt }: QueryPast): number {
  return status === 'error' ? Math.max(0, errorUpdatedAt - dataUpdatedAt) : 0;
}

function slowed(everyMs: number, failingMs: number): number {
  return failingMs === 0 ? everyMs : Math.min(Math.max(everyMs * 2, failingMs), slowest);
}

export interface InstancesSeen extends Asked {
  /** Instances that may still change: waiting, running, or in a word of CAN's that we do not know. */
  open: number;
  total: number;
  /** How long nothing has changed, in ms. */
  quietMs: number;
  /** CAN has not listed, or not even been sent, all of them yet. */
  moreToCome: boolean;
}

/** false: nothing can change any more. */
export function pollInstances({ open, total, quietMs, moreToCome, failingMs }: InstancesSeen): number | false {
  if (open === 0 && !moreToCome) return false;
  const bySize = total <= 200 ? 2.5 * second : total <= 1000 ? 5 * second : 7.5 * second;
  const byAge = quietMs > 30 * minute ? 8 : quietMs > 5 * minute ? 3 : 1;
  return slowed(Math.min(bySize * byAge, slowest), failingMs);
}

/** Its tasks and state. The instances tell the progress, so that this only needs to be quick while tasks are sent. */
export function pollBackfill(state: BackfillState | undefined, { failingMs }: Asked): number | false {
  switch (state) {
    case undefined:
      return slowed(5 * second, failingMs);
    case 'sending':
      return slowed(2.5 * second, failingMs);
    case 'running':
      return slowed(30 * second, failingMs);
    case 'needs attention':
    case 'done with failures':
    case 'done':
      return false;
  }
}

export function pollBackfillList(states: readonly BackfillState[], { failingMs }: Asked): number {
  const moves = states.some((state) => state === 'sending' || state === 'running');
  return slowed(moves ? 10 * second : slowest, failingMs);
}

/** Watching on behalf of somebody who asked to be told, while the page itself is hidden. */
export const hiddenPollMs = slowest;

export function quietFor(changedAt: string, asOf: string): number {
  return Math.max(0, instantMs(asOf) - instantMs(changedAt));
}
