import { granularities, type Granularity } from '../contract/plan.ts';
import type { Range } from '../contract/range.ts';
import { firstDay, isKey, keyAt, keyOf, lastDay } from './granularity.ts';

/** What the calendar can't hold (before the year 1, after 9999) is null instead of an error. */
export function readKey(make: () => string): string | null {
  try {
    return make();
  } catch {
    return null;
  }
}

/** `2025-05-*` is the month, `2025-*` the year, `2025-05-01T*` the day. null: the star stands elsewhere. */
function withoutStar(text: string): string | null {
  if (!text.includes('*')) return text;
  const match = /^(?:(\d{4}(?:-\d\d)?)-[WQ]?|(\d{4}-\d\d-\d\d)T)\*$/.exec(text);
  return match?.[1] ?? match?.[2] ?? null;
}

/**
 * All partitions of the period a word names, at whatever granularity it is named: `2025-05` of a DAY plan is 31
 * days. The strings are the codes of what is wrong with it.
 */
export function periodNamed(
  word: string,
  g: Granularity,
): Range | 'unknown-word' | 'no-such-period' | 'finer-than-plan' | 'wildcard' {
  const text = withoutStar(word.toUpperCase());
  if (text === null) return 'wildcard';
  const own = isKey(text, g) ? text : null;
  if (own !== null) return { start: own, end: own };
  for (const coarser of granularities) {
    if (!isKey(text, coarser)) continue;
    // The list runs from the finest to the coarsest. Weeks of a month are all that touch it.
    if (granularities.indexOf(coarser) < granularities.indexOf(g)) return 'finer-than-plan';
    return {
      start: keyAt(firstDay(text, coarser), g),
      end: keyAt(g === 'HOUR' ? `${lastDay(text, coarser)}T23:00:00` : lastDay(text, coarser), g),
    };
  }
  if (keyOf(text, 'HOUR') !== null) return 'finer-than-plan';
  return /^\d{4}/.test(text) ? 'no-such-period' : 'unknown-word';
}
