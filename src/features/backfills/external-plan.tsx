import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Plan, Scripts } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { useMessages } from '../../i18n/language.tsx';
import { paths } from '../../paths.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { downloadText } from '../../ui/download.ts';
import { rangeText } from '../../domain/range-text.ts';
import { wizardMessages } from './wizard-messages.ts';
import classes from './wizard.module.css';

interface ExternalPlanProps {
  plan: Plan;
  chosen: readonly Range[];
  scripts: Scripts;
}

const shownRanges = 40;

/** CAN can't do it; what the outside scheduler has to run instead, and for which partitions. */
export function ExternalPlan({ plan, chosen, scripts }: ExternalPlanProps) {
  const { external: messages } = useMessages(wizardMessages);
  const { statements } = scripts;
  const whole = statements.map(({ table, kind, sql }) => `-- ${table}: ${kind}\n${sql}`).join('\n\n');
  return (
    <div className={classes.panel}>
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
        {statements.length > 0 && (
          <Button
            variant="default"
            onClick={() => downloadText(whole, `${plan.name ?? plan.id}.sql`, 'application/sql')}
          >
            {messages.download}
          </Button>
        )}
      </div>
    </div>
  );
}
