import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Range } from '../../contract/range.ts';
import { rangesInState, countInStates, type PartitionMap } from '../../domain/partition-state.ts';
import { countKeys } from '../../domain/ranges.ts';
import { parseSelection, type ParsedSelection } from '../../domain/selection.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { partitionMessages } from './messages.ts';
import { selectionMessages } from './selection-messages.ts';
import classes from './selection-bar.module.css';

interface TextSelectProps {
  map: PartitionMap;
  expected: string;
  onSelect: (ranges: Range[]) => void;
}

/** The typed text with what could not be read struck under. */
function Pointed({ text, errors }: { text: string; errors: ParsedSelection['errors'] }) {
  const pieces: { text: string; wrong: boolean; at: number }[] = [];
  let at = 0;
  for (const { start, end } of errors) {
    if (start > at) pieces.push({ text: text.slice(at, start), wrong: false, at });
    pieces.push({ text: text.slice(start, end), wrong: true, at: start });
    at = end;
  }
  pieces.push({ text: text.slice(at), wrong: false, at });
  return (
    <code className={classes.pointed}>
      {pieces.map((piece) => (piece.wrong ? <mark key={piece.at}>{piece.text}</mark> : piece.text))}
    </code>
  );
}

export function TextSelect({ map, expected, onSelect }: TextSelectProps) {
  const messages = useMessages(selectionMessages);
  const { units } = useMessages(partitionMessages);
  const format = useFormat();
  const g = map.granularity;
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<{ text: string; parsed: ParsedSelection } | null>(null);
  const unitsOf = (n: number) => units[g](format.number(n), n === 1);

  const apply = () => {
    const parsed = parseSelection(text, {
      granularity: g,
      history: map.history,
      expected,
      inState: (state) => rangesInState(map, state),
    });
    setAnswer({ text, parsed });
    // What could be read stands while the rest is being mended.
    if (parsed.ranges.length > 0) onSelect(parsed.ranges);
  };

  const outside = answer ? countInStates(map, answer.parsed.ranges).outside : 0;
  const inside = answer ? countKeys(answer.parsed.ranges, g) - outside : 0;
  return (
    <form
      className={classes.text}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <div className={classes.textField}>
        <TextInput
          size="xs"
          aria-label={messages.text.label}
          placeholder={messages.text.hint}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAnswer(null);
          }}
          error={answer !== null && answer.parsed.errors.length > 0}
          spellCheck={false}
          autoComplete="off"
        />
        <Button type="submit" size="xs" variant="default">
          {messages.text.apply}
        </Button>
      </div>
      <div role="status" className={classes.answer}>
        {answer && answer.parsed.errors.length > 0 && (
          <>
            <Pointed text={answer.text} errors={answer.parsed.errors} />
            <ul className={classes.errors}>
              {answer.parsed.errors.map(({ code, token, start }) => (
                <li key={start}>{messages.text.errors[code](token)}</li>
              ))}
            </ul>
          </>
        )}
        {answer && answer.parsed.errors.length === 0 && inside === 0 && <p>{messages.text.nothing}</p>}
        {outside > 0 && inside > 0 && <p>{messages.text.cut(unitsOf(outside))}</p>}
      </div>
    </form>
  );
}
