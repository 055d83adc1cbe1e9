import type { Plan } from '../../src/contract/plan.ts';
import type { Range } from '../../src/contract/range.ts';
import { isGranularity, keyOf } from '../../src/domain/granularity.ts';
import { fromKeys, toKeys } from '../../src/domain/ranges.ts';
import type { PartitionValues } from '../can/can.ts';
import type { JournalMarks } from '../ledger/journal.ts';

type PlanFacts = Pick<Plan, 'granularity' | 'fullRefresh'>;
export type Wanted = Pick<JournalMarks, 'success' | 'failed' | 'cleared'>;

interface Seen {
  keys: ReadonlySet<string>;
  hasData: boolean;
}

/** null: CAN's pages did not end, so that what is missing may just not have been reached. */
function seenIn({ values, hasData, truncated }: PartitionValues, plan: PlanFacts): Seen | null {
  if (truncated) return null;
  const g = plan.granularity;
  const keys = new Set<string>();
  if (isGranularity(g)) {
    for (const value of values) {
      const key = keyOf(value, g);
      if (key !== null) keys.add(key);
    }
  }
  return { keys, hasData };
}

function keysOf(ranges: readonly Range[], { granularity }: PlanFacts): string[] {
  return isGranularity(granularity) ? toKeys(ranges, granularity) : [];
}

function rangesOf(keys: readonly string[], { granularity }: PlanFacts): Range[] {
  return isGranularity(granularity) ? fromKeys(keys, granularity) : [];
}

/** What a command has to change, seen from before it: only that proves, when it shows later, that CAN took it. */
export function marksBefore(wanted: Wanted, before: PartitionValues | null, plan: PlanFacts): JournalMarks {
  const seen = before && seenIn(before, plan);
  if (!seen) return { ...wanted, appears: null, disappears: null };
  if (plan.fullRefresh) return { ...wanted, appears: seen.hasData ? null : 'data', disappears: null };
  const absent = keysOf(wanted.success, plan).filter((key) => !seen.keys.has(key));
  const present = keysOf([...wanted.failed, ...wanted.cleared], plan).filter((key) => seen.keys.has(key));
  return { ...wanted, appears: rangesOf(absent, plan), disappears: rangesOf(present, plan) };
}

/** Whether reading back shows that an unknown mark or clear happened. Not showing it proves nothing: it may yet come. */
export function hasHappened(marks: JournalMarks, after: PartitionValues, plan: PlanFacts): boolean {
  const seen = seenIn(after, plan);
  if (!seen) return false;
  if (marks.appears === 'data') return seen.hasData;
  const appears = keysOf(marks.appears ?? [], plan);
  const disappears = keysOf(marks.disappears ?? [], plan);
  if (appears.length + disappears.length === 0) return false;
  return appears.every((key) => seen.keys.has(key)) && disappears.every((key) => !seen.keys.has(key));
}

/** Partitions that are not as they were asked to be; null when that can't be told. */
export function notTaken(wanted: Wanted, after: PartitionValues, plan: PlanFacts): string[] | null {
  const seen = seenIn(after, plan);
  if (!seen) return null;
  const missing = keysOf(wanted.success, plan).filter((key) => !seen.keys.has(key));
  const left = keysOf([...wanted.failed, ...wanted.cleared], plan).filter((key) => seen.keys.has(key));
  return [...missing, ...left].sort();
}
