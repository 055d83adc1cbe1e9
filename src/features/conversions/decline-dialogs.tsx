import { Button, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { asApiError } from '../../api/errors.ts';
import { useRejectConversion, useWithdrawConversion } from '../../api/conversions.ts';
import { useCommandKey } from '../../api/use-command-key.ts';
import type { Conversion } from '../../contract/conversion.ts';
import { useMessages } from '../../i18n/language.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { dialogMessages } from './dialog-messages.ts';
import { useConversionProblem } from './use-conversion-problem.ts';
import classes from './dialog.module.css';

interface DeclineDialogProps {
  conversion: Conversion;
  onClose: () => void;
}

const nameOf = ({ planName, planId }: Conversion) => planName ?? planId;

export function RejectDialog({ conversion, onClose }: DeclineDialogProps) {
  const messages = useMessages(dialogMessages);
  const { reject: text } = messages;
  const conversionProblem = useConversionProblem();
  const command = useRejectConversion(conversion);
  const key = useCommandKey();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const sending = command.isPending;
  const error = asApiError(command.error);
  const unknown = error?.outcome === 'unknown';

  function submit(event: FormEvent) {
    event.preventDefault();
    if (sending) return;
    const body = { reason: reason.trim() };
    if (body.reason === '') return setMissing(true);
    command.mutate({ body, key: key.keyFor(body) }, { onSuccess: onClose, onError: key.failed });
  }

  return (
    <Dialog
      title={text.title(nameOf(conversion))}
      closing={sending ? 'never' : reason === '' ? 'freely' : 'deliberately'}
      onClose={onClose}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <p>{text.lead}</p>
        <Textarea
          label={text.reason}
          description={text.reasonHint}
          rows={3}
          maxLength={2000}
          required
          withAsterisk={false}
          data-autofocus
          value={reason}
          disabled={sending || unknown}
          error={missing ? text.reasonMissing : null}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setMissing(false);
          }}
        />
        {error && <ProblemAlert problem={conversionProblem(error)} />}
        {unknown && <p className={classes.dim}>{messages.unknown}</p>}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose} disabled={sending}>
            {messages.cancel}
          </Button>
          <Button type="submit" disabled={sending}>
            {sending ? messages.sending : unknown ? messages.askAgain : text.send}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function WithdrawDialog({ conversion, onClose }: DeclineDialogProps) {
  const messages = useMessages(dialogMessages);
  const { withdraw: text } = messages;
  const conversionProblem = useConversionProblem();
  const command = useWithdrawConversion(conversion);
  const key = useCommandKey();
  const sending = command.isPending;
  const error = asApiError(command.error);
  const unknown = error?.outcome === 'unknown';
  const send = () =>
    command.mutate({ body: {}, key: key.keyFor({}) }, { onSuccess: onClose, onError: key.failed });

  return (
    <Dialog title={text.title(nameOf(conversion))} closing={sending ? 'never' : 'freely'} onClose={onClose}>
      <div className={classes.form}>
        <p>{text.lead}</p>
        {error && <ProblemAlert problem={conversionProblem(error)} />}
        {unknown && <p className={classes.dim}>{messages.unknown}</p>}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose} disabled={sending} data-autofocus>
            {messages.cancel}
          </Button>
          <Button onClick={send} disabled={sending}>
            {sending ? messages.sending : unknown ? messages.askAgain : text.send}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
