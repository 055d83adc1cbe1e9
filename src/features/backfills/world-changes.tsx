import { Button } from '@mantine/core';
import type { PartitionMap, PartitionState } from '../../domain/partition-state.ts';
import { useMessages } from '../../i18n/language.tsx';
import type { PartitionWords } from './partition-words.ts';
import { rangeText } from '../../domain/range-text.ts';
import { union } from '../../domain/ranges.ts';
import { differencesOf, statesOf, type Difference, type States } from './preview.ts';
import { wizardMessages } from './wizard-messages.ts';
import classes from './wizard.module.css';

interface WorldChangesProps {
  /** null: of a table without partitions only who is at work on it can change. */
  map: PartitionMap | null;
  before: States;
  after: States;
  words: PartitionWords;
  onAccept: () => void;
}

const shown = 60;

function changesOf(map: PartitionMap, before: States, after: States): Difference[] {
  const g = map.granularity;
  // What is not to be computed any more is told by what it is now, not by its absence.
  const now = statesOf(map, union(Object.values(before).flat(), Object.values(after).flat(), g));
  return differencesOf(before, now, g);
}

/** The world has moved on since the preview was agreed to: what is different, and the question again. */
export function WorldChanges({ map, before, after, words, onAccept }: WorldChangesProps) {
  const { review: messages } = useMessages(wizardMessages);
  const differences = map === null ? [] : changesOf(map, before, after);
  const say = (state: PartitionState | null) => (state === null ? messages.changedNone : words.state(state));
  return (
    <section className={classes.alert} role="alert">
      <p className={classes.alertTitle}>{messages.changed}</p>
      {differences.length === 0 ? (
        <p>{messages.changedOverlap}</p>
      ) : (
        <>
          <ul>
            {differences.slice(0, shown).map(({ range, before: from, after: to }) => (
              <li key={range.start}>
                <strong>{rangeText(range)}</strong>
                {messages.changedFrom(say(from), say(to))}
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
