import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { asApiError } from '../../api/errors.ts';
import { useContinueBackfill } from '../../api/backfills.ts';
import type { Backfill, Task } from '../../contract/backfill.ts';
import { isGranularity } from '../../domain/granularity.ts';
import { encodeRanges } from '../../domain/selection-url.ts';
import { useCauseWords } from '../../i18n/causes.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { paths } from '../../paths.ts';
import { useZone } from '../../ui/clock.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ReasonedButton } from '../../ui/reasoned-button.tsx';
import { attentionMessages } from './attention-messages.ts';
import { useCommandKey } from './command-key.ts';
import { RangeList } from './range-list.tsx';
import { SettleTask } from './settle-task.tsx';
import classes from './attention.module.css';

interface AttentionProps {
  backfill: Backfill;
  fullRefresh: boolean;
}

const shownRanges = 30;

/** Calls refused in the same words: most often all of them are, and one thing has to be mended. */
function Refused({
  backfill: { id, planId, granularity },
  tasks,
  said,
  fullRefresh,
}: AttentionProps & { tasks: readonly Task[]; said: string }) {
  const { refused } = useMessages(attentionMessages);
  const ranges = tasks.map(({ range }) => range);
  const [only] = tasks.length === 1 ? tasks : [];
  const title = only ? refused.title(only.n) : refused.titleMany(tasks.length);
  const sel = isGranularity(granularity) && !fullRefresh ? encodeRanges(ranges, granularity) : null;
  return (
    <section className={classes.item} aria-label={title}>
      <h3 className={classes.title}>{title}</h3>
      {!fullRefresh && (
        <p>
          <RangeList ranges={ranges} most={shownRanges} />
        </p>
      )}
      {said !== '' && (
        <p className={classes.words} dir="auto">
          {said}
          {only?.traceId !== undefined && ` (${only.traceId})`}
        </p>
      )}
      <p>{refused.next}</p>
      {planId !== null && (
        <Button
          component={Link}
          to={paths.backfillWizard(planId, { sel, retryOf: id })}
          variant="default"
          size="xs"
        >
          {refused.again(tasks.length)}
        </Button>
      )}
    </section>
  );
}

function Unsent({ backfill, unsent }: { backfill: Backfill; unsent: readonly Task[] }) {
  const messages = useMessages(attentionMessages);
  const words = useProblemWords();
  const cause = useCauseWords();
  const send = useContinueBackfill(backfill.id);
  const command = useCommandKey();
  const error = asApiError(send.error);
  const unknown = backfill.tasks.some(({ state }) => state === 'unknown');
  const known = messages.conflicts as Record<string, string | undefined>;
  const why = unsent.map(cause).find((said) => said !== undefined);
  return (
    <section className={classes.item} aria-label={messages.unsent.title(unsent.length)}>
      <h3 className={classes.title}>{messages.unsent.title(unsent.length)}</h3>
      {why !== undefined && (
        <p className={classes.words} dir="auto">
          {why}
        </p>
      )}
      <p>{messages.unsent.next(unsent.length)}</p>
      <div>
        <ReasonedButton
          size="xs"
          reason={send.isPending ? messages.unsent.sending : unknown ? messages.unsent.afterUnknown : null}
          onClick={() => send.mutate(command.keyed({}), { onError: command.failed })}
        >
          {send.isPending ? messages.unsent.sending : messages.unsent.send(unsent.length)}
        </ReasonedButton>
      </div>
      {error !== null && (
        <>
          <ProblemAlert problem={words(error)} />
          {error.reason !== undefined && known[error.reason] !== undefined && <p>{known[error.reason]}</p>}
        </>
      )}
    </section>
  );
}

/** What nobody but a person can decide, at the top: calls without a known outcome, refused, or never sent. */
export function Attention({ backfill, fullRefresh }: AttentionProps) {
  const messages = useMessages(attentionMessages);
  const cause = useCauseWords();
  const format = useFormat();
  const zone = useZone();
  const { tasks, planId } = backfill;
  const of = (state: Task['state']) => tasks.filter((task) => task.state === state);
  const [unknown, refused, untraceable] = [of('unknown'), of('refused'), of('untraceable')];
  const unsent = backfill.state === 'sending' ? [] : of('unsent');
  const refusals = new Map<string, Task[]>();
  for (const task of refused) {
    const said = cause(task) ?? '';
    refusals.set(said, [...(refusals.get(said) ?? []), task]);
  }
  if (unknown.length + refused.length + unsent.length + untraceable.length === 0) return null;
  return (
    <section className={classes.attention} aria-labelledby="attention-heading">
      <h2 id="attention-heading" className={classes.heading}>
        {messages.heading}
      </h2>
      {unknown.map((task) => (
        <SettleTask
          key={task.n}
          backfillId={backfill.id}
          task={task}
          fullRefresh={fullRefresh}
          sentAt={format.instant(backfill.createdAt, zone)}
        />
      ))}
      {[...refusals].map(([said, refusedSo]) => (
        <Refused key={said} backfill={backfill} tasks={refusedSo} said={said} fullRefresh={fullRefresh} />
      ))}
      {unsent.length > 0 && <Unsent backfill={backfill} unsent={unsent} />}
      {untraceable.length > 0 && (
        <section className={classes.item} aria-label={messages.untraceable.title(untraceable.length)}>
          <h3 className={classes.title}>{messages.untraceable.title(untraceable.length)}</h3>
          <p>{messages.untraceable.next}</p>
          {planId !== null && <Link to={paths.plan(planId)}>{messages.untraceable.calendar}</Link>}
        </section>
      )}
    </section>
  );
}
