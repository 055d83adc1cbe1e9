import type { Backfill, BackfillState, TaskState } from '../../contract/backfill.ts';
import type { Granularity } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import type { Call } from '../../domain/gap-compiler.ts';
import { keyAt } from '../../domain/granularity.ts';
import {
  partitionStates,
  rangesInState,
  type PartitionMap,
  type PartitionState,
} from '../../domain/partition-state.ts';
import {
  contains,
  countKeys,
  difference,
  fromKeys,
  intersection,
  lots,
  toKeys,
  union,
} from '../../domain/ranges.ts';
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

/** Which partitions are in which state. */
export type States = Partial<Record<PartitionState, Range[]>>;

export interface Preview {
  calls: Call[];
  overlaps: Overlap[];
  goodRedone: number;
  /** What the partitions of the calls were: the picture that is agreed to. */
  states: States;
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
  ranges: Range[];
}

/** Of the partitions that an instance computes, which are in for which reason. */
export function reasonsOf(map: PartitionMap, wanted: Wanted, days: Range): Reason[] {
  const g = map.granularity;
  const range = {
    start: keyAt(days.start, g),
    end: keyAt(g === 'HOUR' ? `${days.end}T23:00:00` : days.end, g),
  };
  const reasons = new Map<string, Omit<Reason, 'ranges'> & { keys: string[] }>();
  for (const key of toKeys([range], g)) {
    const why = whyOf(map, wanted, key);
    const state = stateOf(map, key);
    const reason = reasons.get(`${why} ${state}`);
    if (reason) reason.keys.push(key);
    else reasons.set(`${why} ${state}`, { why, state, keys: [key] });
  }
  return [...reasons.values()].map(({ keys, ...reason }) => ({ ...reason, ranges: fromKeys(keys, g) }));
}

/** CAN may be at it, though nothing shows it: it was not answered, or lists its instances only after a while. */
export function isUnsettled(backfill: BackfillState, task: TaskState, shown: boolean): boolean {
  if (task === 'sending' || task === 'unknown') return true;
  // Of one that is over, CAN may have forgotten the instances.
  return task === 'created' && !shown && (backfill === 'running' || backfill === 'sending');
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
  const active = intersection(ranges, rangesInState(map, 'waiting', 'running'), g);
  const found = new Map<string, Overlap & { keys: string[] }>();
  for (const key of toKeys(active, g)) {
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
    ranges: fromKeys(keys, g),
  }));
  for (const { id, createdBy, tasks, state } of backfills) {
    const unsettled = tasks.filter(({ n, state: of }) => isUnsettled(state, of, shows(id, n)));
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

/** What the partitions of these ranges are now. */
export function statesOf(map: PartitionMap, ranges: readonly Range[]): States {
  const g = map.granularity;
  const outside = difference(ranges, [map.history], g);
  const states: States = {};
  for (const state of partitionStates) {
    const beyond = outside.filter(({ start }) => stateOf(map, start) === state);
    const found = union(intersection(ranges, rangesInState(map, state), g), beyond, g);
    if (found.length > 0) states[state] = found;
  }
  return states;
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
  const g = map.granularity;
  const ranges = calls.map(({ range }) => range);
  const goodRedone = countKeys(intersection(ranges, wanted.good, g), g);
  return {
    calls,
    overlaps: overlapsOf(calls, map, backfills, shows),
    goodRedone,
    states: statesOf(map, ranges),
  };
}

const spelled = (ranges: readonly Range[]) => ranges.map(({ start, end }) => `${start}..${end}`);

/** Equal for previews that a person would take for the same. */
export function fingerprintOf({ calls, overlaps, states }: Preview): string {
  return JSON.stringify([
    spelled(calls.map(({ range }) => range)),
    overlaps.map(({ backfillId, state, ranges }) => [backfillId, state, spelled(ranges)]),
    Object.entries(states).map(([state, ranges]) => [state, spelled(ranges)]),
  ]);
}

export interface Difference {
  range: Range;
  /** null: it was not, or is no more, among what is computed. */
  before: PartitionState | null;
  after: PartitionState | null;
}

/** What has become of the world since a preview was agreed to; each partition is in one difference at most. */
export function differencesOf(before: States, after: States, g: Granularity): Difference[] {
  const all = (states: States) => Object.values(states).flat();
  const found: Difference[] = [];
  const add = (ranges: readonly Range[], from: PartitionState | null, to: PartitionState | null) => {
    for (const range of ranges) found.push({ range, before: from, after: to });
  };
  for (const from of partitionStates) {
    const was = before[from] ?? [];
    if (was.length === 0) continue;
    for (const to of partitionStates) {
      if (to !== from) add(intersection(was, after[to] ?? [], g), from, to);
    }
    add(difference(was, all(after), g), from, null);
  }
  for (const to of partitionStates) add(difference(after[to] ?? [], all(before), g), null, to);
  return found.sort((a, b) => (a.range.start < b.range.start ? -1 : 1));
}
