import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '../../api/errors.ts';
import { useClearPartitions, useMarkPartitions } from '../../api/partitions.ts';
import type { PartitionCommandResult } from '../../contract/partition-command.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import type { PartitionMap } from '../../domain/partition-state.ts';
import { countKeys, mergeRanges } from '../../domain/ranges.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import type { CommandKind } from './command-kind.ts';
import { commandMessages } from './command-messages.ts';
import { CommandResult } from './command-result.tsx';
import { CommandWarnings } from './command-warnings.tsx';
import { partitionMessages } from './messages.ts';
import { RangeList } from './range-list.tsx';
import { useCommandKey } from '../../api/use-command-key.ts';
import classes from './command-dialog.module.css';

interface CommandDialogProps {
  plan: Plan;
  kind: CommandKind;
  /** null for a full-refresh table, which has no partitions. */
  map: PartitionMap | null;
  ranges: readonly Range[];
  onClose: () => void;
  /** Prepares the opposite. */
  onUndo: (kind: CommandKind) => void;
}

/** Says what it does and does not do, asks why, sends one command, and stays until it is known what came of it. */
export function CommandDialog({ plan, kind, map, ranges, onClose, onUndo }: CommandDialogProps) {
  const messages = useMessages(commandMessages);
  const { units } = useMessages(partitionMessages);
  const words = useProblemWords();
  const format = useFormat();
  const mark = useMarkPartitions(plan.id);
  const clear = useClearPartitions(plan.id);
  const command = useCommandKey();
  const [reason, setReason] = useState('');
  const [reasonMissing, setReasonMissing] = useState(false);
  const [result, setResult] = useState<PartitionCommandResult | null>(null);

  const sent = map ? mergeRanges(ranges, map.granularity) : [];
  const count = map ? countKeys(sent, map.granularity) : 0;
  const unitsOf = (n: number) => (map ? units[map.granularity](format.number(n), n === 1) : '');
  const text = messages[kind];
  const title = typeof text.title === 'string' ? text.title : text.title(unitsOf(count));
  const sendLabel = typeof text.send === 'string' ? text.send : text.send(unitsOf(count));
  const sending = mark.isPending || clear.isPending;
  const error = mark.error ?? clear.error;
  const unknown = error instanceof ApiError && error.outcome === 'unknown';

  const send = () => {
    const why = reason.trim();
    if (why === '') return setReasonMissing(true);
    // An empty range is never sent, whatever led here.
    if (kind !== 'refreshed' && count === 0) return;
    const done = { onSuccess: setResult, onError: command.failed };
    if (kind === 'clear') {
      const body = { ranges: sent, reason: why };
      clear.mutate({ body, key: command.keyFor(body) }, done);
    } else {
      const body = kind === 'refreshed' ? { reason: why } : { [kind]: sent, reason: why };
      mark.mutate({ body, key: command.keyFor(body) }, done);
    }
  };

  if (result) {
    return (
      <Dialog title={messages.done.title} closing="freely" onClose={onClose} size="lg">
        <CommandResult
          result={result}
          kind={kind}
          map={map}
          count={count}
          onUndo={onUndo}
          onClose={onClose}
        />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={title}
      closing={sending ? 'never' : reason === '' ? 'freely' : 'deliberately'}
      onClose={onClose}
      size="lg"
    >
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!sending) send();
        }}
      >
        <p className={classes.does}>{text.does}</p>
        <p className={classes.doesNot}>{text.doesNot}</p>
        {map && <RangeList ranges={sent} g={map.granularity} />}
        {map && <CommandWarnings map={map} kind={kind} ranges={sent} />}
        <Textarea
          label={messages.reason}
          description={messages.reasonHint}
          required
          data-autofocus
          rows={2}
          maxLength={2000}
          value={reason}
          disabled={sending || unknown}
          error={reasonMissing ? messages.reasonMissing : null}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setReasonMissing(false);
          }}
        />
        {error instanceof ApiError && <ProblemAlert problem={words(error)} />}
        {unknown && <p className={classes.doesNot}>{messages.unknown}</p>}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose} disabled={sending}>
            {messages.cancel}
          </Button>
          <Button
            type="submit"
            disabled={sending}
            color={kind === 'success' || kind === 'refreshed' ? undefined : 'red'}
          >
            {sending ? messages.sending : unknown ? messages.sendAgain : sendLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
