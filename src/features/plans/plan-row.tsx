import { useQuery } from '@tanstack/react-query';
import { memo, type ReactNode } from 'react';
import { Link } from 'react-router';
import { freshnessQuery } from '../../api/freshness.ts';
import type { Freshness, PlanState } from '../../contract/freshness.ts';
import type { PlanListItem } from '../../contract/plan.ts';
import { truncatedPercent } from '../../domain/backfill.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { paths } from '../../paths.ts';
import { Glyph } from '../../ui/icons.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { WallAgo } from '../../ui/age.tsx';
import rowLink from '../../ui/row-link.module.css';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { FreshnessBadge } from './freshness-badge.tsx';
import { planMessages } from './messages.ts';
import type { Column } from './plan-columns.ts';
import { planSubtitle, planTitle } from './plan-names.ts';
import type { PlanWork } from './plan-work.ts';
import classes from './plan-table.module.css';

export interface PlanRowProps {
  plan: PlanListItem;
  known: PlanState | undefined;
  work: PlanWork | undefined;
  columns: readonly Column[];
  rowIndex: number;
  active: boolean;
  /** CAN is asked for exact values only for rows that stay in view. */
  mayAsk: boolean;
}

/** What is known of the plan by itself, and else what an answer about many plans has shown. */
function useFreshness({ plan, known, mayAsk }: PlanRowProps): { is: Freshness | undefined; exact: boolean } {
  const told = known?.exact === true;
  const { data } = useQuery({ ...freshnessQuery(plan.id), enabled: mayAsk && !told });
  if (told || data === undefined) return { is: known, exact: told };
  return { is: data.freshness, exact: true };
}

function Name({ plan }: { plan: PlanListItem }) {
  const title = planTitle(plan);
  const subtitle = planSubtitle(plan);
  return (
    <>
      <Link
        to={paths.plan(plan.id)}
        className={`${rowLink.link} ${classes.link}`}
        title={title}
        data-plan-link={plan.id}
      >
        <bdi>{title}</bdi>
      </Link>
      {subtitle !== null && (
        <bdi className={classes.subtitle} title={subtitle}>
          {subtitle}
        </bdi>
      )}
    </>
  );
}

function State({ is }: { is: Freshness | undefined }) {
  const messages = useMessages(planMessages);
  if (!is) return <span className={classes.dim}>{messages.notChecked}</span>;
  const { state, problem } = is;
  const words = problem && messages.saysCan(problem.detail ?? problem.message, problem.traceId ?? '');
  return (
    <span title={words}>
      <FreshnessBadge state={state} />
      {words && <VisuallyHidden>{words}</VisuallyHidden>}
    </span>
  );
}

function Work({ work }: { work: PlanWork }) {
  const { activity } = useMessages(planMessages);
  const format = useFormat();
  const { backfill, conversion, count } = work;
  const others = count - (backfill ? 1 : 0) - (conversion ? 1 : 0);
  return (
    <span className={classes.work}>
      {backfill && (
        <Link to={paths.backfill(backfill.id)} className={classes.workLink}>
          <StateMark name="running" />
          {backfill.total === 0
            ? activity.backfillStarting
            : activity.backfill(format.number(truncatedPercent(backfill.done, backfill.total)))}
        </Link>
      )}
      {conversion && (
        <Link to={paths.conversion(conversion.id)} className={classes.workLink}>
          <Glyph name="person" />
          {activity.conversion}
        </Link>
      )}
      {others > 0 && <span className={classes.dim}>{activity.more(format.number(others))}</span>}
    </span>
  );
}

/** One row. It is drawn anew only when something of its own changes, not with every refresh of the list. */
export const PlanRow = memo(function PlanRow(props: PlanRowProps) {
  const { plan, work, columns, rowIndex, active } = props;
  const messages = useMessages(planMessages);
  const words = useWords();
  const format = useFormat();
  const { is, exact } = useFreshness(props);
  const dash = '–';

  const cell = (column: Column): ReactNode => {
    switch (column) {
      case 'plan':
        return <Name plan={plan} />;
      case 'state':
        return (
          <>
            <State is={is} />
            {is?.lag ? <span className={classes.lag}>{words.periods(is.lag, is.granularity)}</span> : null}
          </>
        );
      case 'latest':
        if (!is) return dash;
        if (is.latestData !== null) return format.partition(is.latestData, is.granularity);
        return !exact && is.expected !== null
          ? messages.atLeast(format.partition(is.expected, is.granularity))
          : dash;
      case 'expected':
        return is?.expected ? format.partition(is.expected, is.granularity) : dash;
      case 'behind':
        return is?.lag ? words.periods(is.lag, is.granularity) : dash;
      case 'refresh':
        if (is?.latestRefresh) return <WallAgo wall={is.latestRefresh} />;
        return is && !exact ? <span className={classes.dim}>{messages.notAsked}</span> : dash;
      case 'activity':
        return work ? <Work work={work} /> : dash;
      case 'kind':
        return words.kind(plan.kind);
      case 'granularity':
        return is?.granularity ? words.granularity(is.granularity) : dash;
      case 'id':
        return plan.id;
    }
  };

  return (
    <div role="row" aria-rowindex={rowIndex} className={classes.row} data-active={active || undefined}>
      {columns.map((column) => (
        <span key={column} role="cell" className={classes.cell} data-column={column}>
          {cell(column)}
        </span>
      ))}
    </div>
  );
});
