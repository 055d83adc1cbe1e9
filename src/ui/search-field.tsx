import { CloseButton, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { Glyph } from './icons.tsx';
import { useShortcuts } from './shortcuts.tsx';

interface SearchFieldProps {
  className?: string | undefined;
  label: string;
  hint: string;
  clearLabel: string;
  /** What the sheet of keys says of `/`. */
  shortcutLabel: string;
  value: string;
  onChange: (value: string) => void;
}

/** Filters a list by what is typed. `/` comes here, Escape leaves, and the text stays. */
export function SearchField(props: SearchFieldProps) {
  const { className, label, hint, clearLabel, shortcutLabel, value, onChange } = props;
  const field = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: '/', label: shortcutLabel, run: () => field.current?.focus() }]);
  return (
    <TextInput
      ref={field}
      {...(className !== undefined && { className })}
      aria-label={label}
      placeholder={hint}
      leftSection={<Glyph name="search" />}
      rightSection={
        value !== '' && (
          <CloseButton
            size="sm"
            aria-label={clearLabel}
            onClick={() => {
              onChange('');
              field.current?.focus();
            }}
          />
        )
      }
      value={value}
      maxLength={300}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) field.current?.blur();
      }}
    />
  );
}
