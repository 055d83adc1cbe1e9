import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Range } from '../../contract/range.ts';
import { countInStates, rangesInState, type PartitionMap } from '../../domain/partition-state.ts';
import { countKeys } from '../../domain/ranges.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import type { CalendarState } from './calendar-state.ts';
import { choose, nothingSelected } from './gesture.ts';
import { partitionMessages } from './messages.ts';
import { lastPeriods, thisPeriod } from './presets.ts';
import { selectionMessages } from './selection-messages.ts';
import { statesInOrder } from './states.ts';
import { TextSelect } from './text-select.tsx';
import classes from './selection-bar.module.css';

interface SelectionBarProps {
  map: PartitionMap;
  state: CalendarState;
  expected: string;
  today: string;
  /** What can be done with the selection. */
  actions: (ranges: Range[]) => ReactNode;
}

/** Readers hear the sum once a drag rests, not at every step of it. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 500);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** "37 days selected: 30 missing, 5 failed, 2 materialised". */
function useSummary(map: PartitionMap, ranges: readonly Range[]): string {
  const messages = useMessages(selectionMessages);
  const { states, units } = useMessages(partitionMessages);
  const format = useFormat();
  if (ranges.length === 0) return messages.none;
  const counts = countInStates(map, ranges);
  const parts = statesInOrder
    .filter((state) => counts[state] > 0)
    .sort((a, b) => counts[b] - counts[a])
    .map((state) => messages.part(format.number(counts[state]), states[state]));
  if (counts.outside > 0) parts.push(messages.outside(format.number(counts.outside)));
  const total = countKeys(ranges, map.granularity);
  return messages.summary(
    units[map.granularity](format.number(total), total === 1),
    parts.join(messages.join),
  );
}

export function SelectionBar({ map, state, expected, today, actions }: SelectionBarProps) {
  const messages = useMessages(selectionMessages);
  const { selection } = state;
  const { ranges } = useSyncExternalStore(selection.subscribe, selection.get);
  const g = map.granularity;
  const summary = useSummary(map, ranges);
  const settled = useSettled(summary);
  const select = (chosen: readonly Range[]) => selection.set(choose(chosen, map.history, g));

  const month = thisPeriod(today, expected, g);
  const byDays = g === 'DAY' || g === 'HOUR';
  const presets: { label: string; ranges: () => Range[] }[] = [
    { label: messages.allMissing, ranges: () => rangesInState(map, 'missing', 'unreported') },
    { label: messages.allFailed, ranges: () => rangesInState(map, 'failed') },
    ...[7, 30, 90].map((n) => ({ label: messages.last(n), ranges: () => [lastPeriods(n, expected, g)] })),
    ...(month ? [{ label: byDays ? messages.thisMonth : messages.thisYear, ranges: () => [month] }] : []),
  ];

  return (
    <section aria-label={messages.label} className={classes.bar}>
      <p className={classes.summary} data-empty={ranges.length === 0 || undefined}>
        {summary}
      </p>
      <VisuallyHidden>
        <span role="status">{settled}</span>
      </VisuallyHidden>
      <div className={classes.row}>
        <div role="group" aria-label={messages.presets} className={classes.presets}>
          {presets.map(({ label, ranges: of }) => (
            <button key={label} type="button" className={classes.preset} onClick={() => select(of())}>
              {label}
            </button>
          ))}
          <button
            type="button"
            className={classes.preset}
            disabled={ranges.length === 0}
            onClick={() => selection.set(nothingSelected)}
          >
            {messages.clear}
          </button>
        </div>
        <TextSelect map={map} expected={expected} onSelect={select} />
      </div>
      {actions(ranges)}
    </section>
  );
}
