import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  ActivityFacets,
  ActivityList,
  JournalAction,
  JournalRow,
  JournalState,
} from '../contract/activity.ts';
import { pollInterval } from '../domain/polling.ts';
import { apiPaths } from '../paths.ts';
import { getJson } from './client.ts';
import { failedLooks } from './failed-looks.ts';
import { addOlder, layNewest, type Feed } from './feed.ts';

export interface ActivityFilter {
  planId?: string | undefined;
  actor?: string | undefined;
  action?: JournalAction | undefined;
  state?: JournalState | undefined;
  /** Days of CAN's wall clock, both included. */
  from?: string | undefined;
  to?: string | undefined;
}

const activityKeys = {
  list: (filter: ActivityFilter) => ['activity', 'list', filter] as const,
  facets: ['activity', 'facets'] as const,
  templates: ['activity', 'templates'] as const,
};

const feedOf = ({ activity, cursor, asOf }: ActivityList): Feed<JournalRow> => ({
  rows: activity,
  cursor,
  asOf,
});

/** A row that is being sent, or read back, changes by the second; others may come at any time. */
export function pollActivity(rows: readonly JournalRow[], errors: number): number | false {
  const moves = rows.some(({ state }) => state === 'sending');
  return pollInterval({
    state: moves ? 'moving' : 'idle',
    ageMs: 0,
    errors,
    count: rows.length,
    visible: true,
  });
}

/** Only the newest page; older ones come through `useOlderActivity` and stay. */
export function activityQuery(filter: ActivityFilter) {
  const queryKey = activityKeys.list(filter);
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<Feed<JournalRow>> => {
      const page = await getJson<ActivityList>(apiPaths.activity({ ...filter }), signal);
      return layNewest(client.getQueryData<Feed<JournalRow>>(queryKey), feedOf(page));
    },
    staleTime: 5_000,
    refetchInterval: (query) => pollActivity(query.state.data?.rows ?? [], failedLooks(query)),
  });
}

export function useOlderActivity(filter: ActivityFilter) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (cursor: string) => getJson<ActivityList>(apiPaths.activity({ ...filter, cursor })),
    onSuccess: (page) => {
      client.setQueryData<Feed<JournalRow>>(
        activityKeys.list(filter),
        (before) => before && addOlder(before, feedOf(page)),
      );
    },
  });
}

export const activityFacetsQuery = queryOptions({
  queryKey: activityKeys.facets,
  queryFn: ({ signal }) => getJson<ActivityFacets>(apiPaths.activityFacets(), signal),
});

/** The newest data updates, to start another from. */
export const dataUpdateHistoryQuery = queryOptions({
  queryKey: activityKeys.templates,
  queryFn: ({ signal }) =>
    getJson<ActivityList>(apiPaths.activity({ action: 'data-update', limit: 200 }), signal),
});

/** More than a spreadsheet is read for; what lies beyond is said to be left out. */
export const mostExported = 20_000;

/** Every row of the filter, page by page, for a file. */
export async function loadActivity(
  filter: ActivityFilter,
): Promise<{ rows: JournalRow[]; truncated: boolean }> {
  const rows: JournalRow[] = [];
  let cursor: string | undefined;
  do {
    const page: ActivityList = await getJson(apiPaths.activity({ ...filter, cursor, limit: 1000 }));
    rows.push(...page.activity);
    cursor = page.cursor;
  } while (cursor !== undefined && rows.length < mostExported);
  return { rows, truncated: cursor !== undefined };
}
