import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { asApiError } from '../../api/errors.ts';
import { useSettleTask } from '../../api/backfills.ts';
import type { SettleTask as Settled, Task } from '../../contract/backfill.ts';
import { useCauseWords } from '../../i18n/causes.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { attentionMessages } from './attention-messages.ts';
import { useCommandKey } from './command-key.ts';
import { rangeText } from '../../domain/range-text.ts';
import classes from './attention.module.css';

interface SettleTaskProps {
  backfillId: string;
  task: Task;
  fullRefresh: boolean;
  /** About when it was sent, as CAN's clock shows it. */
  sentAt: string;
}

/** Nobody but a person who looks into CAN can say what became of it. Nothing is sent here. */
export function SettleTask({ backfillId, task, fullRefresh, sentAt }: SettleTaskProps) {
  const messages = useMessages(attentionMessages);
  const { unknown } = messages;
  const words = useProblemWords();
  const cause = useCauseWords();
  const settle = useSettleTask(backfillId, task.n);
  const command = useCommandKey();
  const [dagName, setDagName] = useState('');
  const [missing, setMissing] = useState(false);
  const [sure, setSure] = useState(false);
  const error = asApiError(settle.error);
  const known = messages.conflicts as Record<string, string | undefined>;
  const say = (said: Settled) => settle.mutate(command.keyed(said), { onError: command.failed });
  return (
    <section className={classes.item} aria-label={unknown.title(task.n)}>
      <h3 className={classes.title}>{unknown.title(task.n)}</h3>
      <p>{fullRefresh ? unknown.whole : unknown.range(rangeText(task.range))}</p>
      {task.problem !== undefined && (
        <p className={classes.words} dir="auto">
          {cause(task)}
          {task.traceId !== undefined && ` (${task.traceId})`}
        </p>
      )}
      <p>{unknown.check(sentAt)}</p>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          const given = dagName.trim();
          if (given === '') return setMissing(true);
          if (!settle.isPending) say({ dagName: given });
        }}
      >
        <TextInput
          className={classes.field}
          label={unknown.dagName}
          description={unknown.dagNameHint}
          value={dagName}
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          error={missing ? unknown.dagNameMissing : null}
          onChange={(event) => {
            setDagName(event.currentTarget.value);
            setMissing(false);
          }}
        />
        <Button type="submit" disabled={settle.isPending}>
          {settle.isPending ? unknown.settling : unknown.settle}
        </Button>
        {!sure && (
          <Button variant="default" disabled={settle.isPending} onClick={() => setSure(true)}>
            {unknown.nothing}
          </Button>
        )}
      </form>
      {sure && (
        <div className={classes.sure} role="group" aria-label={unknown.nothing}>
          <span>{unknown.nothingSure}</span>
          <Button
            variant="default"
            size="xs"
            disabled={settle.isPending}
            onClick={() => say({ created: false })}
          >
            {unknown.nothingYes}
          </Button>
          <Button variant="subtle" size="xs" onClick={() => setSure(false)}>
            {unknown.cancel}
          </Button>
        </div>
      )}
      {error !== null && (
        <>
          <ProblemAlert problem={words(error)} />
          {error.reason !== undefined && known[error.reason] !== undefined && <p>{known[error.reason]}</p>}
        </>
      )}
    </section>
  );
}
