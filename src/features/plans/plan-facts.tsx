import type { ReactNode } from 'react';
import type { Plan } from '../../contract/plan.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useWords } from '../../i18n/words.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { planMessages } from './messages.ts';
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

function tablePath({ table }: Plan): string | null {
  const parts = [table.catalog, table.schema, table.name].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : parts.join('.');
}

export function PlanFacts({ plan }: { plan: Plan }) {
  const { details, ...messages } = useMessages(planMessages);
  const words = useWords();
  const path = tablePath(plan);
  return (
    <section aria-label={details.facts} className={classes.card}>
      <dl className={classes.facts}>
        <Fact name={details.kind}>{words.kind(plan.kind)}</Fact>
        <Fact name={details.granularity}>
          {plan.fullRefresh
            ? details.fullRefresh
            : plan.granularity === null
              ? details.none
              : words.granularity(plan.granularity)}
        </Fact>
        {plan.name !== null && (
          <Fact name={details.name}>
            <bdi className={classes.code}>{plan.name}</bdi>
          </Fact>
        )}
        <Fact name={details.id}>
          <span className={classes.code}>{plan.id}</span>
          <CopyButton text={plan.id} what={messages.planId} />
        </Fact>
        <Fact name={details.table}>
          {path === null ? (
            <span className={classes.none}>{details.none}</span>
          ) : (
            <>
              <bdi className={classes.code}>{path}</bdi>
              <CopyButton text={path} what={messages.tablePath} />
            </>
          )}
        </Fact>
        <Fact name={details.metrics}>
          <Names names={plan.metrics} none={details.none} />
        </Fact>
        <Fact name={details.dimensions}>
          <Names names={plan.dimensions} none={details.none} />
        </Fact>
      </dl>
    </section>
  );
}
