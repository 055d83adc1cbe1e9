import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { asApiError } from '../../api/errors.ts';
import { useTrackBackfill } from '../../api/backfills.ts';
import type { Backfill, TrackBackfill } from '../../contract/backfill.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { attentionMessages } from './attention-messages.ts';
import { useCommandKey } from './command-key.ts';
import classes from './attention.module.css';

interface TrackDialogProps {
  plans: readonly { id: string; title: string }[];
  onClose: () => void;
  onTracked: (backfill: Backfill) => void;
}

/** Adopts a backfill that was made elsewhere. An error stays here, with what was typed. */
export function TrackDialog({ plans, onClose, onTracked }: TrackDialogProps) {
  const { track: messages } = useMessages(attentionMessages);
  const words = useProblemWords();
  const track = useTrackBackfill();
  const command = useCommandKey();
  const [dagName, setDagName] = useState('');
  const [planId, setPlanId] = useState('');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const error = asApiError(track.error);
  const touched = dagName !== '' || note !== '';

  function submit(): void {
    const given = dagName.trim();
    if (given === '') return setMissing(true);
    if (track.isPending) return;
    const body: TrackBackfill = {
      dagName: given,
      ...(planId !== '' && { planId }),
      ...(note.trim() !== '' && { note: note.trim() }),
    };
    track.mutate(command.keyed(body), { onSuccess: onTracked, onError: command.failed });
  }

  return (
    <Dialog
      title={messages.title}
      closing={track.isPending ? 'never' : touched ? 'deliberately' : 'freely'}
      onClose={onClose}
    >
      <form
        className={classes.stack}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p className={classes.lead}>{messages.hint}</p>
        <TextInput
          data-autofocus
          label={messages.dagName}
          description={messages.dagNameHint}
          required
          value={dagName}
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          error={missing ? messages.dagNameMissing : null}
          onChange={(event) => {
            setDagName(event.currentTarget.value);
            setMissing(false);
          }}
        />
        <NativeSelect
          label={messages.plan}
          description={messages.planHint}
          value={planId}
          data={[
            { value: '', label: messages.noPlan },
            ...plans.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          onChange={(event) => setPlanId(event.currentTarget.value)}
        />
        <Textarea
          label={messages.note}
          rows={2}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {error !== null && <ProblemAlert problem={words(error)} />}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose} disabled={track.isPending}>
            {messages.cancel}
          </Button>
          <Button type="submit" disabled={track.isPending}>
            {track.isPending ? messages.submitting : messages.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
