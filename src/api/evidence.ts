import { queryOptions } from '@tanstack/react-query';
import type { Evidence } from '../contract/evidence.ts';
import { apiPaths } from '../paths.ts';
import { getJson } from './client.ts';
import { failedLooks } from './failed-looks.ts';
import { pollEvidence } from './partition-polling.ts';
import { partitionKeys } from './partition-keys.ts';

/** `zone` is that of CAN's wall clock: instances tell their times by it. */
export function evidenceQuery(planId: string, zone: string) {
  return queryOptions({
    queryKey: partitionKeys.evidence(planId),
    queryFn: ({ signal }) => getJson<Evidence>(apiPaths.evidence(planId), signal),
    // One comes here from starting a backfill.
    staleTime: 0,
    refetchInterval: (query) => pollEvidence(query.state.data, zone, { errors: failedLooks(query) }),
  });
}
