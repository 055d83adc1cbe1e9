import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { asApiError } from '../../api/errors.ts';
import { handoverQuery, useRequestConversion } from '../../api/conversions.ts';
import { useCommandKey } from '../../api/use-command-key.ts';
import type { Conversion } from '../../contract/conversion.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { paths } from '../../paths.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Checks } from './checks.tsx';
import { dialogMessages } from './dialog-messages.ts';
import {
  draftProblems,
  emptyDraft,
  isUntouched,
  requestOf,
  type DraftProblem,
  type RequestDraft,
} from './request-draft.ts';
import { ShareLink } from './share-link.tsx';
import { useConversionProblem } from './use-conversion-problem.ts';
import { Warnings } from './warnings.tsx';
import classes from './dialog.module.css';

interface RequestDialogProps {
  plan: { id: string; name: string };
  /** On CAN's wall clock. */
  today: string;
  twoPerson: boolean;
  onClose: () => void;
}

export function RequestDialog({ plan, today, twoPerson, onClose }: RequestDialogProps) {
  const messages = useMessages(dialogMessages);
  const { request: text } = messages;
  const handover = useQuery(handoverQuery(plan.id));
  const command = useRequestConversion(plan.id);
  const key = useCommandKey();
  const conversionProblem = useConversionProblem();
  const problemWords = useProblemWords();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<RequestDraft>(emptyDraft);
  const [checked, setChecked] = useState(false);
  const [made, setMade] = useState<Conversion | null>(null);

  const problems = checked ? draftProblems(draft, today) : {};
  const error = asApiError(command.error);
  const handoverError = asApiError(handover.error);
  const unknown = error?.outcome === 'unknown';
  const refused = handover.data?.checks.some(({ ok }) => !ok) ?? false;
  const sending = command.isPending;

  const said = (problem: DraftProblem | undefined, missing: string): string | null => {
    switch (problem) {
      case undefined:
        return null;
      case 'missing':
        return missing;
      case 'too-long':
        return text.tooLong;
      case 'past':
        return text.plannedPast;
      case 'no-day':
        return text.plannedNone;
    }
  };
  const field = (name: keyof RequestDraft) => ({
    name,
    value: draft[name],
    disabled: sending || unknown,
    onChange: (event: { currentTarget: { value: string } }) => {
      // React empties the event before the updater runs.
      const { value } = event.currentTarget;
      setDraft((before) => ({ ...before, [name]: value }));
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (sending || refused) return;
    const [first] = Object.keys(draftProblems(draft, today));
    setChecked(true);
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }
    const body = requestOf(plan.id, draft);
    command.mutate({ body, key: key.keyFor(body) }, { onSuccess: setMade, onError: key.failed });
  }

  if (made) {
    return (
      // Another dialog, so that its own button gets the focus.
      <Dialog key="made" title={text.done} closing="freely" onClose={onClose} size="lg">
        <div className={classes.form} role="status">
          <p>{twoPerson ? text.doneText : text.doneTextOne}</p>
          <ShareLink conversionId={made.id} what={text.link} />
          <div className={classes.buttons}>
            <Button variant="default" onClick={onClose}>
              {messages.close}
            </Button>
            <Button component={Link} to={paths.conversion(made.id)} data-autofocus>
              {text.open}
            </Button>
          </div>
        </div>
      </Dialog>
    );
  }

  return (
    <Dialog
      title={text.title(plan.name)}
      closing={sending ? 'never' : isUntouched(draft) ? 'freely' : 'deliberately'}
      onClose={onClose}
      size="lg"
    >
      <form ref={form} className={classes.form} onSubmit={submit} noValidate>
        <p className={classes.lead}>{twoPerson ? text.lead : text.leadOne}</p>
        <section>
          <h3 className={classes.heading}>{text.alternatives}</h3>
          <ul className={classes.list}>
            {Object.entries(text.alternativeList).map(([name, alternative]) => (
              <li key={name}>{alternative}</li>
            ))}
          </ul>
        </section>
        <section>
          <h3 className={classes.heading}>{text.checks}</h3>
          {handover.data ? (
            <Checks checks={handover.data.checks} />
          ) : handoverError ? (
            <ProblemAlert problem={problemWords(handoverError)} onRetry={() => void handover.refetch()} />
          ) : (
            <SkeletonRows count={3} />
          )}
        </section>
        {handover.data && <Warnings dossier={handover.data.dossier} />}
        <Textarea
          {...field('reason')}
          label={text.reason}
          description={text.reasonHint}
          error={said(problems.reason, text.reasonMissing)}
          rows={3}
          required
          withAsterisk={false}
          data-autofocus
        />
        <TextInput
          {...field('scheduler')}
          label={text.scheduler}
          description={text.schedulerHint}
          error={said(problems.scheduler, text.schedulerMissing)}
          required
          withAsterisk={false}
          autoComplete="off"
        />
        <TextInput
          {...field('planned')}
          type="date"
          min={today}
          label={text.planned}
          description={text.plannedHint}
          error={said(problems.planned, '')}
        />
        {error && <ProblemAlert problem={conversionProblem(error)} />}
        {unknown && <p className={classes.dim}>{messages.unknown}</p>}
        <div className={classes.buttons}>
          {refused && <p className={classes.needed}>{text.refused}</p>}
          <Button variant="default" onClick={onClose} disabled={sending}>
            {messages.cancel}
          </Button>
          <Button type="submit" disabled={sending || refused}>
            {sending ? messages.sending : unknown ? messages.askAgain : text.send}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
