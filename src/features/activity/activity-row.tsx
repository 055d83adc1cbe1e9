import { memo, useState } from 'react';
import { Link } from 'react-router';
import type { JournalRow } from '../../contract/activity.ts';
import { useCauseWords } from '../../i18n/causes.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { paths } from '../../paths.ts';
import { useZone } from '../../ui/clock.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { activityMessages } from './messages.ts';
import { RowDetails } from './row-details.tsx';
import { tableOf } from './row-view.ts';
import { JournalBadge } from './state-look.tsx';
import { useRowWords } from './use-row-words.ts';
import classes from './activity-table.module.css';

const mostRanges = 3;

function Where({ row, withPlan }: { row: JournalRow; withPlan: boolean }) {
  const messages = useMessages(activityMessages);
  const words = useRowWords();
  const table = tableOf(row);
  const days = words.days(row, mostRanges);
  const { planId, planName } = row;
  return (
    <>
      {table ? (
        <code className={classes.table}>{table.name}</code>
      ) : (
        withPlan &&
        (planId === undefined ? (
          <span className={classes.dim}>{messages.unknownPlan}</span>
        ) : (
          <Link to={paths.plan(planId)}>
            <bdi>{planName ?? planId}</bdi>
          </Link>
        ))
      )}
      {days !== null && <span className={classes.days}>{days}</span>}
    </>
  );
}

/** One thing that was asked of CAN. It never changes but in its outcome, so it is drawn anew only then. */
export const ActivityRow = memo(function ActivityRow({
  row,
  withPlan,
}: {
  row: JournalRow;
  withPlan: boolean;
}) {
  const messages = useMessages(activityMessages);
  const words = useRowWords();
  const cause = useCauseWords();
  const format = useFormat();
  const zone = useZone();
  const [open, setOpen] = useState(false);
  const when = format.instant(row.at, zone);
  const what = words.what(row);
  return (
    <div role="row" className={classes.row} data-state={row.state}>
      <span role="cell" className={classes.when}>
        <time dateTime={row.at}>{when}</time>
      </span>
      <span role="cell" className={classes.who}>
        <bdi>{row.actor.name}</bdi>
        <code className={classes.fingerprint} title={messages.details.fingerprint}>
          {row.actor.id}
        </code>
      </span>
      <span role="cell" className={classes.what}>
        {what}
      </span>
      <span role="cell" className={classes.where}>
        <Where row={row} withPlan={withPlan} />
      </span>
      <span role="cell" className={classes.outcome}>
        <JournalBadge row={row} />
        {row.traceId !== undefined && (
          <code className={classes.trace} title={messages.details.trace}>
            {row.traceId}
          </code>
        )}
        {row.state === 'refused' && row.problem !== undefined && (
          <span className={classes.problem}>{cause(row)}</span>
        )}
        {row.state === 'unknown' && <span className={classes.todo}>{messages.unknown[row.action]}</span>}
      </span>
      <div role="cell" className={classes.details}>
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            {messages.details.show}
            <VisuallyHidden>: {messages.details.of(what, when)}</VisuallyHidden>
          </summary>
          {open && <RowDetails row={row} />}
        </details>
      </div>
    </div>
  );
});
