import type { ReactNode } from 'react';
import { useMessages } from '../../i18n/language.tsx';
import { useStatusLook } from '../../i18n/status-look.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { SegmentedBar, type Segment } from '../../ui/segmented-bar.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import type { StatusCount } from './counts.ts';
import { backfillMessages } from './messages.ts';
import classes from './status-counts.module.css';

const patterns: Record<string, Segment['pattern']> = {
  SUCCESS: 'full',
  RUNNING: 'striped',
  FAILED: 'full',
  WAITING: 'empty',
};
/** What has ended first: the bar then fills from the left. */
const order = ['SUCCESS', 'FAILED', 'RUNNING', 'WAITING'];

export function StatusBar({ counts }: { counts: readonly StatusCount[] }) {
  const { progress } = useMessages(backfillMessages);
  const look = useStatusLook();
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const rank = ({ status }: StatusCount) =>
    order.includes(status) ? order.indexOf(status) : order.length - 1.5;
  const segments = [...counts]
    .sort((a, b) => rank(a) - rank(b))
    .map(({ status, count }): Segment => {
      const { label, tone } = look.instance(status);
      return { key: status, label, count, tone, pattern: patterns[status] ?? 'dotted' };
    });
  const parts = segments.filter(({ count }) => count > 0).map(({ label, count }) => `${label} ${count}`);
  return <SegmentedBar segments={segments} total={total} label={progress.bar(parts.join(', '))} />;
}

export function StatusCounts({ counts, children }: { counts: readonly StatusCount[]; children?: ReactNode }) {
  const { progress } = useMessages(backfillMessages);
  const look = useStatusLook();
  const format = useFormat();
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <dl className={classes.counts}>
      {counts.map(({ status, count }) => {
        const { label, tone, icon } = look.instance(status);
        return (
          <div key={status} className={classes.count} data-none={count === 0 || undefined}>
            <dt>
              <StateBadge tone={count === 0 ? 'idle' : tone} icon={icon} label={label} />
            </dt>
            <dd>{format.number(count)}</dd>
          </div>
        );
      })}
      <div className={classes.count}>
        <dt className={classes.total}>{progress.total}</dt>
        <dd>{format.number(total)}</dd>
      </div>
      {children}
    </dl>
  );
}
