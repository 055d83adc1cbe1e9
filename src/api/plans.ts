import { queryOptions } from '@tanstack/react-query';
import type { Plan, PlanList, Scripts } from '../contract/plan.ts';
import { apiPaths } from '../paths.ts';
import { getJson } from './client.ts';
import { inStep } from './in-step.ts';
import { pollPlanList } from './polling.ts';

const planKeys = {
  list: ['plans', 'list'] as const,
  detail: (planId: string) => ['plans', 'detail', planId] as const,
  scripts: (planId: string) => ['plans', 'scripts', planId] as const,
};

export const planListQuery = queryOptions({
  queryKey: planKeys.list,
  queryFn: ({ signal }) => getJson<PlanList>(apiPaths.plans(), signal),
  refetchInterval: (query) => inStep(query, pollPlanList(query)),
});

export function planQuery(planId: string) {
  return queryOptions({
    queryKey: planKeys.detail(planId),
    queryFn: ({ signal }) => getJson<Plan>(apiPaths.plan(planId), signal),
  });
}

/** Of an EXTERNAL plan: what its outside scheduler runs. */
export function planScriptsQuery(planId: string) {
  return queryOptions({
    queryKey: planKeys.scripts(planId),
    queryFn: ({ signal }) => getJson<Scripts>(apiPaths.planScripts(planId), signal),
    staleTime: 5 * 60_000,
  });
}
