import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { freshnessStates, type FreshnessState } from '../../contract/freshness.ts';
import { granularities, planKinds, type Granularity, type PlanKind } from '../../contract/plan.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useWords } from '../../i18n/words.ts';
import { Glyph } from '../../ui/icons.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { planMessages } from './messages.ts';
import type { PlanFilter } from './plan-filter.ts';
import classes from './plan-filters.module.css';

interface PlanFiltersProps {
  filter: PlanFilter;
  onChange: (filter: PlanFilter) => void;
}

export function PlanFilters({ filter, onChange }: PlanFiltersProps) {
  const messages = useMessages(planMessages);
  const words = useWords();
  const search = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: '/', label: messages.shortcuts.search, run: () => search.current?.focus() }]);
  return (
    <search className={classes.filters}>
      <TextInput
        ref={search}
        className={classes.text}
        aria-label={messages.search}
        placeholder={messages.searchHint}
        leftSection={<Glyph name="search" />}
        rightSection={
          filter.text !== '' && (
            <CloseButton
              size="sm"
              aria-label={messages.clearSearch}
              onClick={() => {
                onChange({ ...filter, text: '' });
                search.current?.focus();
              }}
            />
          )
        }
        value={filter.text}
        maxLength={300}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange({ ...filter, text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) search.current?.blur();
        }}
      />
      <NativeSelect
        aria-label={messages.state}
        value={filter.state ?? ''}
        data={[
          { value: '', label: messages.allStates },
          ...freshnessStates.map((state) => ({ value: state, label: words.freshness(state) })),
        ]}
        onChange={(event) =>
          onChange({ ...filter, state: (event.currentTarget.value || null) as FreshnessState | null })
        }
      />
      <NativeSelect
        aria-label={messages.kind}
        value={filter.kind ?? ''}
        data={[
          { value: '', label: messages.allKinds },
          ...planKinds.map((kind) => ({ value: kind, label: words.kind(kind) })),
        ]}
        onChange={(event) =>
          onChange({ ...filter, kind: (event.currentTarget.value || null) as PlanKind | null })
        }
      />
      <NativeSelect
        aria-label={messages.granularity}
        value={filter.granularity ?? ''}
        data={[
          { value: '', label: messages.allGranularities },
          ...granularities.map((each) => ({ value: each, label: words.granularity(each) })),
        ]}
        onChange={(event) =>
          onChange({ ...filter, granularity: (event.currentTarget.value || null) as Granularity | null })
        }
      />
    </search>
  );
}
