import type { Dossier } from '../../contract/conversion.ts';
import type { Range } from '../../contract/range.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useScheduleWords } from '../../i18n/schedule-words.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { conversionMessages } from './messages.ts';

/** What stands in a dossier, in words, for the screen and for the file alike. */
export function useDossierWords() {
  const { dossier: messages, warnings } = useMessages(conversionMessages);
  const format = useFormat();
  const words = useWords();
  const schedule = useScheduleWords();

  const rangeText = ({ start, end }: Range, granularity: string | null): string => {
    const from = format.partition(start, granularity);
    return start === end ? from : `${from} – ${format.partition(end, granularity)}`;
  };

  return {
    schedule: ({ plan }: Dossier): string => schedule.sentence(plan),
    granularity: ({ plan }: Dossier): string =>
      plan.fullRefresh
        ? messages.wholeTable
        : plan.granularity === null
          ? messages.notRead
          : words.granularity(plan.granularity),
    table: ({ plan }: Dossier): string | null => {
      const { catalog, schema, name } = plan.table;
      const parts = [catalog, schema, name].filter((part) => part !== null && part !== '');
      return parts.length === 0 ? null : parts.join('.');
    },
    coverage: ({ plan, coverage }: Dossier): string => {
      if (plan.fullRefresh) return messages.wholeTable;
      if (!coverage) return messages.notRead;
      const of = words.periods(coverage.periods, coverage.granularity);
      const have = coverage.periods - coverage.missingCount;
      return coverage.missingCount === 0
        ? messages.allCovered(of)
        : messages.covered(format.number(have), of);
    },
    /** The first `most` of what is missing, and how many more there are. */
    missing: ({ coverage }: Dossier, most: number): string | null => {
      if (!coverage || coverage.missingCount === 0) return null;
      const named = coverage.missing.slice(0, most).map((range) => rangeText(range, coverage.granularity));
      const left = coverage.missing.length - named.length;
      return format.series([...named, ...(left > 0 ? [messages.more(format.number(left))] : [])]);
    },
    latest: ({ latest, freshness, plan }: Dossier): string => {
      if (!latest) return messages.notRead;
      const key = freshness?.latestData ?? null;
      if (key !== null) return format.partition(key, plan.granularity);
      return latest.latestData === null ? '–' : format.wallTime(latest.latestData);
    },
    warnings: (dossier: Dossier): string[] =>
      dossier.warnings.map((warning) => {
        switch (warning) {
          case 'periods-missing':
            return warnings[warning](
              format.number(dossier.coverage?.missingCount ?? 0),
              words.periods(dossier.coverage?.periods ?? 0, dossier.plan.granularity),
            );
          case 'behind':
            return warnings[warning](words.periods(dossier.freshness?.lag ?? 0, dossier.plan.granularity));
          case 'open-backfills':
            return warnings[warning](dossier.openBackfills.length);
          case 'not-ready':
            return warnings[warning];
        }
      }),
  };
}
