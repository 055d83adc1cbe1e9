import type { Granularity } from '../contract/plan.ts';
import type { Range } from '../contract/range.ts';
import {
  firstDay,
  isKey,
  keyAt,
  keyDistance,
  keyOfOrdinal,
  lastDay,
  ordinalOf,
  shiftKey,
  startWall,
} from './granularity.ts';
import {
  activeAmong,
  decidedBy,
  evidenceOf,
  isFailure,
  isHit,
  stateOfCell,
  type Cell,
  type Evidence,
  type KnownInstance,
  type Mark,
} from './partition-cell.ts';
import { isDay } from './wall-date.ts';

/**
 * The state of every partition of a plan, derived in this one place: the calendar, its counts, the wizard and the
 * sentences all read the same answer. Arrays by position, since an HOUR plan can have 50,000 of them.
 */

export const partitionStates = [
  'materialised',
  'missing',
  'waiting',
  'running',
  'failed',
  'not-due',
  'unreported',
] as const;
export type PartitionState = (typeof partitionStates)[number];

export interface PartitionFacts {
  granularity: Granularity;
  /** The periods shown; `historyOf` suggests them. */
  history: Range;
  /** As CAN lists them. */
  materialised: readonly Range[];
  /** When CAN listed them, on its wall clock. */
  readAt: string;
  instances: readonly KnownInstance[];
  marks: readonly Mark[];
  /** The newest period that should exist, by `expectedKey`. */
  expected: string;
  wallNow: string;
  /** The first period an outside scheduler has to report (EXTERNAL, after a conversion); null: none. */
  cutover: string | null;
}

export type StateCounts = Record<PartitionState, number>;

export interface PartitionMap {
  granularity: Granularity;
  history: Range;
  length: number;
  /** By position in the history; each a position in `partitionStates`. */
  codes: Uint8Array;
  /** 1: queries hit it, also while it is being recomputed. */
  hit: Uint8Array;
  /** How often it was tried. */
  attempts: Uint32Array;
  /** Sums to `length`. */
  counts: StateCounts;
  keyAt: (index: number) => string;
  /** -1: not in the history. */
  indexOf: (key: string) => number;
  /** null: not in the history. */
  stateOf: (key: string) => PartitionState | null;
  evidence: (key: string) => Evidence | null;
}

const codeOf = Object.fromEntries(partitionStates.map((state, code) => [state, code])) as StateCounts;

function noCounts(): StateCounts {
  return Object.fromEntries(partitionStates.map((state) => [state, 0])) as StateCounts;
}

/** Positions from..to, as far as they lie in the history; null: none does. */
type Span = { from: number; to: number } | null;

/** Turns names of periods and days into positions in the history. */
function positions(g: Granularity, history: Range) {
  const base = ordinalOf(history.start, g);
  const length = Math.max(0, ordinalOf(history.end, g) - base + 1);
  const clip = (from: number, to: number): Span =>
    to < 0 || from >= length || from > to ? null : { from: Math.max(from, 0), to: Math.min(to, length - 1) };
  return {
    length,
    keyOf: (index: number) => keyOfOrdinal(base + index, g),
    indexOf: (key: string) => {
      const index = isKey(key, g) ? ordinalOf(key, g) - base : -1;
      return index < length ? Math.max(index, -1) : -1;
    },
    ofKeys: ({ start, end }: Range): Span =>
      isKey(start, g) && isKey(end, g) ? clip(ordinalOf(start, g) - base, ordinalOf(end, g) - base) : null,
    /** Every period that days of the range lie in, however few. */
    ofDays: (days: Range | null): Span => {
      if (!days || !isDay(days.start) || !isDay(days.end)) return null;
      const end = keyAt(g === 'HOUR' ? `${days.end}T23:00:00` : days.end, g);
      return clip(ordinalOf(keyAt(days.start, g), g) - base, ordinalOf(end, g) - base);
    },
  };
}

/** Lots are days: of a month, an instance may compute only some. */
function isWhole(days: Range | null, key: string, g: Granularity): boolean {
  if (g === 'DAY' || g === 'HOUR' || !days) return true;
  return days.start <= firstDay(key, g) && lastDay(key, g) <= days.end;
}

const judged = (cell: Cell) => ({ state: stateOfCell(cell), isHit: isHit(cell) });

const plainIndex = (listed: boolean, due: boolean, awaited: boolean): number =>
  (listed ? 1 : 0) + (due ? 2 : 0) + (awaited ? 4 : 0);

/** Nothing was ever done to most of 50,000 hours: there are eight such cells, and each is judged once. */
const plainCells = Array.from({ length: 8 }, (_cell, i) =>
  judged({
    active: null,
    decided: null,
    whole: true,
    listed: (i & 1) > 0,
    due: (i & 2) > 0,
    awaited: (i & 4) > 0,
  }),
);

