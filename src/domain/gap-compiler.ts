import type { Granularity } from '../contract/plan.ts';
import type { Range } from '../contract/range.ts';
import { firstDay, keyOfOrdinal, lastDay, ordinalOf } from './granularity.ts';
import { difference, mergeRanges } from './ranges.ts';
import { daysBetween } from './wall-date.ts';

/**
 * Turns a ragged selection into CAN's create calls: one contiguous range each, split by CAN into lots of days
 * (CAN_API, Writes). Joining two ranges saves a call and recomputes what lies between them; which gaps are worth
 * it is for a person to say, so every trade is offered.
 */

export interface CallsInput {
  granularity: Granularity;
  /** What is to be computed. */
  wanted: readonly Range[];
  /** What would be redone for nothing: materialised, or being computed by another backfill. */
  good: readonly Range[];
  lotDays: number;
}

/** One way to do it: so many calls, at the price of so many partitions. */
export interface CallOption {
  calls: number;
  instances: number;
  /** Good partitions that are recomputed, those chosen on purpose included. */
  goodRedone: number;
  /** Neither wanted nor good: missing or not due, and only in because they lie between. */
  extra: number;
}

export interface Call {
  /** In the plan's own periods. CAN takes days, so of an HOUR plan always whole days. */
  range: Range;
  days: Range;
  instances: number;
}

export interface CallOptions {
  /** From exactly what is wanted to one single call; each has one call less than the one before. */
  options: CallOption[];
  /** The calls of the option with that many, in order. */
  callsOf: (calls: number) => Call[];
}

interface Span {
  from: number;
  to: number;
}

function spansOf(ranges: readonly Range[], g: Granularity): Span[] {
  return mergeRanges(ranges, g).map(({ start, end }) => ({
    from: ordinalOf(start, g),
    to: ordinalOf(end, g),
  }));
}

/** A function that tells how many of the spans' members lie in from..to, by bisection. */
function counter(spans: readonly Span[]): (from: number, to: number) => number {
  const before: number[] = [0];
  for (const { from, to } of spans) before.push((before.at(-1) ?? 0) + to - from + 1);
  /** Members up to and including `ordinal`. */
  const upTo = (ordinal: number) => {
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle]?.from ?? 0) <= ordinal) low = middle + 1;
      else high = middle;
    }
    const last = spans[low - 1];
    return (before[low] ?? 0) - (last && last.to > ordinal ? last.to - ordinal : 0);
  };
  return (from, to) => upTo(to) - upTo(from - 1);
}

export function compileCalls({ granularity: g, wanted, good, lotDays }: CallsInput): CallOptions {
  // The smallest thing a call can name: a day even where partitions are hours.
  const unit = g === 'HOUR' ? 'DAY' : g;
  const perUnit = g === 'HOUR' ? 24 : 1;
  const segments = mergeSpans(
    spansOf(wanted, g).map(({ from, to }) => ({
      from: Math.floor(from / perUnit),
      to: Math.floor(to / perUnit),
    })),
  );
  const countGood = counter(spansOf(good, g));
  const countNeither = counter(spansOf(difference(wanted, good, g), g));
  const cost = ({ from, to }: Span) => {
    const [first, last] = [from * perUnit, (to + 1) * perUnit - 1];
    const goodRedone = countGood(first, last);
    return { goodRedone, extra: last - first + 1 - goodRedone - countNeither(first, last) };
  };
  const call = ({ from, to }: Span): Call => {
    const days = {
      start: firstDay(keyOfOrdinal(from, unit), unit),
      end: lastDay(keyOfOrdinal(to, unit), unit),
    };
    const range = {
      start: keyOfOrdinal(from * perUnit, g),
      end: keyOfOrdinal((to + 1) * perUnit - 1, g),
    };
    return { range, days, instances: Math.ceil((daysBetween(days.start, days.end) + 1) / lotDays) };
  };

  const gaps = segments.slice(1).map((segment, i) => {
    const span = { from: (segments[i]?.to ?? 0) + 1, to: segment.from - 1 };
    return { after: i, ...cost(span) };
  });
  // Gaps don't depend on each other, so that the cheapest so many are the best for their number.
  const cheapestFirst = gaps.toSorted(
    (a, b) => a.goodRedone - b.goodRedone || a.extra - b.extra || a.after - b.after,
  );

  /** The calls when the first so many of the cheapest gaps are joined. */
  const joined = (count: number): Span[] => {
    const closed = new Set(cheapestFirst.slice(0, count).map(({ after }) => after));
    const spans: Span[] = [];
    segments.forEach((segment, i) => {
      const last = spans.at(-1);
      if (last && closed.has(i - 1)) last.to = segment.to;
      else spans.push({ ...segment });
    });
    return spans;
  };

  const options: CallOption[] = [];
  let totals = { instances: 0, goodRedone: 0, extra: 0 };
  for (const segment of segments) {
    const { goodRedone, extra } = cost(segment);
    totals = {
      instances: totals.instances + call(segment).instances,
      goodRedone: totals.goodRedone + goodRedone,
      extra: totals.extra + extra,
    };
  }
  if (segments.length > 0) options.push({ calls: segments.length, ...totals });
  // The first and last segment of each joined run, known at its two ends.
  const firstOf = segments.map((_, i) => i);
  const lastOf = segments.map((_, i) => i);
  const instancesOf = (first: number, last: number) =>
    call({ from: segments[first]?.from ?? 0, to: segments[last]?.to ?? 0 }).instances;
  cheapestFirst.forEach(({ after, goodRedone, extra }, i) => {
    const first = firstOf[after] ?? after;
    const last = lastOf[after + 1] ?? after + 1;
    const apart = instancesOf(first, after) + instancesOf(after + 1, last);
    totals = {
      instances: totals.instances - apart + instancesOf(first, last),
      goodRedone: totals.goodRedone + goodRedone,
      extra: totals.extra + extra,
    };
    lastOf[first] = last;
    firstOf[last] = first;
    options.push({ calls: segments.length - 1 - i, ...totals });
  });

  return { options, callsOf: (calls) => joined(segments.length - calls).map(call) };
}

function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.from <= last.to + 1) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}
