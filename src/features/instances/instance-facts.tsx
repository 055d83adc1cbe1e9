import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Instance, InstanceListItem } from '../../contract/instance.ts';
import { rangeText } from '../../domain/range-text.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useStatusLook } from '../../i18n/status-look.ts';
import { paths } from '../../paths.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { instanceMessages } from './messages.ts';
import classes from './instance-panels.module.css';

interface InstanceFactsProps {
  instance: Instance;
  /** What only the list of its backfill says. */
  listed: Pick<InstanceListItem, 'resourceGroup' | 'priority'> | null;
  plan: { id: string; title: string } | null;
  backfillId: string | null;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function InstanceFacts({ instance, listed, plan, backfillId }: InstanceFactsProps) {
  const { facts: messages } = useMessages(instanceMessages);
  const look = useStatusLook();
  const { id, status, range, tables, server, retries, runType, taskType } = instance;
  const said = (text: string | number | null | undefined) => text ?? messages.unknown;
  return (
    <dl className={classes.facts} aria-label={messages.heading}>
      <Fact name={messages.status}>
        <StateBadge {...look.instance(status)} />
      </Fact>
      <Fact name={messages.days}>{range === null ? messages.wholeTable : rangeText(range)}</Fact>
      <Fact name={messages.plan}>
        {plan === null ? messages.noPlan : <Link to={paths.plan(plan.id)}>{plan.title}</Link>}
      </Fact>
      {backfillId !== null && (
        <Fact name={messages.backfill}>
          <Link to={paths.backfill(backfillId)}>{messages.backfillLink}</Link>
        </Fact>
      )}
      <Fact name={messages.server}>{said(server)}</Fact>
      <Fact name={messages.retries}>{said(retries)}</Fact>
      <Fact name={messages.runType}>{said(runType)}</Fact>
      <Fact name={messages.taskType}>{said(taskType)}</Fact>
      <Fact name={messages.group}>{said(listed?.resourceGroup)}</Fact>
      <Fact name={messages.priority}>{said(listed?.priority)}</Fact>
      <Fact name={messages.table}>{tables.length === 0 ? messages.unknown : tables.join(', ')}</Fact>
      <Fact name="ID">
        <code>{id}</code> <CopyButton text={id} what="ID" />
      </Fact>
    </dl>
  );
}
