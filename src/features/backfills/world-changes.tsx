import { Button } from '@mantine/core';
import type { PartitionState } from '../../domain/partition-state.ts';
import { useMessages } from '../../i18n/language.tsx';
import type { PartitionWords } from './partition-words.ts';
import { differencesOf, type Preview } from './preview.ts';
import { wizardMessages } from './wizard-messages.ts';
import classes from './wizard.module.css';

interface WorldChangesProps {
  before: Preview['states'];
  after: Preview['states'];
  words: PartitionWords;
  onAccept: () => void;
}

const shown = 60;

/** The world has moved on since the preview was agreed to: what is different, and the question again. */
export function WorldChanges({ before, after, words, onAccept }: WorldChangesProps) {
  const { review: messages } = useMessages(wizardMessages);
  const differences = differencesOf(before, after);
  const say = (state: PartitionState | null) => (state === null ? messages.changedNone : words.state(state));
  return (
    <section className={classes.alert} role="alert">
      <p className={classes.alertTitle}>{messages.changed}</p>
      {differences.length === 0 ? (
        <p>{messages.changedOverlap}</p>
      ) : (
        <>
          <ul>
            {differences.slice(0, shown).map(({ key, before: from, after: to }) => (
              <li key={key}>
                <strong>{key}</strong>: {messages.changedFrom(say(from), say(to))}
              </li>
            ))}
            {differences.length > shown && <li>…</li>}
          </ul>
          <p>{messages.changedCalls}</p>
        </>
      )}
      <Button variant="default" size="xs" onClick={onAccept}>
        {messages.accept}
      </Button>
    </section>
  );
}
