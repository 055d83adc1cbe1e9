import type { Backfill } from '../../contract/backfill.ts';
import type { Range } from '../../contract/range.ts';
import type { Call } from '../../domain/gap-compiler.ts';
import { keyAt } from '../../domain/granularity.ts';
import type { PartitionMap, PartitionState } from '../../domain/partition-state.ts';
import { contains, countKeys, intersection, lots, toKeys } from '../../domain/ranges.ts';
import type { Wanted } from './wanted.ts';

/** What exactly would be started, and why each part of it is in: what a person agrees to. */

/** Why a partition is computed. `joined`: only because it lies between two that are wanted. */
export type Why = 'missing' | 'failed' | 'redone' | 'under-way' | 'not-due' | 'joined';

export interface PlannedInstance {
  /** Of the calls, from 1. */
  call: number;
  days: Range;
}

export interface Overlap {
  backfillId: string;
  who: string;
  state: 'waiting' | 'running' | 'unsettled';
  ranges: Range[];
}

export interface Preview {
  calls: Call[];
  overlaps: Overlap[];
  goodRedone: number;
  /** Of each partition of the calls, what it was: the picture that is agreed to. */
  states: Record<string, PartitionState>;
}

export function plannedInstances(calls: readonly Call[], lotDays: number): PlannedInstance[] {
  return calls.flatMap(({ days }, i) => lots(days, lotDays).map((lot) => ({ call: i + 1, days: lot })));
}

/** Without a state, nothing is known of it: before the history it is missing, after it not due. */
function stateOf(map: PartitionMap, key: string): PartitionState {
  return map.stateOf(key) ?? (key < map.history.start ? 'missing' : 'not-due');
}

const whyOfState: Record<PartitionState, Why> = {
  materialised: 'redone',
  missing: 'missing',
  unreported: 'missing',
  failed: 'failed',
  waiting: 'under-way',
  running: 'under-way',
  'not-due': 'not-due',
};

export function whyOf(map: PartitionMap, wanted: Wanted, key: string): Why {
  const why = whyOfState[stateOf(map, key)];
  if (why === 'missing' || why === 'failed') return why;
  return contains(wanted.ranges, key, map.granularity) ? why : 'joined';
}

export interface Reason {
  why: Why;
  state: PartitionState;
  count: number;
}

/** Of the partitions that an instance computes, how many are in for which reason. */
export function reasonsOf(map: PartitionMap, wanted: Wanted, days: Range): Reason[] {
  const g = map.granularity;
  const range = {
    start: keyAt(days.start, g),
    end: keyAt(g === 'HOUR' ? `${days.end}T23:00:00` : days.end, g),
  };
  const reasons = new Map<string, Reason>();
  for (const key of toKeys([range], g)) {
    const why = whyOf(map, wanted, key);
    const state = stateOf(map, key);
    const reason = reasons.get(`${why} ${state}`);
    if (reason) reason.count++;
    else reasons.set(`${why} ${state}`, { why, state, count: 1 });
  }
  return [...reasons.values()];
}

/**
 * Whose work the calls would overlap with: instances that wait or run, and calls of which CAN has not shown any
 * instance yet or whose outcome nobody knows.
 */
function overlapsOf(
  calls: readonly Call[],
  map: PartitionMap,
  backfills: readonly Backfill[],
  shows: (backfillId: string, task: number) => boolean,
): Overlap[] {
  const g = map.granularity;
  const ranges = calls.map(({ range }) => range);
  const found = new Map<string, Overlap & { keys: string[] }>();
  for (const key of toKeys(ranges, g)) {
    const evidence = map.evidence(key);
    if (evidence?.state !== 'waiting' && evidence?.state !== 'running') continue;
    const { backfillId, who } = evidence.instance;
    const id = `${backfillId} ${evidence.state}`;
    const overlap = found.get(id) ?? { backfillId, who, state: evidence.state, ranges: [], keys: [] };
    overlap.keys.push(key);
    found.set(id, overlap);
  }
  const seen: Overlap[] = [...found.values()].map(({ keys, ...overlap }) => ({
    ...overlap,
    ranges: intersection(
      keys.map((key) => ({ start: key, end: key })),
      ranges,
      g,
    ),
  }));
  for (const { id, createdBy, tasks } of backfills) {
    const unsettled = tasks.filter(
      ({ n, state }) => state === 'sending' || state === 'unknown' || (state === 'created' && !shows(id, n)),
    );
    const common = intersection(
      unsettled.map(({ range }) => range),
      ranges,
      g,
    );
    if (common.length > 0) {
      seen.push({ backfillId: id, who: createdBy.name, state: 'unsettled', ranges: common });
    }
  }
  return seen;
}

export interface PreviewFacts {
  calls: Call[];
  map: PartitionMap;
  wanted: Wanted;
  /** Of the same plan, the newest. */
  backfills: readonly Backfill[];
  /** Whether any instance of that task is known. */
  shows: (backfillId: string, task: number) => boolean;
}

export function previewOf({ calls, map, wanted, backfills, shows }: PreviewFacts): Preview {
  const states: Record<string, PartitionState> = {};
  const g = map.granularity;
  const ranges = calls.map(({ range }) => range);
  for (const key of toKeys(ranges, g)) states[key] = stateOf(map, key);
  const goodRedone = countKeys(intersection(ranges, wanted.good, g), g);
  return { calls, overlaps: overlapsOf(calls, map, backfills, shows), goodRedone, states };
}

/** Equal for previews that a person would take for the same. */
export function fingerprintOf({ calls, overlaps, states }: Preview): string {
  return JSON.stringify([
    calls.map(({ range }) => `${range.start}..${range.end}`),
    overlaps.map(({ backfillId, state, ranges }) => [
      backfillId,
      state,
      ranges.map(({ start, end }) => start + end),
    ]),
    Object.entries(states),
  ]);
}

export interface Difference {
  key: string;
  before: PartitionState | null;
  after: PartitionState | null;
}

/** What has become of the world since a preview was agreed to, partition by partition. */
export function differencesOf(before: Preview['states'], after: Preview['states']): Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys
    .map((key) => ({ key, before: before[key] ?? null, after: after[key] ?? null }))
    .filter((one) => one.before !== one.after);
}
