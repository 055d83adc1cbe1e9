import { NativeSelect } from '@mantine/core';
import { freshnessStates, type FreshnessState } from '../../contract/freshness.ts';
import { granularities, planKinds, type Granularity, type PlanKind } from '../../contract/plan.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useWords } from '../../i18n/words.ts';
import { SearchField } from '../../ui/search-field.tsx';
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
  return (
    <search className={classes.filters}>
      <SearchField
        className={classes.text}
        label={messages.search}
        hint={messages.searchHint}
        clearLabel={messages.clearSearch}
        shortcutLabel={messages.shortcuts.search}
        value={filter.text}
        onChange={(text) => onChange({ ...filter, text })}
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
