import type { FreshnessState, PlanState } from '../../contract/freshness.ts';
import { granularities, type Granularity, type GranularityWord } from '../../contract/plan.ts';
import { isGranularity, startWall } from '../../domain/granularity.ts';
import type { PlanRow } from './plan-rows.ts';
import { planTitle } from './plan-names.ts';

export const sortKeys = [
  'state',
  'plan',
  'kind',
  'granularity',
  'latest',
  'expected',
  'behind',
  'refresh',
  'activity',
  'id',
] as const;
export type SortKey = (typeof sortKeys)[number];

export interface PlanSort {
  by: SortKey;
  reversed: boolean;
}

/** Worst first. */
export const defaultSort: PlanSort = { by: 'state', reversed: false };

export function readSort(text: string | null): PlanSort {
  const reversed = text?.startsWith('-') ?? false;
  const by = sortKeys.find((key) => key === (reversed ? text?.slice(1) : text));
  return by === undefined ? defaultSort : { by, reversed };
}

/** null: as by default. */
export function sortText({ by, reversed }: PlanSort): string | null {
  if (by === defaultSort.by && reversed === defaultSort.reversed) return null;
  return reversed ? `-${by}` : by;
}

const urgency: Record<FreshnessState, number> = { 'not-ready': 0, behind: 1, unknown: 2, fresh: 4 };
const unchecked = 3;

const hoursOf: Record<Granularity, number> = {
  HOUR: 1,
  DAY: 24,
  WEEK: 168,
  MONTH: 730,
  QUARTER: 2190,
  YEAR: 8760,
};

/** Three months behind is worse than nine days. */
function hoursBehind({ lag, granularity }: PlanState): number {
  return (lag ?? 0) * (isGranularity(granularity) ? hoursOf[granularity] : 24);
}

/** Periods of different lengths are compared by where they begin. */
function beginning(key: string | null, granularity: GranularityWord | null): string | null {
  if (key === null) return null;
  return isGranularity(granularity) ? startWall(key, granularity) : key;
}

type Key = string | number | null;

/** What a row is ordered by; null comes last, in either direction. */
function keyOf(by: SortKey, { plan, known }: PlanRow, underWay: (id: string) => number): Key {
  switch (by) {
    case 'state':
      return known === undefined ? unchecked : urgency[known.state];
    case 'plan':
      return planTitle(plan);
    case 'kind':
      return plan.kind;
    case 'granularity': {
      const at = granularities.findIndex((each) => each === known?.granularity);
      return at === -1 ? null : at;
    }
    case 'latest':
      // Up to date by an answer about many: at least what is expected.
      return known
        ? beginning(known.latestData ?? (known.exact ? null : known.expected), known.granularity)
        : null;
    case 'expected':
      return known ? beginning(known.expected, known.granularity) : null;
    case 'behind':
      return known === undefined || known.lag === null ? null : -hoursBehind(known);
    case 'refresh':
      return known?.latestRefresh ?? null;
    case 'activity':
      return -underWay(plan.id) || null;
    case 'id':
      return plan.id;
  }
}

export interface SortHelp {
  /** Of the reader's language. */
  compareText: (a: string, b: string) => number;
  /** How many things of ours are under way on a plan. */
  underWay: (planId: string) => number;
}

/** Rows that are alike keep the order in which CAN lists them. */
export function sortRows(
  rows: readonly PlanRow[],
  { by, reversed }: PlanSort,
  { compareText, underWay }: SortHelp,
): PlanRow[] {
  const compare = (a: Key, b: Key): number => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    if (typeof a !== 'string' || typeof b !== 'string') return 0;
    return by === 'plan' || by === 'kind' ? compareText(a, b) : a < b ? -1 : a > b ? 1 : 0;
  };
  const way = reversed ? -1 : 1;
  return rows
    .map((row, at) => ({ row, at, key: keyOf(by, row, underWay) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) {
        if (a.key !== b.key) return a.key === null ? 1 : -1;
      } else {
        const order = compare(a.key, b.key) * way;
        if (order !== 0) return order;
      }
      if (by === 'state' && a.row.known && b.row.known) {
        const order = (hoursBehind(b.row.known) - hoursBehind(a.row.known)) * way;
        if (order !== 0) return order;
      }
      return a.at - b.at;
    })
    .map(({ row }) => row);
}
