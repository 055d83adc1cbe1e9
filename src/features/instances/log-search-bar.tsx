import { ActionIcon, CloseButton, TextInput } from '@mantine/core';
import type { KeyboardEvent, RefObject } from 'react';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { Glyph } from '../../ui/icons.tsx';
import { instanceMessages } from './messages.ts';
import type { Found } from './use-log.ts';
import classes from './log-viewer.module.css';

interface LogSearchBarProps {
  input: RefObject<HTMLInputElement | null>;
  query: string;
  onQuery: (query: string) => void;
  found: Found | null;
  /** Which of the matches one stands on. */
  match: number | null;
  onMatch: (match: number) => void;
  onlyHead: boolean;
}

export function LogSearchBar({ input, query, onQuery, found, match, onMatch, onlyHead }: LogSearchBarProps) {
  const { log: messages } = useMessages(instanceMessages);
  const format = useFormat();
  const count = found?.count ?? 0;

  function step(by: 1 | -1): void {
    if (count > 0) onMatch(((match ?? (by === 1 ? -1 : 0)) + by + count) % count);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape' && query !== '') {
      // The panel around it would close.
      event.preventDefault();
      event.stopPropagation();
      onQuery('');
    }
  }

  function said(): string {
    if (found === null) return '';
    if (count === 0) return found.done ? messages.nothing : messages.searching;
    const total = found.capped ? messages.more(format.number(count)) : format.number(count);
    return match === null ? messages.found(total) : messages.count(format.number(match + 1), total);
  }

  return (
    <search className={classes.search}>
      <TextInput
        ref={input}
        size="xs"
        className={classes.query}
        aria-label={messages.search}
        placeholder={messages.searchHint}
        leftSection={<Glyph name="search" />}
        rightSection={
          query !== '' && <CloseButton size="xs" aria-label={messages.clear} onClick={() => onQuery('')} />
        }
        value={query}
        maxLength={500}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <ActionIcon
        variant="default"
        aria-label={messages.previous}
        title={messages.previous}
        disabled={count === 0}
        onClick={() => step(-1)}
      >
        <span className={classes.up}>
          <Glyph name="chevron" />
        </span>
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={messages.next}
        title={messages.next}
        disabled={count === 0}
        onClick={() => step(1)}
      >
        <span className={classes.down}>
          <Glyph name="chevron" />
        </span>
      </ActionIcon>
      <span role="status" className={classes.count}>
        {said()}
      </span>
      {onlyHead && query !== '' && <span className={classes.hint}>{messages.searchesHead}</span>}
    </search>
  );
}
