import type { BackfillState } from '../contract/backfill.ts';
import { pollInterval, type Watched } from '../domain/polling.ts';
import { instantMs } from '../domain/wall-date.ts';

/** What is being looked at, of a backfill; how often to look is for domain/polling to say. */

interface Asked {
  /** Failed looks since the last good one. */
  errors: number;
  visible: boolean;
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

export function pollInstances({
  open,
  total,
  quietMs,
  moreToCome,
  errors,
  visible,
}: InstancesSeen): number | false {
  const state = open === 0 && !moreToCome ? 'settled' : 'moving';
  return pollInterval({ state, ageMs: quietMs, errors, count: total, visible });
}

function watched(state: BackfillState | undefined): Watched['state'] {
  switch (state) {
    case 'sending':
      return 'moving';
    case 'running':
    case undefined:
      return 'idle';
    case 'needs attention':
    case 'done with failures':
    case 'done':
      return 'settled';
  }
}

/** Instances tell the progress; the backfill itself is only asked often while its tasks are being sent. */
export function pollBackfill(state: BackfillState | undefined, asked: Asked): number | false {
  return pollInterval({ state: watched(state), ageMs: 0, count: 1, ...asked });
}

/** A list can always grow, so it is never settled. */
export function pollBackfillList(states: readonly BackfillState[], asked: Asked): number | false {
  const moves = states.some((state) => state === 'sending' || state === 'running');
  // As many backfills as a page holds cost the gateway about what a large one does.
  return pollInterval({ state: moves ? 'moving' : 'idle', ageMs: 0, count: 1001, ...asked });
}

/** Watching on behalf of somebody who asked to be told of the end, while the page itself is hidden. */
export const hiddenPollMs = 60_000;

export function quietFor(changedAt: string, asOf: string): number {
  return Math.max(0, instantMs(asOf) - instantMs(changedAt));
}
