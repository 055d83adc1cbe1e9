import type { Granularity } from '../contract/plan.ts';
import type { Range } from '../contract/range.ts';
import { keyAt, shiftKey } from './granularity.ts';
import type { PartitionFacts } from './partition-state.ts';
import {
  countKeys,
  difference,
  earliestKey,
  intersection,
  latestKey,
  mergeRanges,
  rangeProblem,
} from './ranges.ts';
import { isDay } from './wall-date.ts';

/** What to show of a plan that has nothing yet. */
const recent: Record<Granularity, number> = { HOUR: 168, DAY: 90, WEEK: 26, MONTH: 24, QUARTER: 8, YEAR: 5 };

/** As many cells as a calendar can draw, or 200 years: tables use days like 0001-01-01 as a word for "no day". */
const longest: Record<Granularity, number> = {
  HOUR: 100_000,
  DAY: 73_000,
  WEEK: 10_000,
  MONTH: 2400,
  QUARTER: 800,
  YEAR: 200,
};

export interface History {
  /** From the earliest partition anything is known of to some periods after `expected`. */
  range: Range;
  /** Materialised partitions too far away to be shown with the others: listed by name. */
  outside: Range[];
}

/** Which periods a plan's calendar shows. `ahead`: how many that are not yet due. */
export function historyOf(
  facts: Pick<PartitionFacts, 'granularity' | 'materialised' | 'instances' | 'marks' | 'expected'>,
  ahead: number,
): History {
  const { granularity: g, expected } = facts;
  const latestShown = shiftKey(expected, Math.max(ahead, recent[g]), g);
  const window = [{ start: shiftKey(latestShown, 1 - longest[g], g), end: latestShown }];
  const ofInstances = facts.instances.flatMap(({ range }) =>
    range && isDay(range.start) && isDay(range.end)
      ? [{ start: keyAt(range.start, g), end: keyAt(`${range.end}T23:00:00`, g) }]
      : [],
  );
  const known = [
    ...facts.materialised,
    ...ofInstances,
    ...facts.marks.flatMap(({ ranges }) => ranges),
  ].filter((range) => rangeProblem(range, g) === null);
  const near = intersection(known, window, g);
  const soon = shiftKey(expected, ahead, g);
  const last = latestKey(near);
  return {
    range: {
      start: [earliestKey(near) ?? shiftKey(expected, 1 - recent[g], g), expected].sort()[0] ?? expected,
      end: last !== null && last > soon ? last : soon,
    },
    outside: difference(facts.materialised, window, g),
  };
}

export interface Coverage {
  /** The first partition queries hit; null: there is none, and the rest says nothing. */
  from: string | null;
  /** From `from` up to this one, none is missing. */
  completeTo: string | null;
  /** The newest one queries hit. */
  latest: string | null;
  /** Where queries fall back: expected since `from` and not there, oldest first. */
  gaps: Range[];
  gapCount: number;
}

/** What a query gets, for the sentences: "complete up to 12 Nov; 8 days expected since then are missing". */
export function coverageOf(hit: readonly Range[], expected: string, g: Granularity): Coverage {
  const [first] = mergeRanges(hit, g);
  if (!first) return { from: null, completeTo: null, latest: null, gaps: [], gapCount: 0 };
  const gaps = difference([{ start: first.start, end: expected }], hit, g);
  return {
    from: first.start,
    completeTo: first.end,
    latest: latestKey(hit),
    gaps,
    gapCount: countKeys(gaps, g),
  };
}
