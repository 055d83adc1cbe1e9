import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Evidence } from '../contract/evidence.ts';
import type {
  ClearPartitions,
  MarkPartitions,
  PartitionCommandResult,
} from '../contract/partition-command.ts';
import type { Partitions, Plan } from '../contract/plan.ts';
import { apiPaths } from '../paths.ts';
import { getJson, sendCommand } from './client.ts';
import { evidenceQuery } from './evidence.ts';
import { failedLooks } from './failed-looks.ts';
import { inStep } from './in-step.ts';
import { partitionKeys } from './partition-keys.ts';
import { pictureOf, type PartitionPicture } from './partition-picture.ts';
import { isMoving, pollPartitions } from './partition-polling.ts';

/** `moving`: instances of the plan are at work, so the list is about to change. */
export function partitionsQuery(planId: string, moving = false) {
  return queryOptions({
    queryKey: partitionKeys.list(planId),
    queryFn: ({ signal }) => getJson<Partitions>(apiPaths.partitions(planId), signal),
    staleTime: 5_000,
    refetchInterval: (query) => inStep(query, pollPartitions(moving, { errors: failedLooks(query) })),
  });
}

/** Changes when an instance ends or somebody marks: then CAN's list is another. */
function decisions({ instances, marks }: Evidence): string {
  return `${instances.filter(({ endedAt }) => endedAt !== null).length} ${marks[0]?.journalId ?? ''}`;
}

/** The gateway may answer from what it read about two seconds ago (DESIGN §3). */
const gatewayCacheMs = 2_500;

export interface PartitionsNow {
  /** null: CAN's list has not come (yet), or names periods that are not known here. */
  picture: PartitionPicture | null;
  partitions: Partitions | undefined;
  evidence: Evidence | undefined;
  /** Of CAN's list; of the instances and marks. What was read before stays. */
  listError: Error | null;
  evidenceError: Error | null;
  moving: boolean;
  refetch: () => void;
}

/** All that is known of a plan's partitions, kept up to date while something runs. `timeZone`: of CAN's wall clock. */
export function usePartitionsNow(plan: Plan, timeZone: string): PartitionsNow {
  const client = useQueryClient();
  const evidence = useQuery(evidenceQuery(plan.id, timeZone));
  const moving = evidence.data !== undefined && isMoving(evidence.data.instances);
  const list = useQuery(partitionsQuery(plan.id, moving));

  const decided = evidence.data && decisions(evidence.data);
  useEffect(() => {
    if (decided === undefined) return;
    const queryKey = partitionKeys.list(plan.id);
    // What was asked for before the decision does not know of it.
    const ask = () => void client.invalidateQueries({ queryKey });
    const timer = setTimeout(ask, gatewayCacheMs);
    return () => clearTimeout(timer);
  }, [client, decided, plan.id]);

  const picture = useMemo(
    () => (list.data ? pictureOf(plan, list.data, evidence.data, timeZone) : null),
    [plan, list.data, evidence.data, timeZone],
  );
  return {
    picture,
    partitions: list.data,
    evidence: evidence.data,
    listError: list.error,
    evidenceError: evidence.error,
    moving,
    refetch: () => void client.invalidateQueries({ queryKey: partitionKeys.of(plan.id) }),
  };
}

/** A command of a person and the key that makes its repeats harmless. */
interface Keyed<T> {
  body: T;
  key: string;
}

function usePartitionCommand<T>(planId: string, path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: Keyed<T>) => sendCommand<PartitionCommandResult>('POST', path, body, key),
    // Also after a failure: an unknown outcome may have happened.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: partitionKeys.of(planId) }),
        client.invalidateQueries({ queryKey: ['activity'] }),
        client.invalidateQueries({ queryKey: ['freshness'] }),
      ]),
  });
}

export function useMarkPartitions(planId: string) {
  return usePartitionCommand<MarkPartitions>(planId, apiPaths.markPartitions(planId));
}

export function useClearPartitions(planId: string) {
  return usePartitionCommand<ClearPartitions>(planId, apiPaths.clearPartitions(planId));
}
