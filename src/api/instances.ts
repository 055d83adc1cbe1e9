import { queryOptions } from '@tanstack/react-query';
import type { Instance } from '../contract/instance.ts';
import { apiPaths } from '../paths.ts';
import { pollInstances } from './backfill-polling.ts';
import { getJson } from './client.ts';
import { failedLooks } from './failed-looks.ts';

const instanceKeys = {
  one: (id: string) => ['instances', 'one', id] as const,
};

export function instanceQuery(id: string) {
  return queryOptions({
    queryKey: instanceKeys.one(id),
    queryFn: ({ signal }) => getJson<Instance>(apiPaths.instance(id), signal),
    refetchInterval: (query) => {
      const status = query.state.data?.status;
      const ended = status === 'SUCCESS' || status === 'FAILED';
      return pollInstances({
        open: ended ? 0 : 1,
        total: 1,
        quietMs: 0,
        moreToCome: false,
        errors: failedLooks(query),
        visible: true,
      });
    },
  });
}
