import { Link } from 'react-router';
import type { Backfill } from '../../contract/backfill.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { paths } from '../../paths.ts';
import { useZone } from '../../ui/clock.tsx';
import { backfillMessages } from './messages.ts';
import classes from './about.module.css';

interface AboutProps {
  backfill: Backfill;
  planTitle: string | null;
  /** Backfills that retry this one, the newest first. */
  retries: readonly Backfill[];
}

export function About({ backfill, planTitle, retries }: AboutProps) {
  const messages = useMessages(backfillMessages);
  const format = useFormat();
  const zone = useZone();
  const { planId, createdBy, createdAt, note, lotDays, retryOf, tracked } = backfill;
  const at = (instant: string) => format.instant(instant, zone);
  return (
    <dl className={classes.about} aria-label={messages.about}>
      <div>
        <dt>{messages.plan}</dt>
        <dd>
          {planId === null ? messages.noPlan : <Link to={paths.plan(planId)}>{planTitle ?? planId}</Link>}
        </dd>
      </div>
      <div>
        <dt>{tracked ? messages.trackedBy : messages.by}</dt>
        <dd>{createdBy.name}</dd>
      </div>
      <div>
        <dt>{tracked ? messages.trackedAt : messages.at}</dt>
        <dd>{at(createdAt)}</dd>
      </div>
      <div>
        <dt>{messages.lots}</dt>
        <dd>{format.number(lotDays)}</dd>
      </div>
      {retryOf !== undefined && (
        <div>
          <dt>{messages.retryOf}</dt>
          <dd>
            <Link to={paths.backfill(retryOf)}>{messages.earlierBackfill}</Link>
          </dd>
        </div>
      )}
      {retries.length > 0 && (
        <div>
          <dt>{messages.retriedBy}</dt>
          <dd>
            {retries.map((one, i) => (
              <span key={one.id}>
                {i > 0 && ', '}
                <Link to={paths.backfill(one.id)}>{`${one.createdBy.name}, ${at(one.createdAt)}`}</Link>
              </span>
            ))}
          </dd>
        </div>
      )}
      <div className={classes.note}>
        <dt>{messages.note}</dt>
        <dd>{note === '' ? messages.noNote : note}</dd>
      </div>
    </dl>
  );
}
