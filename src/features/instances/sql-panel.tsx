import { useQuery } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { instanceQuery } from '../../api/instances.ts';
import type { Instance } from '../../contract/instance.ts';
import { useMessages } from '../../i18n/language.tsx';
import { paths } from '../../paths.ts';
import { ChoiceBar } from '../../ui/choice-bar.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { downloadText } from '../../ui/download.ts';
import { Toggle } from '../../ui/toggle.tsx';
import { instanceMessages } from './messages.ts';
import { rangeText } from '../../domain/range-text.ts';
import { SqlDifference } from './sql-difference.tsx';
import { SqlText } from './sql-text.tsx';
import classes from './instance-panels.module.css';

type View = 'formatted' | 'original' | 'difference';

/** The last instance of the same plan that went well, as far as this console knows. */
export type LastSuccess =
  { kind: 'looking' } | { kind: 'no-plan' } | { kind: 'none' } | { kind: 'found'; id: string };

type Sql = Instance['sql'];

/** Like with like: formatted and original differ in every line break. */
function comparable(success: Sql, own: Sql): { success: string; own: string } | null {
  const both = success.formatted !== null && own.formatted !== null;
  const [a, b] = both
    ? [success.formatted, own.formatted]
    : [success.original ?? success.formatted, own.original ?? own.formatted];
  return a === null || b === null ? null : { success: a, own: b };
}

interface DifferenceProps {
  lastSuccess: LastSuccess;
  own: Pick<Instance, 'id' | 'sql'>;
  wrap: boolean;
}

function Difference({ lastSuccess, own, wrap }: DifferenceProps) {
  const { sql: messages } = useMessages(instanceMessages);
  const id = lastSuccess.kind === 'found' ? lastSuccess.id : '';
  const { data, isError } = useQuery({ ...instanceQuery(id), enabled: id !== '' });
  if (lastSuccess.kind === 'looking') return <p className={classes.note}>{messages.looking}</p>;
  if (lastSuccess.kind === 'no-plan') return <p className={classes.note}>{messages.noPlan}</p>;
  if (lastSuccess.kind === 'none') return <p className={classes.note}>{messages.noSuccess}</p>;
  const pair = data && comparable(data.sql, own.sql);
  if (isError || pair === null) return <p className={classes.note}>{messages.none}</p>;
  if (data === undefined || pair === undefined) return <p className={classes.note}>{messages.looking}</p>;
  return (
    <>
      <p className={classes.note}>
        {messages.against} <Link to={paths.instance(data.id)}>{data.id}</Link>{' '}
        {data.range !== null && messages.of(rangeText(data.range))}
      </p>
      <SqlDifference
        success={{ id: data.id, sql: pair.success }}
        own={{ id: own.id, sql: pair.own }}
        wrap={wrap}
      />
    </>
  );
}

interface SqlPanelProps {
  instance: Instance;
  lastSuccess: LastSuccess;
  /** Finding the last success costs something: only somebody who wants to compare needs it. */
  onCompare: () => void;
}

export function SqlPanel({ instance, lastSuccess, onCompare }: SqlPanelProps) {
  const { sql: messages } = useMessages(instanceMessages);
  const { original, formatted } = instance.sql;
  const [chosen, setChosen] = useState<View>(formatted === null ? 'original' : 'formatted');
  const [wrap, setWrap] = useState(false);
  const own = original ?? formatted;
  const choose = (view: View) => {
    if (view === 'difference') onCompare();
    setChosen(view);
  };
  if (own === null) return <p className={classes.note}>{messages.none}</p>;
  const shown = (chosen === 'formatted' ? formatted : original) ?? own;
  const views = (['formatted', 'original', 'difference'] as const).map((value) => ({
    value,
    label: messages[value],
  }));
  return (
    <div className={classes.box}>
      <div className={classes.tools}>
        <ChoiceBar label={messages.view} value={chosen} choices={views} onChange={choose} />
        <div className={classes.actions}>
          <Toggle label={messages.wrap} checked={wrap} onChange={setWrap} />
          <CopyButton text={shown} what={messages.copy} />
          <Button
            variant="default"
            size="xs"
            onClick={() => downloadText(shown, `${instance.id}.sql`, 'application/sql')}
          >
            {messages.download}
          </Button>
        </div>
      </div>
      {chosen === 'formatted' && formatted === null && <p className={classes.note}>{messages.noFormatted}</p>}
      {chosen === 'difference' ? (
        <Difference lastSuccess={lastSuccess} own={instance} wrap={wrap} />
      ) : (
        <SqlText sql={shown} wrap={wrap} />
      )}
    </div>
  );
}
