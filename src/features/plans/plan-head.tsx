import { useMessages } from '../../i18n/language.tsx';
import { Glyph } from '../../ui/icons.tsx';
import { planMessages } from './messages.ts';
import type { Column } from './plan-columns.ts';
import type { PlanSort } from './plan-sort.ts';
import classes from './plan-table.module.css';

interface PlanHeadProps {
  columns: readonly Column[];
  sort: PlanSort;
  onSort: (sort: PlanSort) => void;
}

/** The names of the columns; each sorts by its column, and once more the other way round. */
export function PlanHead({ columns, sort, onSort }: PlanHeadProps) {
  const messages = useMessages(planMessages);
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        {columns.map((column) => {
          const sorted = sort.by === column;
          return (
            <span
              key={column}
              role="columnheader"
              aria-sort={sorted ? (sort.reversed ? 'descending' : 'ascending') : undefined}
              className={classes.cell}
              data-column={column}
            >
              <button
                type="button"
                className={classes.sort}
                data-way={sorted ? (sort.reversed ? 'down' : 'up') : undefined}
                title={messages.sortBy(messages.columns[column])}
                onClick={() => onSort({ by: column, reversed: sorted && !sort.reversed })}
              >
                {messages.columns[column]}
                {sorted && <Glyph name="chevron" />}
              </button>
            </span>
          );
        })}
      </div>
    </div>
  );
}
