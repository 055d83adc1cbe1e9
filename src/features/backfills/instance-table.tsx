import { memo, useRef, type ReactNode } from 'react';
import type { InstanceListItem } from '../../contract/instance.ts';
import { runningMs, waitingMs } from '../../domain/instance-times.ts';
import { useDuration } from '../../i18n/duration.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useStatusLook } from '../../i18n/status-look.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { useFixedRows, useKeptInView } from '../../ui/use-fixed-rows.ts';
import { useInstanceClick, type InstanceLink } from './instance-link.ts';
import { orderOf, type InstanceView, type ShownRows, type SortKey } from './instance-view.ts';
import { backfillMessages } from './messages.ts';
import { rangeText } from '../../domain/range-text.ts';
import rowLink from '../../ui/row-link.module.css';
import classes from './instance-table.module.css';

const rowHeight = 36;

interface RowProps {
  instance: InstanceListItem;
  rowIndex: number;
  left: boolean;
  /** '' for an instance whose times don't move: it is then drawn once. */
  wallNow: string;
  link: InstanceLink;
}

const Row = memo(function Row({ instance, rowIndex, left, wallNow, link }: RowProps) {
  const { instances: messages } = useMessages(backfillMessages);
  const look = useStatusLook();
  const format = useFormat();
  const { duration } = useDuration();
  const { id, status, range, task, createdAt, startedAt, endedAt } = instance;
  const time = (wall: string | null) => (wall === null ? messages.noTime : format.wallTime(wall));
  const lasted = (ms: number | null) => (ms === null ? messages.noTime : duration(ms));
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      className={classes.row}
      data-left={left || undefined}
      style={{ top: (rowIndex - 2) * rowHeight }}
    >
      <span role="cell" className={classes.date}>
        <a href={link(id).to} className={rowLink.link} data-instance={id}>
          {range === null ? messages.wholeTable : rangeText(range)}
        </a>
      </span>
      <span role="cell">
        <StateBadge {...look.instance(status)} />
      </span>
      <span role="cell">{lasted(waitingMs(instance, wallNow))}</span>
      <span role="cell">{lasted(runningMs(instance, wallNow))}</span>
      <span role="cell">{time(createdAt)}</span>
      <span role="cell">{time(startedAt)}</span>
      <span role="cell">{time(endedAt)}</span>
      <span role="cell">#{task}</span>
      <span role="cell" className={classes.id}>
        {id}
      </span>
    </div>
  );
});

interface SortHeaderProps {
  column: SortKey;
  view: InstanceView;
  onView: (view: InstanceView) => void;
  children: string;
}

function SortHeader({ column, view, onView, children }: SortHeaderProps) {
  const { instances: messages } = useMessages(backfillMessages);
  const sorts = view.sort === column;
  return (
    <span role="columnheader" aria-sort={sorts ? (view.descending ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        className={classes.sort}
        title={messages.sortBy(children)}
        onClick={() => onView({ ...view, sort: column, descending: sorts && !view.descending })}
      >
        {children}
        <span aria-hidden="true">{sorts ? (view.descending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </span>
  );
}

const isOpen = ({ status, endedAt }: InstanceListItem) =>
  endedAt === null && status !== 'SUCCESS' && status !== 'FAILED';

export interface InstanceTableProps {
  rows: ShownRows;
  byId: ReadonlyMap<string, InstanceListItem>;
  view: InstanceView;
  onView: (view: InstanceView) => void;
  wallNow: string;
  link: InstanceLink;
}

/** The rows in view, and no others. It scrolls by itself, so that nothing above it moves what one reads. */
export const InstanceTable = memo(function InstanceTable(props: InstanceTableProps) {
  const { rows, byId, view, onView, wallNow, link } = props;
  const { instances: messages } = useMessages(backfillMessages);
  const { columns } = messages;
  const onClick = useInstanceClick(link);
  const scroller = useRef<HTMLDivElement>(null);
  const order = orderOf(view);
  const { from, to } = useFixedRows(scroller, rows.ids.length, rowHeight, order);
  useKeptInView(scroller, rowHeight, rows.ids, order);
  // Of a lot of several days, the first instance is as long as most.
  const [firstId = ''] = rows.ids;
  const first = byId.get(firstId)?.range;
  const spans = first !== undefined && first !== null && first.start !== first.end;
  const sort = (column: SortKey, name: string): ReactNode => (
    <SortHeader column={column} view={view} onView={onView}>
      {name}
    </SortHeader>
  );
  return (
    <div
      role="table"
      aria-label={messages.table}
      aria-rowcount={rows.ids.length + 1}
      className={classes.table}
      data-spans={spans || undefined}
    >
      <div ref={scroller} className={classes.scroller} role="presentation" onClick={onClick}>
        <div role="rowgroup" className={classes.head}>
          <div role="row" aria-rowindex={1} className={classes.headRow}>
            {sort('date', columns.date)}
            {sort('status', columns.status)}
            {sort('waiting', columns.waiting)}
            {sort('running', columns.running)}
            {sort('created', columns.created)}
            {sort('started', columns.started)}
            {sort('ended', columns.ended)}
            <span role="columnheader">{columns.call}</span>
            <span role="columnheader">{columns.id}</span>
          </div>
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: rows.ids.length * rowHeight }}>
          {rows.ids.slice(from, to).map((id, i) => {
            const instance = byId.get(id);
            return (
              instance && (
                <Row
                  key={id}
                  instance={instance}
                  rowIndex={from + i + 2}
                  left={rows.left.has(id)}
                  wallNow={isOpen(instance) ? wallNow : ''}
                  link={link}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
});
