import type { Freshness } from '../../contract/freshness.ts';
import { csvText, type CsvCell } from '../../domain/csv.ts';
import type { PlanRow } from './plan-rows.ts';

interface CsvWords {
  header: readonly string[];
  kind: (word: string) => string;
  granularity: (word: string) => string;
  state: (state: Freshness['state']) => string;
  /** Beside what only an answer about many plans has shown. */
  byMany: string;
  unchecked: string;
}

/**
 * The list as it is shown, for a spreadsheet: names of partitions in CAN's own spelling, which sorts and compares.
 * `exactOf`: what rows that were in view have learned of themselves since.
 */
export function planCsv(
  rows: readonly PlanRow[],
  exactOf: (planId: string) => Freshness | undefined,
  words: CsvWords,
): string {
  return csvText(
    words.header,
    rows.map(({ plan, known }): CsvCell[] => {
      const exact = known?.exact ? known : exactOf(plan.id);
      const is = exact ?? known;
      const note = is?.problem
        ? [is.problem.detail ?? is.problem.message, is.problem.traceId].filter(Boolean).join(' · ')
        : is === undefined
          ? words.unchecked
          : exact === undefined
            ? words.byMany
            : '';
      return [
        plan.id,
        plan.name,
        plan.displayName,
        words.kind(plan.kind),
        is?.granularity ? words.granularity(is.granularity) : null,
        is ? words.state(is.state) : null,
        is?.latestData ?? null,
        is?.expected ?? null,
        is?.lag ?? null,
        is?.latestRefresh ?? null,
        note,
      ];
    }),
  );
}
