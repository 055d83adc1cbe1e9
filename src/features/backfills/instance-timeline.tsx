import { memo, useMemo, useRef } from 'react';
import type { InstanceListItem } from '../../contract/instance.ts';
import { runningMs, waitingMs } from '../../domain/instance-times.ts';
import { wallText } from '../../domain/wall-date.ts';
import { useDuration } from '../../i18n/duration.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useStatusLook } from '../../i18n/status-look.ts';
import { useFixedRows, useKeptInView } from '../../ui/use-fixed-rows.ts';
import { useInstanceClick, type InstanceLink } from './instance-link.ts';
import type { InstanceTableProps } from './instance-table.tsx';
import { backfillMessages } from './messages.ts';
import { rangeText } from '../../domain/range-text.ts';
import { orderOf } from './instance-view.ts';
import { laneOf, ticksOf, timeAxis, type TimeAxis } from './timeline.ts';
import rowLink from '../../ui/row-link.module.css';
import classes from './instance-timeline.module.css';

const laneHeight = 24;

interface LaneProps {
  instance: InstanceListItem;
  rowIndex: number;
  axis: TimeAxis;
  wallNow: string;
  link: InstanceLink;
}

const percent = (hundredths: number) => `${hundredths.toFixed(3)}%`;

const LaneRow = memo(function LaneRow({ instance, rowIndex, axis, wallNow, link }: LaneProps) {
  const { instances: messages } = useMessages(backfillMessages);
  const look = useStatusLook();
  const { duration } = useDuration();
  const { waiting, running } = laneOf(instance, axis, wallNow);
  const { label, tone } = look.instance(instance.status);
  const waited = waitingMs(instance, wallNow);
  const ran = runningMs(instance, wallNow);
  const said = [
    label,
    waited === null ? null : messages.waited(duration(waited)),
    ran === null ? null : messages.ran(duration(ran)),
  ]
    .filter((part) => part !== null)
    .join(', ');
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      className={classes.row}
      style={{ top: (rowIndex - 2) * laneHeight }}
    >
      <span role="cell" className={classes.date}>
        <a href={link(instance.id).to} className={rowLink.link} data-instance={instance.id}>
          {instance.range === null ? messages.wholeTable : rangeText(instance.range)}
        </a>
      </span>
      <span role="cell" className={classes.lane} title={said} data-tone={tone}>
        <span className={classes.said}>{said}</span>
        {waiting && (
          <span
            className={classes.waiting}
            style={{ left: percent(waiting.left), width: percent(waiting.width) }}
          />
        )}
        {running && (
          <span
            className={classes.running}
            style={{ left: percent(running.left), width: percent(running.width) }}
          />
        )}
      </span>
    </div>
  );
});

const days = (axis: TimeAxis) => axis.to - axis.from > 86_400_000;

/** One lane an instance: hollow while it waited, full while it ran. */
export function InstanceTimeline({ rows, byId, view, wallNow, link }: Omit<InstanceTableProps, 'onView'>) {
  const { instances: messages } = useMessages(backfillMessages);
  const scroller = useRef<HTMLDivElement>(null);
  const onClick = useInstanceClick(link);
  const order = orderOf(view);
  const { from, to } = useFixedRows(scroller, rows.ids.length, laneHeight, order);
  useKeptInView(scroller, laneHeight, rows.ids, order);
  const axis = useMemo(() => {
    const shown = rows.ids.flatMap((id) => byId.get(id) ?? []);
    return timeAxis(shown, wallNow) ?? { from: 0, to: 1 };
  }, [rows.ids, byId, wallNow]);
  return (
    <div
      role="table"
      aria-label={messages.timeline}
      aria-rowcount={rows.ids.length + 1}
      className={classes.table}
    >
      <div ref={scroller} className={classes.scroller} role="presentation" onClick={onClick}>
        <div role="rowgroup" className={classes.head}>
          <div role="row" aria-rowindex={1} className={classes.headRow}>
            <span role="columnheader">{messages.columns.date}</span>
            <span role="columnheader" aria-label={messages.timeline} className={classes.axis}>
              {ticksOf(axis, 6).map((tick) => (
                <span
                  key={tick}
                  className={classes.tick}
                  style={{ left: percent((100 * (tick - axis.from)) / (axis.to - axis.from)) }}
                >
                  {days(axis) ? wallText(tick).slice(5, 16).replace('T', ' ') : wallText(tick).slice(11, 19)}
                </span>
              ))}
            </span>
          </div>
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: rows.ids.length * laneHeight }}>
          {rows.ids.slice(from, to).map((id, i) => {
            const instance = byId.get(id);
            return (
              instance && (
                <LaneRow
                  key={id}
                  instance={instance}
                  rowIndex={from + i + 2}
                  axis={axis}
                  wallNow={wallNow}
                  link={link}
                />
              )
            );
          })}
        </div>
      </div>
      <p className={classes.legend}>
        <span className={classes.sample} data-kind="waiting" aria-hidden="true" /> {messages.legendWaiting}
        <span className={classes.sample} data-kind="running" aria-hidden="true" /> {messages.legendRunning}
      </p>
    </div>
  );
}
