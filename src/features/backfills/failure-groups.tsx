import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { backfillFailuresQuery } from '../../api/backfills.ts';
import type { Backfill } from '../../contract/backfill.ts';
import { clusterFailures } from '../../domain/failure-cluster.ts';
import { useCauseWords } from '../../i18n/causes.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { backfillMessages } from './messages.ts';
import type { InstanceLink } from './instance-link.ts';
import { RangeList } from './range-list.tsx';
import { retryPath } from './retry.ts';
import classes from './failure-groups.module.css';

interface FailureGroupsProps {
  backfill: Backfill;
  /** How many have failed by now. */
  failed: number;
  /** More may come. */
  moving: boolean;
  link: InstanceLink;
}

/** Logs read at first; somebody who wants to know more says so. */
const readAtFirst = 200;
const shownRanges = 8;

/** Forty failures are usually two problems: what they are, where, and a way to retry each. */
export function FailureGroups({ backfill, failed, moving, link }: FailureGroupsProps) {
  const { clusters: messages } = useMessages(backfillMessages);
  const format = useFormat();
  const cause = useCauseWords();
  const [most, setMost] = useState(readAtFirst);
  // While it goes on, each further failure is not another question: only every doubling is. At the end it is all of them.
  const counted = moving ? 2 ** Math.floor(Math.log2(failed)) : failed;
  const { data } = useQuery(backfillFailuresQuery(backfill.id, most, counted));
  const groups = useMemo(
    () =>
      clusterFailures(
        (data?.failures ?? []).map(({ instance, range, message }) => ({ id: instance, range, log: message })),
      ),
    [data],
  );
  const wanted = Math.min(most, failed);
  const read = data?.failures.length ?? 0;
  const unread = data?.problems[0];
  return (
    <section className={classes.groups} aria-labelledby="groups-heading">
      <h2 id="groups-heading" className={classes.heading}>
        {messages.heading}
      </h2>
      {(data === undefined || data.pending > 0) && (
        <p role="status" className={classes.note}>
          {messages.reading(format.number(read), format.number(wanted))}
        </p>
      )}
      {unread && (
        <p className={classes.note}>
          {messages.problem(data?.problems.length ?? 0)}{' '}
          {cause({ problem: unread.message, cause: unread.cause })}
        </p>
      )}
      <ul className={classes.list}>
        {groups.map(({ signature, title, ids, ranges, sampleId }) => {
          const sample = link(sampleId);
          const retry = retryPath(backfill, ranges);
          return (
            <li key={signature} className={classes.group}>
              <p className={classes.title}>
                <span className={classes.size}>{messages.size(format.number(ids.length))}</span>
                {title === '' ? messages.noLog : <bdi title={title}>{title}</bdi>}
              </p>
              {ranges.length > 0 && (
                <p className={classes.days}>
                  <RangeList ranges={ranges} most={shownRanges} />
                </p>
              )}
              <p className={classes.actions}>
                <Link to={sample.to} state={sample.state} preventScrollReset>
                  {messages.sample}
                </Link>
                {retry !== null && (
                  <Button component={Link} to={retry} variant="default" size="compact-sm">
                    {messages.retry(format.number(ids.length))}
                  </Button>
                )}
              </p>
            </li>
          );
        })}
      </ul>
      {read < failed && (data?.pending ?? 0) === 0 && read > 0 && (
        <p className={classes.note}>{messages.bounded(format.number(read), format.number(failed))}</p>
      )}
      {failed > most && (
        <p className={classes.note}>
          <Button variant="default" size="compact-sm" onClick={() => setMost((now) => now + 200)}>
            {messages.more}
          </Button>
        </p>
      )}
    </section>
  );
}
