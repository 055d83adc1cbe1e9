import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Granularity } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { useMessages } from '../../i18n/language.tsx';
import { jumpTarget } from './jump.ts';
import { partitionMessages } from './messages.ts';
import { useNames } from './names.ts';
import classes from './calendar-view.module.css';

interface JumpToProps {
  g: Granularity;
  history: Range;
  onJump: (cell: number) => void;
}

export function JumpTo({ g, history, onJump }: JumpToProps) {
  const messages = useMessages(partitionMessages);
  const names = useNames();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const jump = () => {
    const target = jumpTarget(text, g, history);
    if (typeof target === 'number') return onJump(target);
    setProblem(
      target === 'outside'
        ? messages.jump.outside(names.partition(history.start, g), names.partition(history.end, g))
        : messages.jump.unreadable,
    );
  };
  return (
    <form
      className={classes.jump}
      onSubmit={(event) => {
        event.preventDefault();
        jump();
      }}
    >
      <TextInput
        size="xs"
        aria-label={messages.jump.label}
        placeholder={messages.jump.hint}
        value={text}
        error={problem}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setProblem(null);
        }}
      />
      <Button type="submit" size="xs" variant="default">
        {messages.jump.go}
      </Button>
    </form>
  );
}
