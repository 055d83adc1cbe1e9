import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { freshnessQuery } from '../../api/freshness.ts';
import type { PlanListItem } from '../../contract/plan.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { paths } from '../../paths.ts';
import { FreshnessBadge } from './freshness-badge.tsx';
import { planMessages } from './messages.ts';
import { planSubtitle, planTitle } from './plan-names.ts';
import classes from './plan-table.module.css';

/** The three cells that CAN is asked for, plan by plan, while the row is on screen. */
function FreshnessCells({ planId }: { planId: string }) {
  const messages = useMessages(planMessages);
  const words = useWords();
  const format = useFormat();
  const { data, isError } = useQuery(freshnessQuery(planId));
  if (!data) {
    return (
      <>
        <span role="cell" className={classes.dim}>
          {isError ? messages.freshnessProblem : messages.checking}
        </span>
        <span role="cell" />
        <span role="cell" />
      </>
    );
  }
  const { state, latestData, lag, granularity, problem } = data.freshness;
  return (
    <>
      <span role="cell" title={problem?.detail ?? problem?.message}>
        <FreshnessBadge state={state} />
      </span>
      <span role="cell" className={classes.figure}>
        {latestData === null ? '–' : format.partition(latestData, granularity)}
      </span>
      <span role="cell" className={classes.figure}>
        {lag === null || lag === 0 ? '–' : words.periods(lag, granularity)}
      </span>
    </>
  );
}

export function PlanRow({
  plan,
  rowIndex,
  active,
}: {
  plan: PlanListItem;
  rowIndex: number;
  active: boolean;
}) {
  const words = useWords();
  const title = planTitle(plan);
  const subtitle = planSubtitle(plan);
  return (
    <div role="row" aria-rowindex={rowIndex} className={classes.row} data-active={active || undefined}>
      <span role="cell" className={classes.name}>
        <Link to={paths.plan(plan.id)} className={classes.link} title={title} data-plan-link={plan.id}>
          <bdi>{title}</bdi>
        </Link>
        {subtitle !== null && (
          <bdi className={classes.subtitle} title={subtitle}>
            {subtitle}
          </bdi>
        )}
      </span>
      <span role="cell" className={classes.kind}>
        {words.kind(plan.kind)}
      </span>
      <FreshnessCells planId={plan.id} />
      <span role="cell" className={classes.id}>
        {plan.id}
      </span>
    </div>
  );
}
