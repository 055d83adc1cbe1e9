import type { Backfill } from '../../contract/backfill.ts';
import type { Range } from '../../contract/range.ts';
import { isGranularity, keyAt } from '../../domain/granularity.ts';
import { difference, mergeRanges, rangeProblem } from '../../domain/ranges.ts';
import { encodeRanges } from '../../domain/selection-url.ts';
import { isDay } from '../../domain/wall-date.ts';
import { paths } from '../../paths.ts';

type Of = Pick<Backfill, 'id' | 'planId' | 'granularity'>;

/** The wizard, prefilled with the partitions of these days and linked to the backfill they failed in. */
export function retryPath({ id, planId, granularity }: Of, days: readonly (Range | null)[]): string | null {
  if (planId === null) return null;
  if (!isGranularity(granularity)) return paths.backfillWizard(planId, { retryOf: id });
  const periods = days
    .filter((range) => range !== null)
    .filter(({ start, end }) => isDay(start) && isDay(end))
    .map(({ start, end }) => ({
      start: keyAt(start, granularity),
      end: keyAt(granularity === 'HOUR' ? `${end}T23:00:00` : end, granularity),
    }));
  return paths.backfillWizard(planId, { sel: encodeRanges(periods, granularity), retryOf: id });
}

/** What the backfill was to fill and what is not there. null: it has no partitions that could be missing. */
export function stillMissing(
  { tasks, granularity }: Pick<Backfill, 'tasks' | 'granularity'>,
  materialised: readonly Range[],
): Range[] | null {
  if (!isGranularity(granularity)) return null;
  const asked = tasks.map(({ range }) => range).filter((range) => rangeProblem(range, granularity) === null);
  return asked.length === 0 ? null : difference(mergeRanges(asked, granularity), materialised, granularity);
}

export function missingPath({ id, planId, granularity }: Of, missing: readonly Range[]): string | null {
  if (planId === null || !isGranularity(granularity)) return null;
  return paths.backfillWizard(planId, { sel: encodeRanges(missing, granularity), retryOf: id });
}
