import { Button } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { ordinalOf } from '../../domain/granularity.ts';
import { partitionStates, type PartitionMap, type PartitionState } from '../../domain/partition-state.ts';
import { contains } from '../../domain/ranges.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import type { CalendarState } from './calendar-state.ts';
import { press, stretchTo } from './gesture.ts';
import { partitionMessages } from './messages.ts';
import { useNames } from './names.ts';
import { Swatch } from './swatch.tsx';
import { tableMessages } from './table-messages.ts';
import { useEvidenceText } from './use-evidence-text.ts';
import classes from './partition-table.module.css';

interface PartitionTableProps {
  label: string;
  map: PartitionMap;
  state: CalendarState;
  /** Empty: all. */
  only: readonly PartitionState[];
}

const perPage = 100;

/** Positions in the history, the newest first. */
function rowsShown(map: PartitionMap, only: readonly PartitionState[]): number[] {
  const rows: number[] = [];
  for (let index = map.length - 1; index >= 0; index--) {
    const state = partitionStates[map.codes[index] ?? 0];
    if (state && (only.length === 0 || only.includes(state))) rows.push(index);
  }
  return rows;
}

/** The same partitions as a list, the newest first, with the same selection. */
export function PartitionTable({ label, map, state, only }: PartitionTableProps) {
  const messages = useMessages(tableMessages);
  const { states } = useMessages(partitionMessages);
  const names = useNames();
  const format = useFormat();
  const say = useEvidenceText();
  const { selection, rested } = state;
  const selected = useSyncExternalStore(rested.subscribe, rested.get);
  const [page, setPage] = useState(0);
  const g = map.granularity;
  const rows = rowsShown(map, only);
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const at = Math.min(page, pages - 1);
  const shown = rows.slice(at * perPage, (at + 1) * perPage);

  const spanOf = (index: number) => {
    const ordinal = ordinalOf(map.keyAt(index), g);
    return { from: ordinal, to: ordinal };
  };
  const toggle = (index: number, extend: boolean) => {
    const before = selection.get();
    selection.set(
      extend && before.anchor
        ? stretchTo(before, spanOf(index), g)
        : press(before, spanOf(index), { extend: false, toggle: true }, g),
    );
  };

  if (rows.length === 0) return <p className={classes.none}>{messages.none}</p>;
  const from = format.number(at * perPage + 1);
  const to = format.number(at * perPage + shown.length);
  return (
    <div className={classes.twin}>
      <div className={classes.scroller} tabIndex={0} role="region" aria-label={label}>
        <table className={classes.table}>
          <caption className={classes.caption}>
            {messages.caption(from, to, format.number(rows.length))}
          </caption>
          <thead>
            <tr>
              <th scope="col">{messages.selected}</th>
              <th scope="col">{messages.partition}</th>
              <th scope="col">{messages.state}</th>
              <th scope="col">{messages.why}</th>
              <th scope="col" className={classes.number}>
                {messages.attempts}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((index) => {
              const key = map.keyAt(index);
              const evidence = map.evidence(key);
              const name = names.partition(key, g);
              if (!evidence) return null;
              return (
                <tr key={key}>
                  <td>
                    <input
                      type="checkbox"
                      aria-label={messages.select(name)}
                      checked={contains(selected.ranges, key, g)}
                      onChange={(event) => {
                        const { nativeEvent } = event;
                        toggle(index, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey);
                      }}
                    />
                  </td>
                  <th scope="row">{name}</th>
                  <td>
                    <span className={classes.state}>
                      <Swatch state={evidence.state} />
                      {states[evidence.state]}
                    </span>
                  </td>
                  <td className={classes.why}>{say(evidence)}</td>
                  <td className={classes.number}>{format.number(evidence.attempts)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <nav aria-label={messages.pages} className={classes.pages}>
          <Button size="xs" variant="default" disabled={at === 0} onClick={() => setPage(at - 1)}>
            {messages.newer}
          </Button>
          <span>{messages.page(format.number(at + 1), format.number(pages))}</span>
          <Button size="xs" variant="default" disabled={at >= pages - 1} onClick={() => setPage(at + 1)}>
            {messages.older}
          </Button>
        </nav>
      )}
    </div>
  );
}
