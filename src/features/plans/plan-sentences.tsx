import { useQuery } from '@tanstack/react-query';
import { freshnessQuery } from '../../api/freshness.ts';
import { ApiError } from '../../api/errors.ts';
import type { Plan } from '../../contract/plan.ts';
import { isGranularity } from '../../domain/granularity.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemTitle } from '../../i18n/problems.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { WholeDates } from '../../ui/whole-dates.tsx';
import { querySentence, stateSentence } from './coverage-words.ts';
import { FreshnessBadge } from './freshness-badge.tsx';
import { planMessages } from './messages.ts';
import { planPageMessages } from './plan-page-messages.ts';
import { useCoverage } from './use-coverage.ts';
import classes from './plan-sentences.module.css';

interface Said {
  state: string;
  /** null: nothing can be said of queries. */
  query: string | null;
}

function useSaid(plan: Plan): Said & { problem: string | null } {
  const messages = useMessages(planPageMessages);
  const { says, query } = messages;
  const why = useProblemTitle();
  const format = useFormat();
  const words = useWords();
  const { coverage, partitions, error } = useCoverage(plan);
  const refreshed = useQuery(freshnessQuery(plan.id)).data?.freshness.latestRefresh ?? null;
  const title = error instanceof ApiError ? why(error.code) : null;
  const problem = title === null || !partitions ? null : says.old(title);
  const say = (state: string, ofQuery: string | null = null) => ({ state, query: ofQuery, problem });

  if (!partitions) return say(title === null ? says.reading : says.unread(title));
  if (plan.fullRefresh || !partitions.partitioned) {
    if (!partitions.hasData) return say(says.wholeEmpty, query.none);
    const state = refreshed === null ? says.wholeNoTime : says.whole(format.wallTime(refreshed));
    return say(state, query.whole);
  }
  const { granularity } = plan;
  if (coverage === null || !isGranularity(granularity)) {
    return say(granularity === null ? says.noPeriods : says.unknownPeriods(granularity));
  }
  const saying = {
    messages,
    granularity,
    period: (key: string) => format.partition(key, granularity),
    units: (n: number) => words.periods(n, granularity),
  };
  return say(stateSentence(coverage, saying), querySentence(coverage, saying));
}

/** What an owner comes for: how complete the plan is, and what a query gets. */
export function PlanSentences({ plan }: { plan: Plan }) {
  const messages = useMessages(planPageMessages);
  const { saysCan } = useMessages(planMessages);
  const freshness = useQuery(freshnessQuery(plan.id)).data?.freshness;
  const { state, query, problem } = useSaid(plan);
  const refused = freshness?.problem;
  return (
    <section className={classes.card} aria-label={messages.says.label}>
      <p className={classes.state}>
        {freshness && <FreshnessBadge state={freshness.state} />}
        <span>
          <WholeDates text={state} />
        </span>
      </p>
      {refused && (
        <p className={classes.note} dir="auto">
          {saysCan(refused.detail ?? refused.message, refused.traceId ?? '')}
        </p>
      )}
      {query !== null && (
        <p className={classes.query}>
          <strong>{messages.query.label}</strong> <WholeDates text={query} />
        </p>
      )}
      {problem !== null && <p className={classes.note}>{problem}</p>}
    </section>
  );
}
