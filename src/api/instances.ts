import { queryOptions } from '@tanstack/react-query';
import type { Instance } from '../contract/instance.ts';
import { apiPaths } from '../paths.ts';
import { failingFor, pollInstances } from './backfill-polling.ts';
import { getJson } from './client.ts';

const instanceKeys = {
  one: (id: string) => ['instances', 'one', id] as const,
};

export function instanceQuery(id: string) {
  return queryOptions({
    queryKey: instanceKeys.one(id),
    queryFn: ({ signal }) => getJson<Instance>(apiPaths.instance(id), signal),
    refetchInterval: ({ state }) => {
      const ended = state.data?.status === 'SUCCESS' || state.data?.status === 'FAILED';
      return pollInstances({
        open: ended ? 0 : 1,
        total: 1,
        quietMs: 0,
        moreToCome: false,
        failingMs: failingFor(state),
      });
    },
  });
}
