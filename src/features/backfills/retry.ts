import type { Backfill } from '../../contract/backfill.ts';
import type { Granularity } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { isGranularity, keyAt } from '../../domain/granularity.ts';
import { difference, mergeRanges, rangeProblem } from '../../domain/ranges.ts';
import { encodeRanges } from '../../domain/selection-url.ts';
import { isDay } from '../../domain/wall-date.ts';
import { paths } from '../../paths.ts';

type Of = Pick<Backfill, 'id' | 'planId' | 'granularity'>;

/** Of days as CAN's instances name them, the periods. Days in a row are one range first: there may be thousands. */
function periodsOf(days: readonly (Range | null)[], g: Granularity): Range[] {
  const named = days.filter((range) => range !== null).filter(({ start, end }) => isDay(start) && isDay(end));
  return mergeRanges(named, 'DAY').map(({ start, end }) => ({
    start: keyAt(start, g),
    end: keyAt(g === 'HOUR' ? `${end}T23:00:00` : end, g),
  }));
}

/** The wizard, prefilled with the partitions of these days and linked to the backfill they failed in. */
export function retryPath({ id, planId, granularity }: Of, days: readonly (Range | null)[]): string | null {
  if (planId === null) return null;
  if (!isGranularity(granularity)) return paths.backfillWizard(planId, { retryOf: id });
  const sel = encodeRanges(periodsOf(days, granularity), granularity);
  return paths.backfillWizard(planId, { sel, retryOf: id });
}

/**
 * What the backfill was to fill, is not there, and is not under way either. null: it has no partitions that could be
 * missing. `underWay` are the days of instances that wait or run.
 */
export function stillMissing(
  { tasks, granularity }: Pick<Backfill, 'tasks' | 'granularity'>,
  materialised: readonly Range[],
  underWay: readonly (Range | null)[],
): Range[] | null {
  if (!isGranularity(granularity)) return null;
  const asked = tasks.map(({ range }) => range).filter((range) => rangeProblem(range, granularity) === null);
  if (asked.length === 0) return null;
  const open = mergeRanges(periodsOf(underWay, granularity), granularity);
  const absent = difference(mergeRanges(asked, granularity), materialised, granularity);
  return difference(absent, open, granularity);
}

export function missingPath({ id, planId, granularity }: Of, missing: readonly Range[]): string | null {
  if (planId === null || !isGranularity(granularity)) return null;
  return paths.backfillWizard(planId, { sel: encodeRanges(missing, granularity), retryOf: id });
}
