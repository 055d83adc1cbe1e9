import { queryOptions } from '@tanstack/react-query';
import type { Freshness, FreshnessList } from '../contract/freshness.ts';
import { apiPaths } from '../paths.ts';
import { createBatch } from './batch.ts';
import { getJson } from './client.ts';
import { pollFreshness } from './polling.ts';

const freshnessKeys = {
  one: (planId: string) => ['freshness', 'one', planId] as const,
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
    refetchInterval: pollFreshness,
  });
}
