/** How often to look again, as named functions of what is being looked at, so that they can be tested. */

export interface Watched {
  /** `moving`: something runs; `idle`: nothing does, but might at any time; `settled`: it never will again. */
  state: 'moving' | 'idle' | 'settled';
  /** How long it has been moving. */
  ageMs: number;
  /** Failed looks since the last good one. */
  errors: number;
  /** How many things one look brings. */
  count: number;
  visible: boolean;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const SLOWEST = 2 * MINUTE;

/**
 * Ten instances change by the second; of thousands, the sum does, and each look costs more. A look that brings new
 * failures is followed by a second request for what they are: with both, a minute stays under twelve requests.
 */
function movingInterval(ageMs: number, count: number): number {
  const bySize = count <= 100 ? 2 * SECOND : count <= 1000 ? 5 * SECOND : 15 * SECOND;
  const byAge = ageMs < 10 * MINUTE ? 1 : ageMs < 60 * MINUTE ? 1.5 : 3;
  return bySize * byAge;
}

/** Twice as long after every failure, but never so long that a person would take it for dead. */
export function backoff(intervalMs: number, errors: number): number {
  return Math.min(SLOWEST, Math.max(intervalMs, 2 * SECOND) * 2 ** Math.min(errors, 10));
}

/** Milliseconds until the next look; false: none, until the page is seen again or what is watched changes. */
export function pollInterval({ state, ageMs, errors, count, visible }: Watched): number | false {
  if (!visible) return false;
  // What failed last time is not known to be settled.
  if (state === 'settled' && errors === 0) return false;
  const interval = state === 'moving' ? movingInterval(ageMs, count) : MINUTE;
  return errors === 0 ? interval : backoff(interval, errors);
}
