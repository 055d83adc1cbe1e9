import type { ConversionState } from '../contract/conversion.ts';
import { pollInterval, type Watched } from '../domain/polling.ts';

/** A request waits for a person; a conversion under way, or one that is being read back, changes by the second. */
function watched(state: ConversionState | undefined): Watched['state'] {
  switch (state) {
    case 'approved':
    case 'converting':
    case 'unknown':
      return 'moving';
    case 'requested':
    case undefined:
      return 'idle';
    case 'converted':
    case 'rejected':
    case 'withdrawn':
    case 'refused':
      return 'settled';
  }
}

export function pollConversion(state: ConversionState | undefined, errors: number): number | false {
  return pollInterval({ state: watched(state), ageMs: 0, errors, count: 1, visible: true });
}

/** A list can always grow, so it is never settled. */
export function pollConversionList(states: readonly ConversionState[], errors: number): number | false {
  const state = states.some((each) => watched(each) === 'moving') ? 'moving' : 'idle';
  return pollInterval({ state, ageMs: 0, errors, count: states.length, visible: true });
}
