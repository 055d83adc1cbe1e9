import type { JournalRow } from '../../contract/activity.ts';
import type { Range } from '../../contract/range.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { activityMessages } from './messages.ts';
import { granularityOf, markedAs, tableOf } from './row-view.ts';

/** What a row says, in words: for the screen and for the file. */
export function useRowWords() {
  const messages = useMessages(activityMessages);
  const format = useFormat();

  const rangeText = (range: Range): string => {
    const g = granularityOf(range);
    const from = format.partition(range.start, g);
    return range.start === range.end ? from : `${from} – ${format.partition(range.end, g)}`;
  };

  return {
    what: (row: JournalRow): string =>
      row.action === 'mark' ? messages.marks[markedAs(row)] : messages.actions[row.action],
    state: ({ state }: JournalRow): string => messages.states[state],
    /** null: nothing about days is known or meant. */
    days: (row: JournalRow, most = Infinity): string | null => {
      const table = tableOf(row);
      if (table) return format.day(table.day);
      const { action, ranges = [] } = row;
      if (ranges.length === 0)
        return action === 'convert' || action === 'data-update' ? null : messages.wholeTable;
      const named = ranges.slice(0, most).map(rangeText);
      const left = ranges.length - named.length;
      return format.series([...named, ...(left > 0 ? [messages.more(format.number(left))] : [])]);
    },
  };
}
