import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { asApiError } from '../../api/errors.ts';
import { conversionQuery, useApproveConversion } from '../../api/conversions.ts';
import { useCommandKey } from '../../api/use-command-key.ts';
import type { Conversion } from '../../contract/conversion.ts';
import { comparePhrase } from '../../domain/confirm-phrase.ts';
import { useMessages } from '../../i18n/language.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemAlert, type ProblemText } from '../../ui/problem-alert.tsx';
import { ConfirmName } from './confirm-name.tsx';
import { dialogMessages } from './dialog-messages.ts';
import { useFoundWords } from './found-words.ts';
import { useConversionProblem } from './use-conversion-problem.ts';
import classes from './dialog.module.css';

interface ApproveDialogProps {
  conversion: Conversion;
  /** What the plan is called now, by which it is confirmed. */
  planName: string;
  /** When CAN runs it until now, in words. */
  schedule: string;
  onClose: () => void;
  /** Only when CAN shows the plan as External. */
  onConverted: () => void;
}

/**
 * The most dangerous dialog of this console (DESIGN §6). What happens is said first; the field has the focus, never
 * the red button; no key sends it; what was typed stays until the plan is converted or the person leaves.
 */
export function ApproveDialog({ conversion, planName, schedule, onClose, onConverted }: ApproveDialogProps) {
  const messages = useMessages(dialogMessages);
  const { approve: text } = messages;
  const conversionProblem = useConversionProblem();
  const foundWords = useFoundWords();
  const neededId = useId();
  const field = useRef<HTMLInputElement>(null);
  const leave = useRef<HTMLButtonElement>(null);
  const command = useApproveConversion(conversion);
  const key = useCommandKey();
  const [typed, setTyped] = useState('');
  const [acknowledged, setAcknowledged] = useState(false);

  // While the outcome is unknown the console reads the plan back; this asks how far it has come.
  const { data: now = conversion } = useQuery({
    ...conversionQuery(conversion.id),
    enabled: command.isSuccess,
  });
  const after = command.data && now.state !== 'requested' ? now : command.data;
  const converted = after?.state === 'converted';
  useEffect(() => {
    if (converted) onConverted();
  }, [converted, onConverted]);

  const sending = command.isPending;
  const error = asApiError(command.error);
  const unknown = error?.outcome === 'unknown';
  // The button that had the focus was off meanwhile. It goes to where one can go on, never back to the red button.
  const refusal = error && !unknown ? error : null;
  const matches = comparePhrase(typed, planName) === 'exact';
  const spent = after !== undefined;
  const frozen = sending || spent || unknown;
  const needed = matches ? (acknowledged ? '' : text.missingTick) : text.missingName;

  useEffect(() => {
    if (refusal) field.current?.focus();
  }, [refusal]);
  useEffect(() => {
    if (spent || unknown) leave.current?.focus();
  }, [spent, unknown]);

  const send = () => {
    if (!matches || !acknowledged || sending || spent) return;
    // The name itself, not what was typed: `exact` may lack characters that nobody can see or type.
    const body = { planName, acknowledged: true as const };
    command.mutate({ body, key: key.keyFor(body) }, { onError: key.failed });
  };

  const outcomeOf = (done: Conversion): ProblemText | null => {
    if (done.state !== 'refused' && done.state !== 'unknown' && done.state !== 'converting') return null;
    const found = foundWords(done);
    return {
      ...(done.state === 'refused' ? text.refused : text.reading),
      ...(found && { words: found }),
      traceId: done.traceId,
    };
  };
  const outcome = after ? outcomeOf(after) : null;

  return (
    <Dialog
      title={text.title(planName)}
      role="alertdialog"
      closing={sending ? 'never' : typed === '' && !acknowledged ? 'freely' : 'deliberately'}
      onClose={onClose}
      size="lg"
      lead={
        <section className={classes.consequences}>
          <h3 className={classes.heading}>{text.consequences}</h3>
          <ul className={classes.list}>
            <li>{text.stops(schedule)}</li>
            <li>
              <bdi>{text.until(conversion.scheduler)}</bdi>
            </li>
            <li className={classes.never}>{text.never}</li>
          </ul>
        </section>
      }
    >
      <div className={classes.form}>
        {conversion.planName !== null && conversion.planName !== planName && (
          <p>{text.renamed(conversion.planName)}</p>
        )}
        <label className={classes.tick}>
          <input
            type="checkbox"
            checked={acknowledged}
            disabled={frozen}
            onChange={(event) => setAcknowledged(event.currentTarget.checked)}
          />
          {text.acknowledge}
        </label>
        <ConfirmName ref={field} name={planName} typed={typed} disabled={frozen} onChange={setTyped} />
        {error && <ProblemAlert problem={conversionProblem(error)} />}
        {unknown && <p className={classes.dim}>{messages.unknown}</p>}
        {outcome && <ProblemAlert problem={outcome} />}
        <div className={classes.buttons}>
          {!frozen && (
            <p id={neededId} className={classes.needed}>
              {needed}
            </p>
          )}
          <Button ref={leave} variant="default" onClick={onClose} disabled={sending}>
            {spent ? messages.close : messages.cancel}
          </Button>
          {!spent && (
            <Button
              color="red"
              onClick={send}
              disabled={sending || !matches || !acknowledged}
              aria-describedby={frozen ? undefined : neededId}
            >
              {sending ? text.converting : unknown ? messages.askAgain : text.confirm}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
