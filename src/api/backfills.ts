import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import type {
  Backfill,
  BackfillList,
  BackfillState,
  CreateBackfill,
  SettleTask,
  TrackBackfill,
} from '../contract/backfill.ts';
import type { FailureList } from '../contract/failure.ts';
import type { InstanceList } from '../contract/instance.ts';
import { apiPaths } from '../paths.ts';
import { addOlder, layNewest, type BackfillFeed } from './backfill-feed.ts';
import { hiddenPollMs, pollBackfill, pollBackfillList, pollInstances, quietFor } from './backfill-polling.ts';
import { getJson, sendCommand } from './client.ts';
import { failedLooks } from './failed-looks.ts';
import { inStep } from './in-step.ts';
import { mergeInstances, type InstanceSet } from './instance-set.ts';

export interface BackfillFilter {
  planId?: string | undefined;
  state?: BackfillState | undefined;
}

const backfillKeys = {
  all: ['backfills'] as const,
  lists: ['backfills', 'list'] as const,
  list: ({ planId = '', state }: BackfillFilter) => ['backfills', 'list', planId, state ?? ''] as const,
  one: (id: string) => ['backfills', 'one', id] as const,
  detail: (id: string) => ['backfills', 'one', id, 'detail'] as const,
  instances: (id: string) => ['backfills', 'one', id, 'instances'] as const,
  failures: (id: string, most: number, failed: number) =>
    ['backfills', 'one', id, 'failures', most, failed] as const,
};

/** react-query itself asks nothing while the page is hidden, and at once when it is seen again. */
const asking = (query: Parameters<typeof failedLooks>[0]) => ({ errors: failedLooks(query), visible: true });

/** Only the newest page; older ones come through `useOlderBackfills` and stay. */
export function backfillListQuery(filter: BackfillFilter) {
  const queryKey = backfillKeys.list(filter);
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<BackfillFeed> => {
      const page = await getJson<BackfillList>(apiPaths.backfills({ ...filter }), signal);
      return layNewest(client.getQueryData<BackfillFeed>(queryKey), page);
    },
    structuralSharing: false,
    refetchInterval: (query) =>
      inStep(
        query,
        pollBackfillList(query.state.data?.backfills.map((one) => one.state) ?? [], asking(query)),
      ),
  });
}

export function useOlderBackfills(filter: BackfillFilter) {
  const client = useQueryClient();
  const queryKey = backfillKeys.list(filter);
  return useMutation({
    mutationFn: (cursor: string) => getJson<BackfillList>(apiPaths.backfills({ ...filter, cursor })),
    onSuccess: (page) => {
      client.setQueryData<BackfillFeed>(queryKey, (before) => before && addOlder(before, page));
    },
  });
}

export function backfillQuery(id: string) {
  return queryOptions({
    queryKey: backfillKeys.detail(id),
    queryFn: ({ signal }) => getJson<Backfill>(apiPaths.backfill(id), signal),
    refetchInterval: (query) => inStep(query, pollBackfill(query.state.data?.state, asking(query))),
  });
}

const isOpen = ({ status }: { status: string }) => status !== 'SUCCESS' && status !== 'FAILED';

/** CAN has not been sent all of it, or lists the instances of a task only some time after creating it. */
function moreToCome(state: BackfillState | undefined, total: number): boolean {
  return state === 'sending' || (state === 'running' && total === 0);
}

interface Watching {
  /** As the backfill itself says. */
  state?: BackfillState | undefined;
  /** true: somebody wants to be told of the end, so that even a hidden page asks now and then. */
  whileHidden?: boolean;
}

/** Asks for everything once, then only for what changed since. */
export function backfillInstancesQuery(id: string, { state: of, whileHidden = false }: Watching = {}) {
  const queryKey = backfillKeys.instances(id);
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<InstanceSet> => {
      const before = client.getQueryData<InstanceSet>(queryKey);
      const answer = await getJson<InstanceList>(
        apiPaths.backfillInstances(id, { since: before?.asOf }),
        signal,
      );
      const after = mergeInstances(before, answer);
      // The last one has ended: only the backfill itself says what that makes of it.
      if (before?.list.some(isOpen) && !after.list.some(isOpen)) refreshBackfill(client, id);
      return after;
    },
    staleTime: 0,
    structuralSharing: false,
    refetchInterval: (query) => {
      const { data } = query.state;
      const every = pollInstances({
        open: data?.list.filter(isOpen).length ?? 0,
        total: data?.list.length ?? 0,
        quietMs: data ? quietFor(data.changedAt, data.asOf) : 0,
        moreToCome: data === undefined || moreToCome(of, data.list.length),
        ...asking(query),
      });
      return inStep(query, every !== false && whileHidden && document.hidden ? hiddenPollMs : every);
    },
    refetchIntervalInBackground: whileHidden,
  });
}

function refreshBackfill(client: QueryClient, id: string): void {
  void client.invalidateQueries({ queryKey: backfillKeys.detail(id) });
  void client.invalidateQueries({ queryKey: backfillKeys.lists });
}

/** `failed` is how many there are by now: more failures are another question. `most`: how many logs may be looked into. */
export function backfillFailuresQuery(id: string, most: number, failed: number) {
  return queryOptions({
    queryKey: backfillKeys.failures(id, most, failed),
    queryFn: ({ signal }) => getJson<FailureList>(apiPaths.backfillFailures(id, { most }), signal),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
    // The gateway reads a bounded number of logs a call.
    refetchInterval: ({ state }) => (state.data && state.data.pending > 0 ? 1_500 : false),
  });
}

/** A command of a person and the key that makes its repeats harmless. */
export interface Keyed<T> {
  body: T;
  key: string;
}

type Command<T> = UseMutationResult<Backfill, Error, Keyed<T>>;

function useBackfillCommand<T>(path: string): Command<T> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: Keyed<T>) => sendCommand<Backfill>('POST', path, body, key),
    onSuccess: (backfill) => client.setQueryData(backfillKeys.detail(backfill.id), backfill),
    // Also after an error: its outcome may be unknown, and then the lists are where to look.
    onSettled: (backfill) => {
      if (backfill) void client.invalidateQueries({ queryKey: backfillKeys.instances(backfill.id) });
      void client.invalidateQueries({ queryKey: backfillKeys.lists });
      for (const noun of ['partitions', 'activity', 'freshness']) {
        void client.invalidateQueries({ queryKey: [noun] });
      }
    },
  });
}

export const useCreateBackfill = (): Command<CreateBackfill> => useBackfillCommand(apiPaths.backfills());
export const useTrackBackfill = (): Command<TrackBackfill> => useBackfillCommand(apiPaths.trackBackfill());
export const useContinueBackfill = (id: string): Command<Record<string, never>> =>
  useBackfillCommand(apiPaths.backfillContinue(id));
export const useSettleTask = (id: string, n: number): Command<SettleTask> =>
  useBackfillCommand(apiPaths.backfillSettle(id, n));
