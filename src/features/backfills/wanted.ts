import type { Granularity } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { rangesInState, type PartitionMap, type PartitionState } from '../../domain/partition-state.ts';
import { difference, intersection, mergeRanges, union } from '../../domain/ranges.ts';

/** What beyond the missing and failed is to be computed; each is an explicit choice. */
export interface Include {
  materialised: boolean;
  underWay: boolean;
  notDue: boolean;
}

export interface Wanted {
  granularity: Granularity;
  /** What the calls are to compute. */
  ranges: Range[];
  /** Of the selection, by state: whether it is in `ranges` or not. */
  missing: Range[];
  failed: Range[];
  materialised: Range[];
  underWay: Range[];
  notDue: Range[];
  /** What a call should not compute in passing: there already, or being computed. */
  good: Range[];
}

/** Of a selection, what is to be computed: by default only what is missing or failed. */
export function wantedOf(selected: readonly Range[], map: PartitionMap, include: Include): Wanted {
  const g = map.granularity;
  const known = [map.history];
  const of = (...states: PartitionState[]) => intersection(selected, rangesInState(map, ...states), g);
  const outside = difference(selected, known, g);
  const isBefore = ({ start }: Range) => start < map.history.start;
  const failed = of('failed');
  const materialised = of('materialised');
  const underWay = of('waiting', 'running');
  // Nothing is known of what lies before the history, so it is not there; what lies after is not due.
  const missing = union(of('missing', 'unreported'), outside.filter(isBefore), g);
  const notDue = union(
    of('not-due'),
    outside.filter((range) => !isBefore(range)),
    g,
  );
  const ranges = mergeRanges(
    [
      ...missing,
      ...failed,
      ...(include.materialised ? materialised : []),
      ...(include.underWay ? underWay : []),
      ...(include.notDue ? notDue : []),
    ],
    g,
  );
  const good = rangesInState(map, 'materialised', 'waiting', 'running');
  return { granularity: g, ranges, missing, failed, materialised, underWay, notDue, good };
}
