import {
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import type {
  ApproveConversion,
  Conversion,
  ConversionChecks,
  ConversionList,
  ConversionsWaiting,
  ConversionView,
  Handover,
  RejectConversion,
  RequestConversion,
} from '../contract/conversion.ts';
import { apiPaths } from '../paths.ts';
import { getJson, sendCommand } from './client.ts';
import { pollConversion, pollConversionList } from './conversion-polling.ts';
import { failedLooks } from './failed-looks.ts';
import { addOlder, layNewest, type Feed } from './feed.ts';
import { partitionKeys } from './partition-keys.ts';

export interface ConversionFilter {
  view: ConversionView;
  planId?: string | undefined;
}

const conversionKeys = {
  all: ['conversions'] as const,
  list: ({ view, planId = '' }: ConversionFilter) => ['conversions', 'list', view, planId] as const,
  waiting: ['conversions', 'waiting'] as const,
  one: (id: string) => ['conversions', 'one', id] as const,
  checks: (id: string) => ['conversions', 'checks', id] as const,
  handover: (planId: string) => ['conversions', 'handover', planId] as const,
};

const feedOf = ({ conversions, cursor, asOf }: ConversionList): Feed<Conversion> => ({
  rows: conversions,
  cursor,
  asOf,
});

/** Only the newest page; older ones come through `useOlderConversions` and stay. */
export function conversionListQuery(filter: ConversionFilter) {
  const queryKey = conversionKeys.list(filter);
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<Feed<Conversion>> => {
      const page = await getJson<ConversionList>(apiPaths.conversions({ ...filter }), signal);
      return layNewest(client.getQueryData<Feed<Conversion>>(queryKey), feedOf(page));
    },
    // Somebody else may have decided since.
    staleTime: 5_000,
    refetchInterval: (query) =>
      pollConversionList(query.state.data?.rows.map(({ state }) => state) ?? [], failedLooks(query)),
  });
}

export function useOlderConversions(filter: ConversionFilter) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (cursor: string) => getJson<ConversionList>(apiPaths.conversions({ ...filter, cursor })),
    onSuccess: (page) => {
      client.setQueryData<Feed<Conversion>>(
        conversionKeys.list(filter),
        (before) => before && addOlder(before, feedOf(page)),
      );
    },
  });
}

/** How many requests wait for this person: a number of the ledger, which costs CAN nothing. */
export const conversionsWaitingQuery = queryOptions({
  queryKey: conversionKeys.waiting,
  queryFn: ({ signal }) => getJson<ConversionsWaiting>(apiPaths.conversionsWaiting(), signal),
  refetchInterval: (query) => pollConversionList([], failedLooks(query)),
});

export function conversionQuery(id: string) {
  return queryOptions({
    queryKey: conversionKeys.one(id),
    queryFn: ({ signal }) => getJson<Conversion>(apiPaths.conversion(id), signal),
    staleTime: 5_000,
    refetchInterval: (query) => pollConversion(query.state.data?.state, failedLooks(query)),
  });
}

/** What an approval would be refused for as things stand now. */
export function conversionChecksQuery(id: string) {
  return queryOptions({
    queryKey: conversionKeys.checks(id),
    queryFn: ({ signal }) => getJson<ConversionChecks>(apiPaths.conversionChecks(id), signal),
    staleTime: 0,
    refetchInterval: (query) => pollConversion('requested', failedLooks(query)),
  });
}

/** What a request would be refused for, and what it would hand over. */
export function handoverQuery(planId: string) {
  return queryOptions({
    queryKey: conversionKeys.handover(planId),
    queryFn: ({ signal }) => getJson<Handover>(apiPaths.planHandover(planId), signal),
    staleTime: 0,
    gcTime: 0,
  });
}

/** A command of a person and the key that makes its repeats harmless. */
export interface Keyed<T> {
  body: T;
  key: string;
}

type Command<T> = UseMutationResult<Conversion, Error, Keyed<T>>;

/** Kind, calendar, freshness and journal of the plan are others afterwards, and after an unknown outcome may be. */
function refreshAll(client: QueryClient, planId: string | undefined): void {
  const old = [['conversions'], ['activity'], ['freshness'], ['plans']];
  for (const queryKey of old) void client.invalidateQueries({ queryKey });
  if (planId !== undefined) void client.invalidateQueries({ queryKey: partitionKeys.of(planId) });
}

function useConversionCommand<T>(path: string, planId: string): Command<T> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: Keyed<T>) => sendCommand<Conversion>('POST', path, body, key),
    onSuccess: (conversion) => client.setQueryData(conversionKeys.one(conversion.id), conversion),
    onSettled: () => refreshAll(client, planId),
  });
}

export const useRequestConversion = (planId: string): Command<RequestConversion> =>
  useConversionCommand(apiPaths.conversions(), planId);

type Of = Pick<Conversion, 'id' | 'planId'>;

export const useApproveConversion = ({ id, planId }: Of): Command<ApproveConversion> =>
  useConversionCommand(apiPaths.approveConversion(id), planId);
export const useRejectConversion = ({ id, planId }: Of): Command<RejectConversion> =>
  useConversionCommand(apiPaths.rejectConversion(id), planId);
export const useWithdrawConversion = ({ id, planId }: Of): Command<Record<string, never>> =>
  useConversionCommand(apiPaths.withdrawConversion(id), planId);
