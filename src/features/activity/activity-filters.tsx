import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { activityFacetsQuery, loadActivity, type ActivityFilter } from '../../api/activity.ts';
import { asApiError } from '../../api/errors.ts';
import {
  journalActions,
  journalStates,
  type JournalAction,
  type JournalState,
} from '../../contract/activity.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { downloadText } from '../../ui/download.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useActivityCsv } from './activity-csv.ts';
import { isUnfiltered } from './activity-filter.ts';
import { activityMessages } from './messages.ts';
import classes from './activity-filters.module.css';

interface ActivityFiltersProps {
  filter: ActivityFilter;
  onChange: (filter: ActivityFilter) => void;
}

interface Option {
  value: string;
  label: string;
}

/** What the address names stays choosable, also where the journal knows nothing of it. */
function withChosen(options: Option[], chosen: string | undefined): Option[] {
  if (chosen === undefined || options.some(({ value }) => value === chosen)) return options;
  return [...options, { value: chosen, label: chosen }];
}

export function ActivityFilters({ filter, onChange }: ActivityFiltersProps) {
  const messages = useMessages(activityMessages);
  const { filters } = messages;
  const problemWords = useProblemWords();
  const format = useFormat();
  const facets = useQuery(activityFacetsQuery).data;
  const toCsv = useActivityCsv();
  const csv = useMutation({
    mutationFn: () => loadActivity(filter),
    onSuccess: ({ rows }) => downloadText(toCsv(rows), 'journal.csv', 'text/csv'),
  });
  const csvError = asApiError(csv.error);
  const people = (facets?.people ?? []).map(({ id, name }) => ({ value: id, label: `${name} (${id})` }));
  const plans = (facets?.plans ?? []).map(({ id, name }) => ({ value: id, label: name ?? id }));
  const set = (change: Partial<ActivityFilter>) => onChange({ ...filter, ...change });

  return (
    <>
      <search className={classes.filters} aria-label={filters.label}>
        <NativeSelect
          label={filters.who}
          value={filter.actor ?? ''}
          data={[{ value: '', label: filters.everybody }, ...withChosen(people, filter.actor)]}
          onChange={(event) => set({ actor: event.currentTarget.value || undefined })}
        />
        <NativeSelect
          label={filters.plan}
          value={filter.planId ?? ''}
          data={[{ value: '', label: filters.allPlans }, ...withChosen(plans, filter.planId)]}
          onChange={(event) => set({ planId: event.currentTarget.value || undefined })}
        />
        <NativeSelect
          label={filters.action}
          value={filter.action ?? ''}
          data={[
            { value: '', label: filters.allActions },
            ...journalActions.map((value) => ({ value, label: messages.actions[value] })),
          ]}
          onChange={(event) =>
            set({ action: (event.currentTarget.value || undefined) as JournalAction | undefined })
          }
        />
        <NativeSelect
          label={filters.state}
          value={filter.state ?? ''}
          data={[
            { value: '', label: filters.allStates },
            ...journalStates.map((value) => ({ value, label: messages.states[value] })),
          ]}
          onChange={(event) =>
            set({ state: (event.currentTarget.value || undefined) as JournalState | undefined })
          }
        />
        <TextInput
          type="date"
          label={filters.from}
          value={filter.from ?? ''}
          max={filter.to}
          onChange={(event) => set({ from: event.currentTarget.value || undefined })}
        />
        <TextInput
          type="date"
          label={filters.to}
          value={filter.to ?? ''}
          min={filter.from}
          onChange={(event) => set({ to: event.currentTarget.value || undefined })}
        />
        <div className={classes.buttons}>
          {!isUnfiltered(filter) && (
            <Button variant="default" onClick={() => onChange({})}>
              {filters.clear}
            </Button>
          )}
          <Button variant="default" loading={csv.isPending} onClick={() => csv.mutate()}>
            {filters.csv}
          </Button>
        </div>
      </search>
      {csv.data?.truncated && (
        <p role="status" className={classes.note}>
          {filters.csvCut(format.number(csv.data.rows.length))}
        </p>
      )}
      {csvError && <ProblemAlert problem={problemWords(csvError)} />}
    </>
  );
}
