import { Link } from 'react-router';
import type { Backfill } from '../../contract/backfill.ts';
import { truncatedPercent } from '../../domain/backfill.ts';
import { rangeText } from '../../domain/range-text.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useStatusLook } from '../../i18n/status-look.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { paths } from '../../paths.ts';
import { useZone } from '../../ui/clock.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { attentionMessages } from './attention-messages.ts';
import { countsAsSeen } from './counts.ts';
import { StatusBar } from './status-counts.tsx';
import rowLink from '../../ui/row-link.module.css';
import classes from './backfill-table.module.css';

interface BackfillTableProps {
  backfills: readonly Backfill[];
  titleOf: (backfill: Backfill) => string;
}

function Progress({ counts }: Pick<Backfill, 'counts'>) {
  const { list: messages } = useMessages(attentionMessages);
  const format = useFormat();
  const { success, failed, total } = counts;
  if (total === 0) return <span className={classes.dim}>{messages.nothingYet}</span>;
  return (
    <div className={classes.progress}>
      <StatusBar counts={countsAsSeen(counts)} />
      <span className={classes.figure}>
        {truncatedPercent(success + failed, total)}% ·{' '}
        {messages.instances(format.number(success + failed), format.number(total))}
        {failed > 0 && ` · ${messages.failed(format.number(failed))}`}
      </span>
    </div>
  );
}

export function BackfillTable({ backfills, titleOf }: BackfillTableProps) {
  const { list: messages } = useMessages(attentionMessages);
  const look = useStatusLook();
  const format = useFormat();
  const zone = useZone();
  const { columns } = messages;
  return (
    <div className={classes.scroller} tabIndex={0} role="region" aria-label={messages.table}>
      <table className={classes.table} aria-label={messages.table}>
        <thead>
          <tr>
            {[
              columns.backfill,
              columns.state,
              columns.progress,
              columns.range,
              columns.by,
              columns.at,
              columns.note,
            ].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {backfills.map((backfill) => {
            const {
              id,
              state,
              counts,
              tasks,
              createdBy,
              createdAt,
              note,
              granularity,
              tracked,
              countsProblem,
            } = backfill;
            const [first] = tasks;
            const range =
              granularity === null && !tracked
                ? messages.wholeTable
                : first && messages.ranges(rangeText(first.range), tasks.length - 1);
            return (
              <tr key={id}>
                <td className={classes.name}>
                  <Link to={paths.backfill(id)} className={rowLink.link}>
                    <bdi>{titleOf(backfill)}</bdi>
                  </Link>
                  <span className={classes.short}>{range}</span>
                </td>
                <td>
                  <StateBadge {...look.backfill(state)} />
                </td>
                <td title={countsProblem}>
                  <Progress counts={counts} />
                  {countsProblem !== undefined && <span className={classes.dim}>{messages.stale}</span>}
                </td>
                <td className={classes.range}>{range}</td>
                <td className={classes.by}>
                  {createdBy.name}
                  {tracked && <span className={classes.dim}> ({messages.tracked})</span>}
                </td>
                <td className={classes.range}>{format.instant(createdAt, zone)}</td>
                <td className={classes.note} title={note}>
                  {note}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
