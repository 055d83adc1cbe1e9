import { memo, useDeferredValue, useMemo } from 'react';
import type { Backfill } from '../../contract/backfill.ts';
import type { InstanceListItem } from '../../contract/instance.ts';
import { truncatedPercent } from '../../domain/backfill.ts';
import { isGranularity } from '../../domain/granularity.ts';
import { estimateEnd, type Estimate } from '../../domain/progress.ts';
import { toDays } from '../../domain/ranges.ts';
import { daysBetween, instantMs, isDay, wallMs } from '../../domain/wall-date.ts';
import { useDuration } from '../../i18n/duration.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { UpdatedAgo } from '../../ui/age.tsx';
import { useServerNow } from '../../ui/clock.tsx';
import { countByStatus, countsAsSeen, endedCount } from './counts.ts';
import { backfillMessages } from './messages.ts';
import { StatusBar, StatusCounts } from './status-counts.tsx';
import classes from './progress-panel.module.css';

/** How many instances CAN will make of what it has taken, as far as that can be told. */
export function expectedCount({ tasks, lotDays, granularity, tracked }: Backfill): number | null {
  if (tracked) return null;
  let count = 0;
  for (const { range, state } of tasks) {
    if (state !== 'created') continue;
    const days = isGranularity(granularity) && range.start.length !== 10 ? toDays(range, granularity) : range;
    if (!isDay(days.start) || !isDay(days.end)) return null;
    count += Math.ceil((daysBetween(days.start, days.end) + 1) / lotDays);
  }
  return count;
}

interface ProgressPanelProps {
  backfill: Backfill;
  instances: readonly InstanceListItem[];
  wallNow: string;
  /** When CAN was asked, on its clock. */
  asOfWall: string;
}

/** From the beginning to the end of what CAN did, by its own clock. Its times are spelled alike, so they compare as text. */
function elapsedMs(instances: readonly InstanceListItem[], over: boolean, wallNow: string): number | null {
  let first = '\uffff';
  let last = '';
  for (const { createdAt, endedAt } of instances) {
    if (createdAt !== null && createdAt < first) first = createdAt;
    if (endedAt !== null && endedAt > last) last = endedAt;
  }
  const from = wallMs(first);
  const to = wallMs(over ? last : wallNow);
  return from === null || to === null ? null : Math.max(0, to - from);
}

/** `null`: not worked out yet. */
function Eta({ estimate }: { estimate: Estimate | null }) {
  const { progress: messages } = useMessages(backfillMessages);
  const { span } = useDuration();
  if (estimate === null) return <dd>…</dd>;
  switch (estimate.kind) {
    case 'over':
      return <dd>{messages.over}</dd>;
    case 'unknown':
      return (
        <dd>
          {messages.etaUnknown}
          {estimate.reason === 'few-samples' && (
            <span className={classes.why}>{messages.etaWhy(estimate.samples)}</span>
          )}
        </dd>
      );
    case 'range':
      return (
        <dd>
          {span(estimate.fromMs, estimate.toMs)}
          <span className={classes.why}>
            {messages.etaNote(estimate.samples, estimate.parallelism.toFixed(1).replace(/\.0$/, ''))}
          </span>
        </dd>
      );
  }
}

export const ProgressPanel = memo(function ProgressPanel(props: ProgressPanelProps) {
  const { backfill, instances, wallNow, asOfWall } = props;
  const { progress: messages } = useMessages(backfillMessages);
  const format = useFormat();
  const { duration } = useDuration();
  const now = useServerNow();
  // While CAN can't be asked, what the ledger saw last is better than nothing (and says how old it is).
  const seen = backfill.counts;
  const fromLedger = instances.length === 0 && seen.total > 0;
  const counts = useMemo(
    () => (fromLedger ? countsAsSeen(seen) : countByStatus(instances)),
    [fromLedger, seen, instances],
  );
  const ended = fromLedger ? seen.success + seen.failed : endedCount(instances);
  const total = fromLedger ? seen.total : instances.length;
  const over = total > 0 && ended === total;
  // Hundreds of ways it may go: all else is drawn first.
  const settled = useDeferredValue<typeof instances | null>(instances, null);
  // As of the look, and once a look: the clock itself moves every few seconds.
  const estimate = useMemo(() => settled && estimateEnd(settled, asOfWall), [settled, asOfWall]);
  const expected = expectedCount(backfill);
  const elapsed = elapsedMs(instances, over, wallNow) ?? Math.max(0, now - instantMs(backfill.createdAt));
  const moving = backfill.state === 'running' || backfill.state === 'sending';
  return (
    <section className={classes.panel} aria-labelledby="progress-heading">
      <div className={classes.top}>
        <h2 id="progress-heading" className={classes.heading}>
          {messages.heading}
        </h2>
        <p className={classes.percent}>
          {total === 0
            ? moving && messages.nothingListed
            : messages.ended(truncatedPercent(ended, Math.max(total, expected ?? 0)))}
        </p>
        {total > 0 && <p className={classes.of}>{messages.of(format.number(ended), format.number(total))}</p>}
      </div>
      <StatusBar counts={counts} />
      <StatusCounts counts={counts}>
        <div className={classes.time}>
          <dt>{messages.elapsed}</dt>
          <dd>{duration(elapsed)}</dd>
        </div>
        {total > 0 && !fromLedger && (
          <div className={classes.time}>
            <dt>{messages.eta}</dt>
            <Eta estimate={estimate} />
          </div>
        )}
      </StatusCounts>
      {fromLedger && backfill.countsAsOf !== null && (
        <p className={classes.why}>
          {messages.lastSeen} <UpdatedAgo asOf={backfill.countsAsOf} />
        </p>
      )}
      {expected !== null && total > 0 && total < expected && moving && (
        <p className={classes.why}>{messages.notListed(format.number(expected), format.number(total))}</p>
      )}
    </section>
  );
});
