import type { ReactNode } from 'react';
import type { Plan } from '../../contract/plan.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useScheduleWords } from '../../i18n/schedule-words.ts';
import { useWords } from '../../i18n/words.ts';
import { planPageMessages } from './plan-page-messages.ts';
import { RawFacts } from './raw-facts.tsx';
import { conditionIn } from './raw-text.ts';
import classes from './plan-facts.module.css';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Names({ names, none }: { names: readonly string[]; none: string }) {
  if (names.length === 0) return <span className={classes.none}>{none}</span>;
  return (
    <ul className={classes.names}>
      {names.map((name, i) => (
        <li key={i}>
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
}

function Conditions({ phrases, none }: { phrases: readonly string[]; none: string }) {
  if (phrases.length === 0) return <span className={classes.none}>{none}</span>;
  return (
    <ul className={classes.conditions}>
      {phrases.map((phrase, i) => {
        const condition = conditionIn(phrase);
        return (
          <li key={i}>
            {condition ? <RawFacts value={condition} /> : <bdi className={classes.code}>{phrase}</bdi>}
          </li>
        );
      })}
    </ul>
  );
}

/** The tab "Details": what CAN computes for this plan and when, in words. */
export function PlanDetails({ plan }: { plan: Plan }) {
  const { details, ...messages } = useMessages(planPageMessages);
  const words = useWords();
  const schedule = useScheduleWords();
  const { cron } = plan.refresh;
  const sentence = schedule.sentence(plan);
  return (
    <>
      <section aria-label={messages.facts} className={classes.card}>
        <dl className={classes.facts}>
          {plan.displayName !== null && (
            <Fact name={details.displayName}>
              <bdi>{plan.displayName}</bdi>
            </Fact>
          )}
          <Fact name={details.kind}>{words.kind(plan.kind)}</Fact>
          <Fact name={details.granularity}>
            {plan.granularity === null ? details.none : words.granularity(plan.granularity)}
            {plan.fullRefresh && ` · ${messages.fullRefresh}`}
          </Fact>
          <Fact name={details.schedule}>
            <span className={classes.sentence}>{sentence}</span>
            {cron !== null && !sentence.includes(cron) && (
              <span className={classes.aside}>
                {details.cron} <code className={classes.code}>{cron}</code>
              </span>
            )}
          </Fact>
          <Fact name={details.metrics}>
            <Names names={plan.metrics} none={details.none} />
          </Fact>
          <Fact name={details.dimensions}>
            <Names names={plan.dimensions} none={details.none} />
          </Fact>
          <Fact name={details.time}>
            <Conditions phrases={plan.timeConstraint} none={details.none} />
          </Fact>
          <Fact name={details.filters}>
            <Conditions phrases={plan.filters} none={details.none} />
          </Fact>
        </dl>
      </section>
      {Object.keys(plan.raw).length > 0 && (
        <section aria-labelledby="plan-raw" className={classes.card}>
          <h2 id="plan-raw" className={classes.heading}>
            {details.rest}
          </h2>
          <p className={classes.none}>{details.restNote}</p>
          <RawFacts value={plan.raw} />
        </section>
      )}
    </>
  );
}
