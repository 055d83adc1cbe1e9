import { queryOptions } from '@tanstack/react-query';
import type { Evidence } from '../contract/evidence.ts';
import { apiPaths } from '../paths.ts';
import { getJson } from './client.ts';
import { mergeEvidence } from './evidence-set.ts';
import { failedLooks } from './failed-looks.ts';
import { inStep } from './in-step.ts';
import { pollEvidence } from './partition-polling.ts';
import { partitionKeys } from './partition-keys.ts';

/** `zone` is that of CAN's wall clock: instances tell their times by it. */
export function evidenceQuery(planId: string, zone: string) {
  const queryKey = partitionKeys.evidence(planId);
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<Evidence> => {
      const before = client.getQueryData<Evidence>(queryKey);
      const answer = await getJson<Evidence>(apiPaths.evidence(planId, { since: before?.cursor }), signal);
      return mergeEvidence(before, answer);
    },
    structuralSharing: false,
    // One comes here from starting a backfill.
    staleTime: 0,
    refetchInterval: (query) =>
      inStep(query, pollEvidence(query.state.data, zone, { errors: failedLooks(query) })),
  });
}
