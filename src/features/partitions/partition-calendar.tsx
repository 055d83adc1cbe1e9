import { useDeferredValue, type Ref } from 'react';
import { ApiError } from '../../api/errors.ts';
import { usePartitionsNow } from '../../api/partitions.ts';
import type { Plan } from '../../contract/plan.ts';
import { useCauseWords } from '../../i18n/causes.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { UpdatedAgo } from '../../ui/age.tsx';
import { useZone } from '../../ui/clock.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { CalendarView } from './calendar-view.tsx';
import { FullRefresh } from './full-refresh.tsx';
import { partitionMessages } from './messages.ts';
import { useNames } from './names.ts';
import { useWidth } from './use-width.ts';
import classes from './calendar-view.module.css';

/** Of the same shape as what is to come: the width of the calendar is measured while its data is on the way. */
function Loading({ box }: { box: Ref<HTMLDivElement> }) {
  return (
    <div className={classes.view}>
      <div className={classes.body}>
        <div className={classes.main} ref={box}>
          <SkeletonRows count={8} />
        </div>
        <div className={classes.waiting} />
      </div>
    </div>
  );
}

/** The tab "Calendar" of a plan: every partition, why it is what it is, and what to do about it. */
export function PartitionCalendar({ plan }: { plan: Plan }) {
  const messages = useMessages(partitionMessages);
  const words = useProblemWords();
  const format = useFormat();
  const names = useNames();
  const zone = useZone();
  const now = usePartitionsNow(plan, zone);
  const { partitions, evidence, listError, evidenceError } = now;
  const causeWords = useCauseWords();
  // Drawn in slices: ten years must not hold up what is pressed meanwhile.
  const picture = useDeferredValue(now.picture, null);
  const [box, width] = useWidth();

  if (!partitions) {
    if (listError instanceof ApiError)
      return <ProblemAlert problem={words(listError)} onRetry={now.refetch} />;
    return <Loading box={box} />;
  }
  // Without the instances a failure would be drawn as missing: the picture waits for them, or says that they are lacking.
  if (!evidence && !evidenceError) return <Loading box={box} />;

  if (now.picture && !picture) return <Loading box={box} />;

  const notices: string[] = [];
  if (evidenceError) notices.push(evidence ? messages.notices.evidenceOld : messages.notices.noEvidence);
  if (listError) notices.push(messages.notices.listOld);
  const unread = evidence?.problems[0];
  if (unread)
    notices.push(
      messages.notices.someInstances(
        evidence.problems.length,
        causeWords({ problem: unread.message, cause: unread.cause }) ?? '',
      ),
    );
  if (evidence?.truncated) notices.push(messages.notices.evidenceCut);
  if (partitions.truncated) notices.push(messages.notices.listCut);
  if (partitions.unreadable.length > 0)
    notices.push(messages.notices.unreadable(partitions.unreadable.slice(0, 5).join(', ')));
  if (picture && partitions.count === 0) notices.push(messages.notices.neverFilled);
  if (picture && picture.outside.length > 0)
    notices.push(
      messages.notices.outside(
        format.series(
          picture.outside.slice(0, 5).map((range) => names.range(range, picture.map.granularity)),
        ),
      ),
    );

  return (
    <div className={classes.view}>
      {notices.map((notice) => (
        <p key={notice} className={classes.notice}>
          {notice}
        </p>
      ))}
      {picture ? (
        <CalendarView
          key={`${plan.id} ${picture.map.granularity}`}
          plan={plan}
          picture={picture}
          known={evidence}
          box={box}
          width={width}
        />
      ) : !partitions.partitioned || plan.fullRefresh ? (
        <FullRefresh plan={plan} partitions={partitions} known={evidence} />
      ) : (
        <p>{messages.notices.unknownGranularity(plan.granularity ?? '–')}</p>
      )}
      <p className={classes.foot}>
        <UpdatedAgo asOf={picture?.asOf ?? partitions.asOf} />
        {now.moving && <span>{messages.notices.moving}</span>}
      </p>
    </div>
  );
}
