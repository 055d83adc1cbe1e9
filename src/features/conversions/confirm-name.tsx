import { TextInput } from '@mantine/core';
import { useId, type Ref } from 'react';
import { comparePhrase, typeable, type PhraseMatch } from '../../domain/confirm-phrase.ts';
import { useMessages } from '../../i18n/language.tsx';
import { dialogMessages } from './dialog-messages.ts';
import classes from './dialog.module.css';

interface ConfirmNameProps {
  ref: Ref<HTMLInputElement>;
  name: string;
  typed: string;
  disabled: boolean;
  onChange: (typed: string) => void;
}

/** While somebody is still typing the beginning of the name, nothing is wrong yet. */
function isOnTheWay(typed: string, name: string): boolean {
  return typeable(name).startsWith(typed.normalize('NFC'));
}

function toneOf(match: PhraseMatch, onTheWay: boolean): 'exact' | 'almost' | 'none' {
  if (match === 'exact') return 'exact';
  return match === 'empty' || onTheWay ? 'none' : 'almost';
}

/**
 * The name as it can be read and typed. No browser helps along: what is confirmed is what a person has typed. Enter
 * does nothing at all here, whether the name matches or not (DESIGN §6).
 */
export function ConfirmName({ ref, name, typed, disabled, onChange }: ConfirmNameProps) {
  const { approve: messages } = useMessages(dialogMessages);
  const matchId = useId();
  const match = comparePhrase(typed, name);
  const tone = toneOf(match, isOnTheWay(typed, name));
  const said = match === 'empty' || tone === 'none' ? '' : messages.match[match];
  return (
    <div>
      <TextInput
        ref={ref}
        label={messages.type}
        description={
          <>
            {messages.typeThis} <bdi className={classes.name}>{typeable(name)}</bdi>
          </>
        }
        value={typed}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
        error={tone === 'almost'}
        aria-describedby={matchId}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        data-1p-ignore=""
        data-lpignore="true"
        data-autofocus
      />
      <p id={matchId} role="status" className={classes.match} data-match={tone}>
        {said}
      </p>
    </div>
  );
}
