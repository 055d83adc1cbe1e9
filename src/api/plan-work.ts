import { queryOptions } from '@tanstack/react-query';
import type { Backfill, BackfillList } from '../contract/backfill.ts';
import type { Conversion, ConversionList } from '../contract/conversion.ts';
import { apiPaths } from '../paths.ts';
import { pollBackfillList } from './backfill-polling.ts';
import { getJson } from './client.ts';
import { failedLooks } from './failed-looks.ts';
import { inStep } from './in-step.ts';
import { pollIdle } from './plan-polling.ts';

/** What of ours is under way on any plan: one request each for the whole page, never one a row. */

export const runningBackfillsQuery = queryOptions({
  queryKey: ['backfills', 'list', 'under-way'] as const,
  queryFn: async ({ signal }): Promise<readonly Backfill[]> => {
    const { backfills } = await getJson<BackfillList>(apiPaths.backfills({ state: 'running' }), signal);
    return backfills;
  },
  refetchInterval: (query) =>
    inStep(
      query,
      pollBackfillList(query.state.data?.map(({ state }) => state) ?? [], {
        errors: failedLooks(query),
        visible: true,
      }),
    ),
});

export const openConversionsQuery = queryOptions({
  queryKey: ['conversions', 'under-way'] as const,
  queryFn: async ({ signal }): Promise<readonly Conversion[]> => {
    const { conversions } = await getJson<ConversionList>(
      apiPaths.conversions({ state: 'requested' }),
      signal,
    );
    return conversions;
  },
  refetchInterval: (query) => pollIdle({ errors: failedLooks(query) }),
});
