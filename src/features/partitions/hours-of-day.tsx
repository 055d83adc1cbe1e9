import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { keyOfOrdinal, ordinalOf } from '../../domain/granularity.ts';
import type { PartitionMap } from '../../domain/partition-state.ts';
import { useMessages } from '../../i18n/language.tsx';
import type { CalendarState } from './calendar-state.ts';
import { cellLabel } from './cell-label.ts';
import { press, type Held } from './gesture.ts';
import { partitionMessages } from './messages.ts';
import { useNames } from './names.ts';
import grid from './calendar-grid.module.css';
import classes from './evidence-panel.module.css';

interface HoursOfDayProps {
  /** The day's ordinal. */
  day: number;
  map: PartitionMap;
  state: CalendarState;
  chosen: string | null;
  onChoose: (key: string) => void;
}

const columns = 6;
const one = (ordinal: number) => ({ from: ordinal, to: ordinal });

/** A day of an HOUR plan, opened: its 24 hours, part of the same selection. */
export function HoursOfDay({ day, map, state, chosen, onChoose }: HoursOfDayProps) {
  const messages = useMessages(partitionMessages);
  const names = useNames();
  const root = useRef<HTMLDivElement>(null);
  const [tabStop, setTabStop] = useState<number | null>(null);
  const first = Math.max(day * 24, ordinalOf(map.history.start, 'HOUR'));
  const last = Math.min(day * 24 + 23, ordinalOf(map.history.end, 'HOUR'));
  const focused = tabStop !== null && tabStop >= first && tabStop <= last ? tabStop : first;

  useLayoutEffect(
    () => (root.current ? state.marks.attach(root.current, first, one) : undefined),
    [state.marks, first, last],
  );

  const act = (ordinal: number, held: Held) => {
    const { selection } = state;
    selection.set(press(selection.get(), one(ordinal), held, 'HOUR'));
    setTabStop(ordinal);
    onChoose(keyOfOrdinal(ordinal, 'HOUR'));
  };
  const onKeyDown = (event: KeyboardEvent, ordinal: number) => {
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -columns,
      ArrowDown: columns,
      Home: first - ordinal,
      End: last - ordinal,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      const to = Math.min(last, Math.max(first, ordinal + step));
      setTabStop(to);
      onChoose(keyOfOrdinal(to, 'HOUR'));
      if (event.shiftKey) {
        const { selection } = state;
        const before = selection.get();
        const from = before.anchor
          ? before
          : press(before, one(ordinal), { extend: false, toggle: false }, 'HOUR');
        selection.set(press(from, one(to), { extend: true, toggle: false }, 'HOUR'));
      }
      root.current?.querySelector<HTMLElement>(`[data-cell="${to}"]`)?.focus();
    } else if (event.key === ' ' || event.key === 'Enter') {
      act(ordinal, { extend: false, toggle: true });
    } else {
      return;
    }
    event.preventDefault();
  };

  const rows: number[][] = [];
  for (let ordinal = day * 24; ordinal < day * 24 + 24; ordinal += columns)
    rows.push(
      Array.from({ length: columns }, (_hour, i) => ordinal + i).filter((at) => at >= first && at <= last),
    );
  const dayName = names.partition(keyOfOrdinal(day, 'DAY'), 'DAY');
  return (
    <div
      ref={root}
      role="grid"
      aria-label={messages.grid.hoursOf(dayName)}
      aria-multiselectable="true"
      className={`${grid.grid} ${classes.hours}`}
    >
      {rows.map((row, i) =>
        row.length === 0 ? null : (
          <div key={i} role="row" className={classes.hoursRow}>
            {row.map((ordinal) => {
              const key = keyOfOrdinal(ordinal, 'HOUR');
              const index = map.indexOf(key);
              const look = {
                state: map.stateOf(key) ?? 'missing',
                attempts: map.attempts[index] ?? 0,
                hours: null,
              };
              return (
                <div
                  key={ordinal}
                  role="gridcell"
                  tabIndex={ordinal === focused ? 0 : -1}
                  className={grid.cell}
                  data-cell={ordinal}
                  data-state={look.state}
                  data-has={look.state}
                  aria-current={key === chosen || undefined}
                  aria-label={cellLabel(
                    names.partition(key, 'HOUR'),
                    look,
                    { today: false, expected: false },
                    messages,
                  )}
                  style={ordinal === row[0] ? { gridColumnStart: (ordinal % columns) + 1 } : undefined}
                  onClick={(event) =>
                    act(ordinal, { extend: event.shiftKey, toggle: event.ctrlKey || event.metaKey })
                  }
                  onKeyDown={(event) => onKeyDown(event, ordinal)}
                >
                  {key.slice(11)}
                </div>
              );
            })}
          </div>
        ),
      )}
    </div>
  );
}
