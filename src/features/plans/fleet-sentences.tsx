import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { FreshnessState, PlanStateList } from '../../contract/freshness.ts';
import { isCounting } from '../../api/plan-polling.ts';
import type { ApiError } from '../../api/errors.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemTitle } from '../../i18n/problems.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { planMessages } from './messages.ts';
import { fleetSummary } from './summary.ts';
import { WholeDates } from '../../ui/whole-dates.tsx';
import classes from './fleet-sentences.module.css';

interface FleetSentencesProps {
  states: PlanStateList | undefined;
  /** Why they could not be read just now. */
  error: ApiError | null;
  /** The address of the plans in that state. */
  hrefOf: (state: FreshnessState) => string;
  /** What the list is filtered by. */
  current: FreshnessState | null;
}

interface Sentence {
  text: string;
  state: FreshnessState;
}

/** While not all plans are checked, the first of them must not name the total: it would read as final. */
function useSentences() {
  const { summary: say } = useMessages(planMessages);
  const format = useFormat();
  return (states: PlanStateList): Sentence[] => {
    const { counts, total, checked, neverFilled, oldest } = fleetSummary(states);
    const told: Sentence[] = [];
    const { fresh, behind, unknown } = counts;
    const notReady = counts['not-ready'];
    const n = (value: number) => format.number(value);
    if (checked < total) {
      if (fresh > 0) told.push({ text: say.soFarFresh(n(fresh), fresh === 1), state: 'fresh' });
    } else if (fresh === total) {
      told.push({ text: say.all(n(total), total === 1), state: 'fresh' });
    } else {
      const text = fresh === 0 ? say.none(n(total), total === 1) : say.fresh(n(fresh), n(total), fresh === 1);
      told.push({ text, state: 'fresh' });
    }
    if (behind > 0) {
      const text = oldest
        ? say.behindSince(n(behind), behind === 1, format.partition(oldest.key, oldest.granularity))
        : say.behind(n(behind), behind === 1);
      told.push({ text, state: 'behind' });
    }
    if (notReady > 0) {
      const one = notReady === 1;
      const text =
        neverFilled === notReady
          ? say.neverFilled(n(notReady), one)
          : neverFilled === 0
            ? say.notReady(n(notReady), one)
            : say.notReadyOf(n(notReady), n(neverFilled));
      told.push({ text, state: 'not-ready' });
    }
    if (unknown > 0) told.push({ text: say.unknown(n(unknown), unknown === 1), state: 'unknown' });
    return told;
  };
}

/** The whole answer in a few words; each number leads to its plans. Nothing is said as final that is not. */
export function FleetSentences({ states, error, hrefOf, current }: FleetSentencesProps) {
  const { summary: say } = useMessages(planMessages);
  const why = useProblemTitle();
  const format = useFormat();
  const sentencesOf = useSentences();
  if (states === undefined) {
    return (
      <p className={classes.summary} role="status">
        {error ? say.unread(why(error.code)) : say.starting}
      </p>
    );
  }
  const { checked, total, problem, mode } = states;
  const [checkedText, totalText] = [format.number(checked), format.number(total)];
  const counting = isCounting(states);
  const sentences = sentencesOf(states);
  return (
    <section className={classes.summary} aria-label={say.label}>
      <p className={classes.sentences}>
        {counting && `${say.counting(checkedText, totalText)}${say.gap}`}
        {checked < total && sentences.length > 0 && `${say.soFar}${say.gap}`}
        {sentences.map(({ text, state }, i) => (
          <span key={state}>
            {i > 0 && say.gap}
            {linked(text, hrefOf(state), state === current)}
          </span>
        ))}
      </p>
      {counting && <progress className={classes.progress} value={checked} max={total} aria-hidden="true" />}
      {problem && checked < total && (
        <p className={classes.note}>{say.stopped(checkedText, totalText, why(problem.code))}</p>
      )}
      {(error ?? (checked === total ? problem : undefined)) && (
        <p className={classes.note}>{say.old(why((error ?? problem)?.code ?? 'internal'))}</p>
      )}
      {mode === 'single' && <p className={classes.aside}>{say.single}</p>}
    </section>
  );
}

/** `[44 of 48 plans] are up to date`: what stands in brackets becomes the link. */
function linked(text: string, href: string, current: boolean): ReactNode {
  const parts = /^(.*?)\[(.*)\](.*)$/.exec(text);
  if (!parts) return <WholeDates text={text} />;
  const [, before, link, after] = parts;
  return (
    <>
      {before}
      <Link to={href} preventScrollReset aria-current={current || undefined} className={classes.link}>
        {link}
      </Link>
      <WholeDates text={after ?? ''} />
    </>
  );
}
