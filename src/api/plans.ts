import { queryOptions } from '@tanstack/react-query';
import type { Plan, PlanList } from '../contract/plan.ts';
import { apiPaths } from '../paths.ts';
import { getJson } from './client.ts';
import { pollPlanList } from './polling.ts';

const planKeys = {
  list: ['plans', 'list'] as const,
  detail: (planId: string) => ['plans', 'detail', planId] as const,
};

export const planListQuery = queryOptions({
  queryKey: planKeys.list,
  queryFn: ({ signal }) => getJson<PlanList>(apiPaths.plans(), signal),
  refetchInterval: pollPlanList,
});

export function planQuery(planId: string) {
  return queryOptions({
    queryKey: planKeys.detail(planId),
    queryFn: ({ signal }) => getJson<Plan>(apiPaths.plan(planId), signal),
  });
}
