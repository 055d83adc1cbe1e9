import { Button } from '@mantine/core';
import type { ActivityFilter } from '../api/activity.ts';
import {
  activityFilterQuery,
  isUnfiltered,
  readActivityFilter,
} from '../features/activity/activity-filter.ts';
import { ActivityFilters } from '../features/activity/activity-filters.tsx';
import { ActivityRows } from '../features/activity/activity-list.tsx';
import { activityMessages } from '../features/activity/messages.ts';
import { useMessages } from '../i18n/language.tsx';
import { paths } from '../paths.ts';
import { useAddressState } from '../ui/address-state.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import classes from './conversions.module.css';

const codec = {
  read: readActivityFilter,
  path: (filter: ActivityFilter) => paths.activity(activityFilterQuery(filter)),
};

export function ActivityPage() {
  const messages = useMessages(activityMessages);
  const { empty, noMatch, filters } = messages;
  const [filter, setFilter] = useAddressState(codec);
  return (
    <Page title={messages.title}>
      <p className={classes.lead}>{messages.lead}</p>
      <ActivityFilters filter={filter} onChange={setFilter} />
      <ActivityRows
        filter={filter}
        withPlan
        empty={
          isUnfiltered(filter) ? (
            <EmptyState title={empty.title}>{empty.text}</EmptyState>
          ) : (
            <EmptyState
              title={noMatch.title}
              action={
                <Button variant="default" onClick={() => setFilter({})}>
                  {filters.clear}
                </Button>
              }
            >
              {noMatch.text}
            </EmptyState>
          )
        }
      />
    </Page>
  );
}
