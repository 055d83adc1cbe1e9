import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { activityQuery, useOlderActivity, type ActivityFilter } from '../../api/activity.ts';
import { asApiError } from '../../api/errors.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { UpdatedAgo } from '../../ui/age.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ActivityRow } from './activity-row.tsx';
import { activityMessages } from './messages.ts';
import classes from './activity-table.module.css';

/** Calls when its element comes into view: the list goes on by itself for whoever scrolls. */
function useSeen(onSeen: () => void, active: boolean) {
  const ref = useRef<HTMLDivElement>(null);
  const latest = useRef(onSeen);
  useEffect(() => {
    latest.current = onSeen;
  });
  useEffect(() => {
    const element = ref.current;
    if (!active || element === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current();
      },
      { rootMargin: '400px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [active]);
  return ref;
}

interface ActivityListProps {
  filter: ActivityFilter;
  /** false: it stands on the plan's own page. */
  withPlan: boolean;
  /** Instead of the list, when nothing is in it. */
  empty: ReactNode;
}

/** The journal's rows of one filter, newest first, as far down as somebody scrolls. */
export function ActivityRows({ filter, withPlan, empty }: ActivityListProps) {
  const messages = useMessages(activityMessages);
  const { columns } = messages;
  const problemWords = useProblemWords();
  const list = useQuery(activityQuery(filter));
  const older = useOlderActivity(filter);
  const error = asApiError(older.error ?? list.error);
  const cursor = list.data?.cursor;
  const goOn = () => {
    if (cursor !== undefined && !older.isPending) older.mutate(cursor);
  };
  // After a failure a person decides when to try again.
  const foot = useSeen(goOn, cursor !== undefined && !older.isPending && !older.isError);

  if (!list.data) {
    if (!error) return <SkeletonRows count={8} />;
    return <ProblemAlert problem={problemWords(error)} onRetry={() => void list.refetch()} />;
  }
  const { rows, asOf } = list.data;
  if (rows.length === 0) return empty;
  return (
    <>
      <div role="table" aria-label={messages.table} className={classes.frame}>
        <div role="rowgroup">
          <div role="row" className={classes.head}>
            <span role="columnheader">{columns.when}</span>
            <span role="columnheader">{columns.who}</span>
            <span role="columnheader">{columns.what}</span>
            <span role="columnheader">{columns.where}</span>
            <span role="columnheader">{columns.outcome}</span>
            <span role="columnheader" className={classes.unseen}>
              {columns.details}
            </span>
          </div>
        </div>
        <div role="rowgroup">
          {rows.map((row) => (
            <ActivityRow key={row.id} row={row} withPlan={withPlan} />
          ))}
        </div>
      </div>
      {error && <ProblemAlert problem={problemWords(error)} />}
      <div ref={foot} className={classes.foot}>
        {cursor !== undefined && (
          <Button variant="default" size="xs" disabled={older.isPending} onClick={goOn}>
            {older.isPending ? messages.loadingOlder : messages.older}
          </Button>
        )}
        <p role="status">{cursor === undefined ? messages.whole : ''}</p>
        <UpdatedAgo asOf={asOf} />
      </div>
    </>
  );
}
