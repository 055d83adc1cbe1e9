import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Plan, Scripts } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { useMessages } from '../../i18n/language.tsx';
import { paths } from '../../paths.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { downloadText } from '../../ui/download.ts';
import { isGranularity } from '../../domain/granularity.ts';
import { rangeText } from '../../domain/range-text.ts';
import { countKeys, toDays, toKeys } from '../../domain/ranges.ts';
import { fillable, scriptForDays } from './script-for-days.ts';
import { wizardMessages } from './wizard-messages.ts';
import classes from './wizard.module.css';

interface ExternalPlanProps {
  plan: Plan;
  chosen: readonly Range[];
  scripts: Scripts;
}

const shownRanges = 40;
/** Ten years of days: a file of more is for a program to write. */
const mostDays = 3660;

function daysOf(chosen: readonly Range[], { granularity: g }: Plan): string[] {
  if (!isGranularity(g)) return [];
  const days = chosen.map((range) => toDays(range, g));
  return countKeys(days, 'DAY') > mostDays ? [] : toKeys(days, 'DAY');
}

/** CAN can't do it; what the outside scheduler has to run instead, and for which partitions. */
export function ExternalPlan({ plan, chosen, scripts }: ExternalPlanProps) {
  const { external: messages } = useMessages(wizardMessages);
  const { statements } = scripts;
  const days = daysOf(chosen, plan);
  const open = fillable(statements);
  const save = (text: string) => downloadText(text, `${plan.name ?? plan.id}.sql`, 'application/sql');
  const whole = statements.map(({ table, kind, sql }) => `-- ${table}: ${kind}\n${sql}`).join('\n\n');
  return (
    <div className={classes.panel}>
      <h2 className={classes.heading}>{messages.title}</h2>
      <p className={classes.lead}>{messages.why}</p>
      {chosen.length > 0 && (
        <dl className={classes.facts}>
          <dt>{messages.chosen}</dt>
          <dd>
            {chosen.slice(0, shownRanges).map(rangeText).join(', ')}
            {chosen.length > shownRanges && ' …'}{' '}
            <CopyButton text={chosen.map(rangeText).join('\n')} what={messages.chosen} />
          </dd>
        </dl>
      )}
      <h2 className={classes.heading}>{messages.scripts}</h2>
      {statements.length === 0 ? (
        <p className={classes.means}>{messages.none}</p>
      ) : (
        statements.map(({ table, kind, sql }, i) => (
          <section key={i} aria-label={`${table} ${kind}`}>
            <p className={classes.means}>
              {messages.table(table)} · <code>{kind}</code>{' '}
              <CopyButton text={sql} what={messages.copy(kind)} />
            </p>
            <pre className={classes.script} tabIndex={0}>
              {sql}
            </pre>
          </section>
        ))
      )}
      <div className={classes.buttons}>
        <Button component={Link} to={paths.plan(plan.id)} variant="default">
          {messages.mark}
        </Button>
        {days.length > 0 && open.length > 0 && (
          <Button onClick={() => save(scriptForDays(open, days))}>{messages.forDays(days.length)}</Button>
        )}
        {statements.length > 0 && (
          <Button variant="default" onClick={() => save(whole)}>
            {messages.download}
          </Button>
        )}
      </div>
    </div>
  );
}
