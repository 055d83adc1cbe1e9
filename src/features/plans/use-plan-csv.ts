import { useQueryClient } from '@tanstack/react-query';
import { freshnessQuery } from '../../api/freshness.ts';
import { instantMs, wallNow } from '../../domain/wall-date.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useWords } from '../../i18n/words.ts';
import { useZone } from '../../ui/clock.tsx';
import { downloadText } from '../../ui/download.ts';
import { planMessages } from './messages.ts';
import { planCsv } from './plan-csv.ts';
import type { PlanRow } from './plan-rows.ts';

/** Saves the filtered list as a file that is named by the day on CAN's wall clock. */
export function usePlanCsv(): (rows: readonly PlanRow[], asOf: string) => void {
  const client = useQueryClient();
  const { columns, tools } = useMessages(planMessages);
  const words = useWords();
  const zone = useZone();
  return (rows, asOf) => {
    const text = planCsv(rows, (id) => client.getQueryData(freshnessQuery(id).queryKey)?.freshness, {
      header: [
        columns.id,
        tools.csvColumns.name,
        tools.csvColumns.displayName,
        columns.kind,
        columns.granularity,
        columns.state,
        columns.latest,
        columns.expected,
        tools.csvColumns.lag,
        columns.refresh,
        tools.csvColumns.note,
      ],
      kind: words.kind,
      granularity: words.granularity,
      state: words.freshness,
      byMany: tools.csvNote,
      unchecked: tools.csvUnchecked,
    });
    downloadText(text, `plans-${wallNow(zone, instantMs(asOf)).slice(0, 10)}.csv`, 'text/csv');
  };
}
