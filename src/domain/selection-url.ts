import type { Granularity } from '../contract/plan.ts';
import type { Range } from '../contract/range.ts';
import { keyOfOrdinal, ordinalOf } from './granularity.ts';
import { mergeRanges } from './ranges.ts';

/**
 * Ranges in a URL: `dfuer-2h.x` is a letter for the granularity, then for each range how far it begins after the
 * end of the one before and, where it is longer than one period, by how much; all in base 36. Ten years with a gap
 * every month take some 600 characters.
 */
const letters: Record<Granularity, string> = {
  HOUR: 'h',
  DAY: 'd',
  WEEK: 'w',
  MONTH: 'm',
  QUARTER: 'q',
  YEAR: 'y',
};

const firstKey: Record<Granularity, string> = {
  HOUR: '0001-01-01T00',
  DAY: '0001-01-01',
  WEEK: '0001-W01',
  MONTH: '0001-01',
  QUARTER: '0001-Q1',
  YEAR: '0001',
};

const lastKey: Record<Granularity, string> = {
  HOUR: '9999-12-31T23',
  DAY: '9999-12-31',
  WEEK: '9999-W52',
  MONTH: '9999-12',
  QUARTER: '9999-Q4',
  YEAR: '9999',
};

/** The empty selection is the empty text. */
export function encodeRanges(ranges: readonly Range[], g: Granularity): string {
  let at = ordinalOf(firstKey[g], g);
  const pieces = mergeRanges(ranges, g).map(({ start, end }) => {
    const from = ordinalOf(start, g);
    const to = ordinalOf(end, g);
    const piece = (from - at).toString(36) + (to > from ? `-${(to - from).toString(36)}` : '');
    at = to;
    return piece;
  });
  return pieces.length === 0 ? '' : letters[g] + pieces.join('.');
}

/** null for every text that `encodeRanges` would not have written for this granularity. */
export function decodeRanges(text: string, g: Granularity): Range[] | null {
  if (text === '') return [];
  if (!text.startsWith(letters[g])) return null;
  const ranges: Range[] = [];
  const last = ordinalOf(lastKey[g], g);
  let at = ordinalOf(firstKey[g], g);
  for (const piece of text.slice(1).split('.')) {
    const match = /^(0|[1-9a-z][0-9a-z]{0,6})(?:-([1-9a-z][0-9a-z]{0,6}))?$/.exec(piece);
    if (!match) return null;
    const gap = parseInt(match[1] ?? '', 36);
    // Neighbouring ranges would be one.
    if (ranges.length > 0 && gap < 2) return null;
    const from = at + gap;
    const to = from + (match[2] === undefined ? 0 : parseInt(match[2], 36));
    if (to > last) return null;
    ranges.push({ start: keyOfOrdinal(from, g), end: keyOfOrdinal(to, g) });
    at = to;
  }
  return ranges;
}
