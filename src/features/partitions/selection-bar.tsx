import { useDeferredValue, useEffect, useState, useSyncExternalStore } from 'react';
import type { Plan } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { countInStates, rangesInState, type PartitionMap } from '../../domain/partition-state.ts';
import { countKeys } from '../../domain/ranges.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import type { CalendarState } from './calendar-state.ts';
import type { CommandKind } from './command-kind.ts';
import { choose, nothingSelected } from './gesture.ts';
import { partitionMessages } from './messages.ts';
import { PartitionActions } from './partition-actions.tsx';
import { lastPeriods, thisPeriod } from './presets.ts';
import { selectionMessages } from './selection-messages.ts';
import { statesInOrder } from './states.ts';
import { TextSelect } from './text-select.tsx';
import classes from './selection-bar.module.css';

interface SelectionBarProps {
  plan: Plan;
  map: PartitionMap;
  state: CalendarState;
  expected: string;
  today: string;
  onCommand: (kind: CommandKind, ranges: readonly Range[]) => void;
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

/** Follows every step of a drag, so it draws nothing but the sentence. */
function Summary({ map, state }: Pick<SelectionBarProps, 'map' | 'state'>) {
  const { selection } = state;
  const { ranges } = useSyncExternalStore(selection.subscribe, selection.get);
  const summary = useSummary(map, ranges);
  const settled = useSettled(summary);
  return (
    <>
      <p className={classes.summary} data-empty={ranges.length === 0 || undefined}>
        {summary}
      </p>
      <VisuallyHidden>
        <span role="status">{settled}</span>
      </VisuallyHidden>
    </>
  );
}

function Presets({ map, state, expected, today }: Omit<SelectionBarProps, 'plan' | 'onCommand'>) {
  const messages = useMessages(selectionMessages);
  const { rested, selection } = state;
  const nothing = useSyncExternalStore(rested.subscribe, () => rested.get().ranges.length === 0);
  const g = map.granularity;
  const period = thisPeriod(today, expected, g);
  const periodLabel = g === 'DAY' || g === 'HOUR' ? messages.thisMonth : messages.thisYear;
  const presets: { label: string; ranges: () => Range[] }[] = [
    { label: messages.allMissing, ranges: () => rangesInState(map, 'missing', 'unreported') },
    { label: messages.allFailed, ranges: () => rangesInState(map, 'failed') },
    ...[7, 30, 90].map((n) => ({ label: messages.last(n), ranges: () => [lastPeriods(n, expected, g)] })),
    ...(period ? [{ label: periodLabel, ranges: () => [period] }] : []),
  ];
  return (
    <div role="group" aria-label={messages.presets} className={classes.presets}>
      {presets.map(({ label, ranges }) => (
        <button
          key={label}
          type="button"
          className={classes.preset}
          onClick={() => selection.set(choose(ranges(), map.history, g))}
        >
          {label}
        </button>
      ))}
      <button
        type="button"
        className={classes.preset}
        disabled={nothing}
        onClick={() => selection.set(nothingSelected)}
      >
        {messages.clear}
      </button>
    </div>
  );
}

function Actions({ plan, map, state, onCommand }: Omit<SelectionBarProps, 'expected' | 'today'>) {
  const { rested } = state;
  // A key that selects is answered by the calendar at once, and by the buttons right after.
  const { ranges } = useDeferredValue(useSyncExternalStore(rested.subscribe, rested.get));
  return <PartitionActions plan={plan} map={map} ranges={ranges} onCommand={onCommand} />;
}

export function SelectionBar({ plan, map, state, expected, today, onCommand }: SelectionBarProps) {
  const messages = useMessages(selectionMessages);
  const select = (chosen: readonly Range[]) =>
    state.selection.set(choose(chosen, map.history, map.granularity));
  return (
    <section aria-label={messages.label} className={classes.bar}>
      <Summary map={map} state={state} />
      <div className={classes.row}>
        <Presets map={map} state={state} expected={expected} today={today} />
        <TextSelect map={map} expected={expected} onSelect={select} />
      </div>
      <Actions plan={plan} map={map} state={state} onCommand={onCommand} />
    </section>
  );
}
