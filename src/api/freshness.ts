import { queryOptions } from '@tanstack/react-query';
import type { Freshness, FreshnessList, PlanStateList } from '../contract/freshness.ts';
import { apiPaths } from '../paths.ts';
import { createBatch } from './batch.ts';
import { getJson } from './client.ts';
import { keepKnown } from './known-states.ts';
import { failedLooks } from './failed-looks.ts';
import { inStep } from './in-step.ts';
import { pollIdle, pollStates } from './plan-polling.ts';

const freshnessKeys = {
  one: (planId: string) => ['freshness', 'one', planId] as const,
  states: ['freshness', 'states'] as const,
};

/** A plan's freshness, and when CAN was asked. */
export interface FreshnessAsOf {
  freshness: Freshness;
  asOf: string;
}

/** DESIGN §3: up to 50 a call. */
const load = createBatch<FreshnessAsOf>(50, 60, async (ids) => {
  const { freshness, asOf } = await getJson<FreshnessList>(apiPaths.planFreshness(ids));
  return new Map(freshness.map((one) => [one.id, { freshness: one, asOf }]));
});

export function freshnessQuery(planId: string) {
  return queryOptions({
    queryKey: freshnessKeys.one(planId),
    queryFn: () => load(planId),
    staleTime: 55_000,
    refetchInterval: (query) => inStep(query, pollIdle({ errors: failedLooks(query) })),
  });
}

/** Every plan's state in one request: what the summary, the order and the filters need. */
export const planStatesQuery = queryOptions({
  queryKey: freshnessKeys.states,
  queryFn: async ({ client, signal }): Promise<PlanStateList> => {
    const before = client.getQueryData<PlanStateList>(freshnessKeys.states);
    return keepKnown(before, await getJson<PlanStateList>(apiPaths.planStates(), signal));
  },
  staleTime: 10_000,
  refetchOnWindowFocus: 'always',
  refetchInterval: (query) => inStep(query, pollStates(query.state.data, { errors: failedLooks(query) })),
});
