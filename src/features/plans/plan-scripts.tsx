import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../../api/errors.ts';
import { planScriptsQuery } from '../../api/plans.ts';
import type { Plan, ScriptStatement } from '../../contract/plan.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { useScheduleWords } from '../../i18n/schedule-words.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { downloadText } from '../../ui/download.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { TokenText } from '../../ui/token-text.tsx';
import { planPageMessages } from './plan-page-messages.ts';
import { isDangerous, scriptFile } from './script-file.ts';
import classes from './plan-scripts.module.css';

/** What reads SQL word by word; it comes with the page, since it is the instances' as well. */
type Highlight = (sql: string) => { kind: string; text: string }[];

interface PlanScriptsProps {
  plan: Plan;
  highlight: Highlight;
}

function useStatementTitle(): (statement: ScriptStatement) => string {
  const { scripts } = useMessages(planPageMessages);
  const kinds: Record<string, string> = scripts.kinds;
  return ({ kind, table }) => scripts.of(Object.hasOwn(kinds, kind) ? (kinds[kind] ?? kind) : kind, table);
}

function Statement({ statement, highlight }: { statement: ScriptStatement; highlight: Highlight }) {
  const title = useStatementTitle()(statement);
  const { scripts } = useMessages(planPageMessages);
  const danger = isDangerous(statement);
  return (
    <section className={classes.statement} data-danger={danger || undefined} aria-label={title}>
      <h3 className={classes.title}>
        <bdi>{title}</bdi>
        <CopyButton text={statement.sql} what={title} />
      </h3>
      {danger && (
        <p className={classes.warning}>
          <StateMark name="warning" />
          <span>
            <strong>{scripts.dangerTitle}</strong> {scripts.danger}
          </span>
        </p>
      )}
      <TokenText tokens={highlight(statement.sql)} label={title} />
    </section>
  );
}

/** The tab "Scripts" of an EXTERNAL plan: what its outside scheduler runs, and when. */
export function PlanScripts({ plan, highlight }: PlanScriptsProps) {
  const { scripts: messages } = useMessages(planPageMessages);
  const problem = useProblemWords();
  const schedule = useScheduleWords();
  const titleOf = useStatementTitle();
  const { data, error, refetch } = useQuery(planScriptsQuery(plan.id));
  if (!data) {
    if (error instanceof ApiError)
      return <ProblemAlert problem={problem(error)} onRetry={() => void refetch()} />;
    return <SkeletonRows count={8} />;
  }
  const { statements } = data;
  const { granularity, fullRefresh, ...refresh } = data.schedule;
  const sentence = schedule.sentence({ granularity: granularity ?? plan.granularity, fullRefresh, refresh });
  const dangerous = statements.filter(isDangerous);
  return (
    <>
      <section className={classes.card} aria-labelledby="scripts-schedule">
        <h2 id="scripts-schedule" className={classes.heading}>
          {messages.schedule}
        </h2>
        <p className={classes.sentence}>{sentence}</p>
        <p className={classes.note}>{messages.scheduleNote}</p>
      </section>
      {statements.length === 0 ? (
        <EmptyState title={messages.none} />
      ) : (
        <>
          <div className={classes.bar}>
            <h2 className={classes.heading}>{messages.statements}</h2>
            <Button
              variant="default"
              size="xs"
              onClick={() =>
                downloadText(
                  scriptFile(statements, titleOf, messages.danger),
                  `${plan.name?.trim() || plan.id}.sql`,
                  'application/sql',
                )
              }
            >
              {messages.download}
            </Button>
            {dangerous.length > 0 && <span className={classes.note}>{messages.downloadDanger}</span>}
          </div>
          {[...statements.filter((each) => !isDangerous(each)), ...dangerous].map((statement, i) => (
            <Statement key={i} statement={statement} highlight={highlight} />
          ))}
        </>
      )}
    </>
  );
}
