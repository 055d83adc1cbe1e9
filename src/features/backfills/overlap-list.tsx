import { Link } from 'react-router';
import { useMessages } from '../../i18n/language.tsx';
import { paths } from '../../paths.ts';
import type { Overlap } from './preview.ts';
import { rangeText } from '../../domain/range-text.ts';
import { wizardMessages } from './wizard-messages.ts';
import classes from './wizard.module.css';

const shownRanges = 30;

/** Who is at work on the same partitions, on which, and where to see it. */
export function OverlapList({ overlaps }: { overlaps: readonly Overlap[] }) {
  const { review: messages } = useMessages(wizardMessages);
  if (overlaps.length === 0) return <p className={classes.means}>{messages.overlapNone}</p>;
  return (
    <section className={classes.alert} aria-label={messages.overlap}>
      <p className={classes.alertTitle}>{messages.overlap}</p>
      <ul>
        {overlaps.map(({ backfillId, who, state, ranges }) => (
          <li key={`${backfillId} ${state}`}>
            {ranges.length > 0 && (
              <strong>
                {ranges.slice(0, shownRanges).map(rangeText).join(', ')}
                {ranges.length > shownRanges && ' …'}:{' '}
              </strong>
            )}
            {messages.overlaps[state]} <Link to={paths.backfill(backfillId)}>{who}</Link>
          </li>
        ))}
      </ul>
      <p>{messages.overlapHint}</p>
    </section>
  );
}
