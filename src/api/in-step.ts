interface Looked {
  queryKey: readonly unknown[];
  state: { dataUpdatedAt: number; errorUpdatedAt: number };
}

/** Not all in the same moment, but within the time for which the gateway keeps an answer for the next one who asks. */
const mostPhaseMs = 1_500;

/**
 * Any number that is the same in every browser, so that what one page asks for does not all come at once. What is
 * about the same noun does: a list of backfills and the instances of one are the same question to CAN.
 */
function ofNoun([noun]: readonly unknown[]): number {
  let sum = 0;
  for (const letter of String(noun)) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 60_000;
  return sum;
}

export const phaseOf = (queryKey: readonly unknown[], own: number): number =>
  ofNoun(queryKey) + own * mostPhaseMs;

const own = Math.random();

const MINUTE = 60_000;

/**
 * How long after a look the next one comes, so that after some of them looks fall on whole multiples of the interval
 * by the clock, and a phase. Never longer than the interval, and what is looked at often (a large backfill has twelve
 * requests a minute) hardly sooner.
 */
export function waitInStep(everyMs: number, lookedAt: number, phaseMs: number): number {
  const late = (((lookedAt - phaseMs) % everyMs) + everyMs) % everyMs;
  return everyMs - Math.min(late, everyMs / (everyMs < MINUTE ? 8 : 2));
}

/**
 * Everybody who watches the same looks at about the same time. The gateway asks CAN once for all of them then, and
 * nobody's picture is the older for it.
 */
export function inStep({ queryKey, state }: Looked, everyMs: number | false): number | false {
  const lookedAt = Math.max(state.dataUpdatedAt, state.errorUpdatedAt);
  return everyMs === false ? false : waitInStep(everyMs, lookedAt, phaseOf(queryKey, own));
}
