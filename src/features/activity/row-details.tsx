import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { JournalRow } from '../../contract/activity.ts';
import { useCauseWords } from '../../i18n/causes.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { paths } from '../../paths.ts';
import { useZone } from '../../ui/clock.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { activityMessages } from './messages.ts';
import { opposite, requestText, tableOf } from './row-view.ts';
import classes from './row-details.module.css';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Handle({ name, value }: { name: string; value: string }) {
  return (
    <Fact name={name}>
      <code>{value}</code>
      <CopyButton text={value} what={name} />
    </Fact>
  );
}

/** Where the row leads: to what it belongs to, and to what would take it back. */
function Links({ row }: { row: JournalRow }) {
  const { links } = useMessages(activityMessages);
  const { planId, backfillId, conversionId } = row;
  const back = opposite(row);
  const table = tableOf(row);
  return (
    <p className={classes.links}>
      {backfillId !== undefined && <Link to={paths.backfill(backfillId)}>{links.backfill}</Link>}
      {conversionId !== undefined && <Link to={paths.conversion(conversionId)}>{links.conversion}</Link>}
      {planId !== undefined && <Link to={paths.plan(planId)}>{links.plan}</Link>}
      {table && <Link to={paths.dataUpdates({ table: table.name })}>{links.dataUpdate}</Link>}
      {back && planId !== undefined && (
        <Link to={paths.plan(planId, { sel: back.sel, do: back.act })}>{links.opposite[back.act]}</Link>
      )}
    </p>
  );
}

export function RowDetails({ row }: { row: JournalRow }) {
  const { details } = useMessages(activityMessages);
  const format = useFormat();
  const zone = useZone();
  const problem = useCauseWords()(row);
  const { actor, reason, dagName, traceId, endedAt, settledBy } = row;
  const request = requestText(row);
  return (
    <div className={classes.details}>
      <dl className={classes.facts}>
        <Handle name={details.fingerprint} value={actor.id} />
        {reason !== undefined && (
          <Fact name={details.reason}>
            <span className={classes.text}>{reason}</span>
          </Fact>
        )}
        {problem !== undefined && (
          <Fact name={row.state === 'refused' ? details.canSays : details.known}>
            <span className={classes.text}>{problem}</span>
          </Fact>
        )}
        {dagName !== undefined && <Handle name={details.dagName} value={dagName} />}
        {traceId !== undefined && <Handle name={details.trace} value={traceId} />}
        {endedAt !== undefined && <Fact name={details.ended}>{format.instant(endedAt, zone)}</Fact>}
        {settledBy && (
          <Fact name={details.settledBy}>
            <bdi>{settledBy.name}</bdi> <code>{settledBy.id}</code>
          </Fact>
        )}
      </dl>
      <div>
        <p className={classes.heading}>
          {details.request} <CopyButton text={request} what={details.requestName} />
        </p>
        <pre className={classes.request} tabIndex={0} aria-label={details.request}>
          {request}
        </pre>
        <p className={classes.hint}>{details.requestHint}</p>
      </div>
      <Links row={row} />
    </div>
  );
}
