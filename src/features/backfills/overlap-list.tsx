import { Link } from 'react-router';
import type { Backfill } from '../../contract/backfill.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { paths } from '../../paths.ts';
import { useZone } from '../../ui/clock.tsx';
import type { Overlap } from './preview.ts';
import { rangeText } from '../../domain/range-text.ts';
import { wizardMessages } from './wizard-messages.ts';
import classes from './wizard.module.css';

const shownRanges = 30;

interface OverlapListProps {
  overlaps: readonly Overlap[];
  /** Of the plan, as far as they are known. */
  backfills: readonly Backfill[];
  fullRefresh: boolean;
}

/** Who is at work on the same partitions, on which, and where to see it. */
export function OverlapList({ overlaps, backfills, fullRefresh }: OverlapListProps) {
  const { review: messages } = useMessages(wizardMessages);
  const format = useFormat();
  const zone = useZone();
  /** One person may have several under way: the moment tells them apart, the note what they are for. */
  const nameOf = (backfillId: string, who: string) => {
    const backfill = backfills.find(({ id }) => id === backfillId);
    return backfill ? `${who}, ${format.instant(backfill.createdAt, zone)}` : who;
  };
  const noteOf = (backfillId: string) => backfills.find(({ id }) => id === backfillId)?.note ?? '';
  if (overlaps.length === 0)
    return <p className={classes.means}>{fullRefresh ? messages.overlapNoneWhole : messages.overlapNone}</p>;
  return (
    <section className={classes.alert} aria-label={messages.overlap}>
      <p className={classes.alertTitle}>{messages.overlap}</p>
      <ul>
        {overlaps.map(({ backfillId, who, state, ranges }) => (
          <li key={`${backfillId} ${state}`}>
            {ranges.length > 0 && (
              <strong>
                {messages.overlapOn(
                  ranges.slice(0, shownRanges).map(rangeText).join(', ') +
                    (ranges.length > shownRanges ? ' …' : ''),
                )}
              </strong>
            )}
            {messages.overlaps[state]}
            <Link to={paths.backfill(backfillId)}>{nameOf(backfillId, who)}</Link>
            {noteOf(backfillId) !== '' && ` (${noteOf(backfillId)})`}
          </li>
        ))}
      </ul>
      <p>{messages.overlapHint}</p>
    </section>
  );
}
