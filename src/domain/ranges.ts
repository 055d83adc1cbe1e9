import type { Granularity } from '../contract/plan.ts';
import type { Range } from '../contract/range.ts';
import { firstDay, isKey, keyOf, keyOfOrdinal, lastDay, ordinalOf } from './granularity.ts';
import { addDays, daysBetween } from './wall-date.ts';

/**
 * Sets of partitions as inclusive ranges. What a function returns is sorted, disjoint and merged: neighbouring
 * periods stand in one range. A reversed range holds nothing. Work grows with the number of ranges, not of
 * partitions, except in `toKeys` and `fromKeys`.
 */

interface Span {
  from: number;
  to: number;
}

function spansOf(ranges: readonly Range[], g: Granularity): Span[] {
  const spans: Span[] = [];
  for (const range of ranges) {
    const from = ordinalOf(range.start, g);
    const to = ordinalOf(range.end, g);
    if (from <= to) spans.push({ from, to });
  }
  spans.sort((a, b) => a.from - b.from);
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.from <= last.to + 1) last.to = Math.max(last.to, span.to);
    else merged.push(span);
  }
  return merged;
}

function rangesOf(spans: readonly Span[], g: Granularity): Range[] {
  return spans.map(({ from, to }) => ({ start: keyOfOrdinal(from, g), end: keyOfOrdinal(to, g) }));
}

export function rangeProblem(range: Range, g: Granularity): 'not-a-key' | 'reversed' | null {
  if (!isKey(range.start, g) || !isKey(range.end, g)) return 'not-a-key';
  return ordinalOf(range.start, g) > ordinalOf(range.end, g) ? 'reversed' : null;
}

/** Accepts any spelling of CAN's at the ends; null when one of them names no period. */
export function canonicalRange(range: Range, g: Granularity): Range | null {
  const start = keyOf(range.start, g);
  const end = keyOf(range.end, g);
  return start === null || end === null ? null : { start, end };
}

/** Every partition by name: ask `countKeys` first where the ranges come from outside. */
export function toKeys(ranges: readonly Range[], g: Granularity): string[] {
  const keys: string[] = [];
  for (const { from, to } of spansOf(ranges, g)) {
    for (let ordinal = from; ordinal <= to; ordinal++) keys.push(keyOfOrdinal(ordinal, g));
  }
  return keys;
}

export function fromKeys(keys: Iterable<string>, g: Granularity): Range[] {
  const ordinals = Array.from(keys, (key) => ordinalOf(key, g)).sort((a, b) => a - b);
  const spans: Span[] = [];
  for (const ordinal of ordinals) {
    const last = spans.at(-1);
    if (last && ordinal <= last.to + 1) last.to = ordinal;
    else spans.push({ from: ordinal, to: ordinal });
  }
  return rangesOf(spans, g);
}

export function mergeRanges(ranges: readonly Range[], g: Granularity): Range[] {
  return rangesOf(spansOf(ranges, g), g);
}

export function union(a: readonly Range[], b: readonly Range[], g: Granularity): Range[] {
  return mergeRanges([...a, ...b], g);
}

export function intersection(a: readonly Range[], b: readonly Range[], g: Granularity): Range[] {
  const left = spansOf(a, g);
  const right = spansOf(b, g);
  const common: Span[] = [];
  for (let i = 0, j = 0; ;) {
    const one = left[i];
    const other = right[j];
    if (!one || !other) return rangesOf(common, g);
    const from = Math.max(one.from, other.from);
    const to = Math.min(one.to, other.to);
    if (from <= to) common.push({ from, to });
    if (one.to < other.to) i++;
    else j++;
  }
}

/** What is in `a` and not in `b`. */
export function difference(a: readonly Range[], b: readonly Range[], g: Granularity): Range[] {
  const holes = spansOf(b, g);
  const left: Span[] = [];
  let j = 0;
  for (const span of spansOf(a, g)) {
    let from = span.from;
    while (j < holes.length && (holes[j]?.to ?? 0) < from) j++;
    for (let k = j; k < holes.length && from <= span.to; k++) {
      const hole = holes[k];
      if (!hole || hole.from > span.to) break;
      if (hole.from > from) left.push({ from, to: hole.from - 1 });
      from = Math.max(from, hole.to + 1);
    }
    if (from <= span.to) left.push({ from, to: span.to });
  }
  return rangesOf(left, g);
}

export function countKeys(ranges: readonly Range[], g: Granularity): number {
  return spansOf(ranges, g).reduce((sum, { from, to }) => sum + to - from + 1, 0);
}

/** Keys of one granularity sort as text, so that nothing has to be parsed. */
export function contains(ranges: readonly Range[], key: string, g: Granularity): boolean {
  return isKey(key, g) && ranges.some((range) => range.start <= key && key <= range.end);
}

export function earliestKey(ranges: readonly Range[]): string | null {
  return ranges.reduce<string | null>((min, { start }) => (min === null || start < min ? start : min), null);
}

export function latestKey(ranges: readonly Range[]): string | null {
  return ranges.reduce<string | null>((max, { end }) => (max === null || end > max ? end : max), null);
}

/** From the first day of the first period to the last day of the last. */
export function toDays(range: Range, g: Granularity): Range {
  return { start: firstDay(range.start, g), end: lastDay(range.end, g) };
}

/** How CAN splits a range of days into instances: ceil(days / lotDays) pieces, the last one possibly shorter. */
export function lots(days: Range, lotDays: number): Range[] {
  if (!(Number.isInteger(lotDays) && lotDays >= 1)) throw new RangeError(`A lot of ${lotDays} days is none`);
  const pieces: Range[] = [];
  const last = daysBetween(days.start, days.end);
  for (let from = 0; from <= last; from += lotDays) {
    pieces.push({
      start: addDays(days.start, from),
      end: addDays(days.start, Math.min(from + lotDays - 1, last)),
    });
  }
  return pieces;
}
