import { useCallback } from 'react';
import type { JournalRow } from '../../contract/activity.ts';
import { csvText } from '../../domain/csv.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useZone } from '../../ui/clock.tsx';
import { activityMessages } from './messages.ts';
import { tableOf } from './row-view.ts';
import { useRowWords } from './use-row-words.ts';

/** The rows as a file, with everything that stands in the journal about each. */
export function useActivityCsv(): (rows: readonly JournalRow[]) => string {
  const { csvColumns: columns } = useMessages(activityMessages);
  const words = useRowWords();
  const format = useFormat();
  const zone = useZone();
  return useCallback(
    (rows) =>
      csvText(
        Object.values(columns),
        rows.map((row) => [
          format.instant(row.at, zone),
          row.at,
          row.actor.name,
          row.actor.id,
          words.what(row),
          row.planId ?? null,
          tableOf(row)?.name ?? row.planName ?? null,
          words.days(row),
          words.state(row),
          row.problem ?? null,
          row.traceId ?? null,
          row.dagName ?? null,
          row.reason ?? null,
          row.endedAt ?? null,
          row.settledBy?.name ?? null,
          `${row.request.method} ${row.request.path} ${JSON.stringify(row.request.body)}`,
        ]),
      ),
    [columns, words, format, zone],
  );
}
