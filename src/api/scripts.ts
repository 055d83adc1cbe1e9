import { queryOptions } from '@tanstack/react-query';
import type { Scripts } from '../contract/plan.ts';
import { apiPaths } from '../paths.ts';
import { getJson } from './client.ts';

/** The reference scripts of an EXTERNAL plan; CAN has none for others. */
export function scriptsQuery(planId: string) {
  return queryOptions({
    queryKey: ['scripts', planId],
    queryFn: ({ signal }) => getJson<Scripts>(apiPaths.planScripts(planId), signal),
    staleTime: 5 * 60_000,
  });
}