export function partitionMap(facts: PartitionFacts): PartitionMap {
  const { granularity: g, history, expected, cutover } = facts;
  const at = positions(g, history);

  const listed = new Uint8Array(at.length);
  for (const range of facts.materialised) {
    const span = at.ofKeys(range);
    if (span) listed.fill(1, span.from, span.to + 1);
  }

  // The lots that share a month are one attempt at it.
  const attempts = new Uint32Array(at.length);
  const lastTried = new Int32Array(at.length).fill(-1);
  const numberOf = new Map<string, number>();
  const inBackfills = [...facts.instances].sort((a, b) =>
    a.backfillId < b.backfillId ? -1 : a.backfillId > b.backfillId ? 1 : 0,
  );
  for (const { range, backfillId } of inBackfills) {
    const number = numberOf.get(backfillId) ?? numberOf.size;
    numberOf.set(backfillId, number);
    const span = at.ofDays(range);
    for (let i = span?.from ?? 0; span && i <= span.to; i++) {
      const whole = isWhole(range, at.keyOf(i), g);
      if (whole || lastTried[i] !== number) attempts[i] = (attempts[i] ?? 0) + 1;
      if (!whole) lastTried[i] = number;
    }
  }

  const active = activeAmong(facts.instances);
  const activeAt = new Int32Array(at.length).fill(-1);
  active.forEach(({ range }, n) => {
    const span = at.ofDays(range);
    if (span) activeAt.fill(n, span.from, span.to + 1);
  });

  const decided = decidedBy(facts.instances, facts.marks, facts.readAt);
  const decidedAt = new Int32Array(at.length).fill(-1);
  decided.forEach(({ verdict }, n) => {
    if (verdict.by === 'mark') {
      for (const span of verdict.mark.ranges.map(at.ofKeys))
        if (span) decidedAt.fill(n, span.from, span.to + 1);
      return;
    }
    const { range, backfillId } = verdict.instance;
    const span = at.ofDays(range);
    for (let i = span?.from ?? 0; span && i <= span.to; i++) {
      const before = decided[decidedAt[i] ?? -1]?.verdict;
      // Of the lots that share a month, one failure fails it, however many others succeed after.
      const sibling =
        before?.by === 'instance' && before.instance.backfillId === backfillId && isFailure(before);
      if (!sibling || isWhole(range, at.keyOf(i), g)) decidedAt[i] = n;
    }
  });

  const lastDue = ordinalOf(expected, g) - ordinalOf(history.start, g);
  const firstAwaited = cutover === null ? Infinity : ordinalOf(cutover, g) - ordinalOf(history.start, g);
  const cellAt = (i: number): Cell => {
    const last = decided[decidedAt[i] ?? -1] ?? null;
    return {
      active: active[activeAt[i] ?? -1] ?? null,
      decided: last,
      listed: listed[i] === 1,
      whole: last?.verdict.by !== 'instance' || isWhole(last.verdict.instance.range, at.keyOf(i), g),
      due: i <= lastDue,
      awaited: i >= firstAwaited,
    };
  };

  const codes = new Uint8Array(at.length);
  const hit = new Uint8Array(at.length);
  const counts = noCounts();
  for (let i = 0; i < at.length; i++) {
    const isPlain = activeAt[i] === -1 && decidedAt[i] === -1;
    const cell = isPlain
      ? plainCells[plainIndex(listed[i] === 1, i <= lastDue, i >= firstAwaited)]
      : undefined;
    const { state, isHit: here } = cell ?? judged(cellAt(i));
    codes[i] = codeOf[state];
    hit[i] = here ? 1 : 0;
    counts[state]++;
  }

  const offset = keyDistance(keyAt(facts.wallNow, g), expected, g);
  return {
    granularity: g,
    history,
    length: at.length,
    codes,
    hit,
    attempts,
    counts,
    keyAt: at.keyOf,
    indexOf: at.indexOf,
    stateOf: (key) => partitionStates[codes[at.indexOf(key)] ?? -1] ?? null,
    evidence: (key) => {
      const index = at.indexOf(key);
      if (index < 0) return null;
      return evidenceOf(cellAt(index), attempts[index] ?? 0, startWall(shiftKey(key, -offset, g), g));
    },
  };
}

function rangesWhere(map: PartitionMap, wanted: (index: number) => boolean): Range[] {
  const ranges: Range[] = [];
  for (let i = 0; i < map.length; i++) {
    if (!wanted(i)) continue;
    const from = i;
    while (i + 1 < map.length && wanted(i + 1)) i++;
    ranges.push({ start: map.keyAt(from), end: map.keyAt(i) });
  }
  return ranges;
}

/** The partitions in one of these states. */
export function rangesInState(map: PartitionMap, ...states: readonly PartitionState[]): Range[] {
  const wanted = new Set(states.map((state) => codeOf[state]));
  return rangesWhere(map, (index) => wanted.has(map.codes[index] ?? -1));
}

/** The partitions that queries hit, those being recomputed included. */
export function rangesHit(map: PartitionMap): Range[] {
  return rangesWhere(map, (index) => map.hit[index] === 1);
}

/** How many of the selected (disjoint) ranges are in which state; `outside`: not in the history. */
export function countInStates(
  map: PartitionMap,
  selected: readonly Range[],
): StateCounts & { outside: number } {
  const counts = { ...noCounts(), outside: 0 };
  const at = positions(map.granularity, map.history);
  for (const range of selected) {
    const span = at.ofKeys(range);
    counts.outside += Math.max(0, keyDistance(range.start, range.end, map.granularity) + 1);
    for (let i = span?.from ?? 0; span && i <= span.to; i++) {
      counts[partitionStates[map.codes[i] ?? 0] ?? 'missing']++;
      counts.outside--;
    }
  }
  return counts;
}

/** The one state of a full-refresh table, which has no partitions. */
export function tableState(
  facts: Pick<PartitionFacts, 'readAt' | 'instances' | 'marks'> & { hasData: boolean },
): Evidence {
  const cell: Cell = {
    active: activeAmong(facts.instances).at(-1) ?? null,
    decided: decidedBy(facts.instances, facts.marks, facts.readAt).at(-1) ?? null,
    listed: facts.hasData,
    whole: true,
    due: true,
    awaited: false,
  };
  return evidenceOf(cell, facts.instances.length, facts.readAt);
}
