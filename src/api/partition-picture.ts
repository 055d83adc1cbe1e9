import type { Evidence } from '../contract/evidence.ts';
import type { Granularity, Partitions, Plan } from '../contract/plan.ts';
import { expectedKey, isGranularity, isKey, keyAt, keyDistance, lastDay } from '../domain/granularity.ts';
import type { KnownInstance, Mark } from '../domain/partition-cell.ts';
import { historyOf, type History } from '../domain/partition-history.ts';
import { partitionMap, type PartitionMap } from '../domain/partition-state.ts';
import { instantMs, wallNow, type Day } from '../domain/wall-date.ts';

/** The one derivation (domain/partition-state.ts) of what the gateway said. Reads no clock: it is as old as its data. */
export interface PartitionPicture {
  map: PartitionMap;
  /** Materialised, but too far away to be drawn. */
  outside: History['outside'];
  /** The newest period that should exist, and the one we are in. */
  expected: string;
  current: string;
  today: Day;
  /** The older of the two readings. */
  asOf: string;
}

function wallOf(instant: string, zone: string): string {
  return wallNow(zone, instantMs(instant));
}

export function knownInstances({ instances }: Evidence): KnownInstance[] {
  return instances.map(({ createdBy, ...instance }) => ({ ...instance, who: createdBy.name }));
}

export function knownMarks({ marks }: Evidence, zone: string): Mark[] {
  return marks.map(({ kind, ranges, at, actor, journalId }) => ({
    as: kind,
    ranges,
    at: wallOf(at, zone),
    journalId,
    who: actor.name,
  }));
}

/** To the end of the month of days; of longer periods, to the one we are in. */
function periodsAhead(expected: string, now: string, g: Granularity): number {
  const current = keyAt(now, g);
  if (g !== 'DAY' && g !== 'HOUR') return Math.max(0, keyDistance(expected, current, g));
  const end = lastDay(keyAt(now, 'MONTH'), 'MONTH');
  const last = g === 'HOUR' ? `${now.slice(0, 10)}T23` : end;
  return Math.max(0, keyDistance(expected, last, g));
}

interface Made {
  of: readonly unknown[];
  picture: PartitionPicture | null;
}

/** Several parts of a page ask for the picture of the same answers. */
const lastMade = new WeakMap<Partitions, Made>();

/** null: the plan has no partitions, or of a length that is not known here. */
export function pictureOf(
  plan: Pick<Plan, 'granularity' | 'refresh'>,
  partitions: Partitions,
  evidence: Evidence | undefined,
  zone: string,
): PartitionPicture | null {
  const of = [plan.granularity, plan.refresh.to, evidence, zone];
  const before = lastMade.get(partitions);
  if (before && of.every((one, i) => one === before.of[i])) return before.picture;
  const picture = derive(plan, partitions, evidence, zone);
  lastMade.set(partitions, { of, picture });
  return picture;
}

function derive(
  plan: Pick<Plan, 'granularity' | 'refresh'>,
  partitions: Partitions,
  evidence: Evidence | undefined,
  zone: string,
): PartitionPicture | null {
  const g = plan.granularity;
  if (!partitions.partitioned || !isGranularity(g)) return null;
  const asOf = evidence && evidence.asOf < partitions.asOf ? evidence.asOf : partitions.asOf;
  const newest = evidence && evidence.asOf > partitions.asOf ? evidence.asOf : partitions.asOf;
  const now = wallOf(newest, zone);
  const expected = expectedKey(now, g, plan.refresh.to ?? -1);
  const known = {
    granularity: g,
    materialised: partitions.ranges,
    instances: evidence ? knownInstances(evidence) : [],
    marks: evidence ? knownMarks(evidence, zone) : [],
    expected,
  };
  const { range, outside } = historyOf(known, periodsAhead(expected, now, g));
  const map = partitionMap({
    ...known,
    history: range,
    readAt: wallOf(partitions.asOf, zone),
    wallNow: now,
    cutover: evidence?.cutover && isKey(evidence.cutover, g) ? evidence.cutover : null,
  });
  return { map, outside, expected, current: keyAt(now, g), today: now.slice(0, 10), asOf };
}
