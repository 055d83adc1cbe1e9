import { memo, useLayoutEffect, useRef } from 'react';
import type { Granularity } from '../../contract/plan.ts';
import { keyAt, keyOfOrdinal } from '../../domain/granularity.ts';
import { useMessages } from '../../i18n/language.tsx';
import { cellLabel } from './cell-label.ts';
import { cssSizes } from './css-sizes.ts';
import { partitionsOfCell, rowsOf, type Block, type CellRow, type CellUnit } from './layout.ts';
import { statesOf, type CellLook } from './looks.ts';
import type { Marks } from './marks.ts';
import { partitionMessages } from './messages.ts';
import { useNames, type Names } from './names.ts';
import classes from './calendar-grid.module.css';

interface CalendarBlockProps {
  block: Block;
  /** Where it stands in its band, from 1. */
  column: number;
  g: Granularity;
  unit: CellUnit;
  marks: Marks;
  /** Of its cells, from `block.from` on. */
  looks: readonly CellLook[];
  signature: string;
  /** null: not in this block. */
  today: number | null;
  expected: number | null;
}

/** What stands in a cell: the least that tells it from its neighbours. */
function face(key: string, unit: CellUnit, names: Names): string {
  switch (unit) {
    case 'DAY':
      return String(Number(key.slice(8)));
    case 'WEEK':
      return String(Number(key.slice(6)));
    case 'MONTH':
      return names.shortMonth(key);
    case 'QUARTER':
      return key.slice(5);
    case 'YEAR':
      return key;
  }
}

/** A header's button is reached by pointer; keys have Shift+Space and Ctrl+Space on the cells instead of forty tab stops. */
function WeekHead({ row }: { row: CellRow }) {
  const messages = useMessages(partitionMessages);
  const names = useNames();
  const week = keyAt(keyOfOrdinal(row.cells.from, 'DAY'), 'WEEK');
  return (
    <div role="rowheader" className={classes.weekHead}>
      <button
        type="button"
        tabIndex={-1}
        data-week={row.cells.from}
        aria-label={messages.grid.select(names.partition(week, 'WEEK'))}
      >
        {Number(week.slice(6))}
      </button>
    </div>
  );
}

function MonthHead({ block }: { block: Block }) {
  const messages = useMessages(partitionMessages);
  const names = useNames();
  const name = names.partition(block.key, 'MONTH');
  return (
    <>
      <div role="row" className={classes.monthHead}>
        <div role="rowheader" aria-colspan={8}>
          <button type="button" tabIndex={-1} data-block={block.key} aria-label={messages.grid.select(name)}>
            {name}
          </button>
        </div>
      </div>
      <div className={classes.weekdays} aria-hidden="true">
        {names.weekdays.map((letter, i) => (
          <span key={i}>{letter}</span>
        ))}
      </div>
    </>
  );
}

export const CalendarBlock = memo(
  function CalendarBlock(props: CalendarBlockProps) {
    const { block, column, g, unit, marks, looks, today, expected } = props;
    const messages = useMessages(partitionMessages);
    const names = useNames();
    const root = useRef<HTMLDivElement>(null);
    useLayoutEffect(
      () =>
        root.current
          ? marks.attach(root.current, block.from, (cell) => partitionsOfCell(cell, g))
          : undefined,
      [marks, block, g],
    );
    return (
      <div ref={root} role="rowgroup" className={classes.block} style={{ gridColumnStart: column }}>
        {unit === 'DAY' && <MonthHead block={block} />}
        {rowsOf(block).map((row, i) => (
          <div key={row.key} role="row" aria-rowindex={block.rowsBefore + i + 1} className={classes.row}>
            {unit === 'DAY' && <WeekHead row={row} />}
            {Array.from({ length: row.cells.to - row.cells.from + 1 }, (_cell, n) => {
              const cell = row.cells.from + n;
              const look = looks[cell - block.from];
              if (!look) return null;
              const key = keyOfOrdinal(cell, unit);
              return (
                <div
                  key={cell}
                  role="gridcell"
                  tabIndex={-1}
                  className={classes.cell}
                  data-cell={cell}
                  data-state={look.state}
                  data-has={look.hours ? statesOf(look).join(' ') : look.state}
                  data-today={cell === today || undefined}
                  data-expected={cell === expected || undefined}
                  data-hit={look.hours?.hit}
                  aria-label={cellLabel(
                    names.cell(key, unit),
                    look,
                    { today: cell === today, expected: cell === expected },
                    messages,
                  )}
                  style={n === 0 && row.offset > 0 ? cssSizes({ skip: row.offset }) : undefined}
                >
                  {face(key, unit, names)}
                </div>
              );
            })}
          </div>
        ))}
      </div>
    );
  },
  (before, after) =>
    before.block === after.block &&
    before.column === after.column &&
    before.signature === after.signature &&
    before.marks === after.marks &&
    before.today === after.today &&
    before.expected === after.expected,
);
