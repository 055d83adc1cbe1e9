import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Backfill, BackfillPreview, CreateBackfill } from '../contract/backfill.ts';
import type { Evidence } from '../contract/evidence.ts';
import type { Partitions, Plan } from '../contract/plan.ts';
import { apiPaths } from '../paths.ts';
import { backfillListQuery } from './backfills.ts';
import { newCommandKey, sendCommand } from './client.ts';
import { evidenceQuery } from './evidence.ts';
import { pictureOf, type PartitionPicture } from './partition-picture.ts';
import { partitionsQuery, usePartitionsNow } from './partitions.ts';

/** All that a backfill is decided on, read together. */
export interface BackfillFacts {
  /** null: a full-refresh table, which has no partitions. */
  picture: PartitionPicture | null;
  partitions: Partitions;
  evidence: Evidence | undefined;
  /** The newest of the plan; undefined: they could not be read. */
  backfills: readonly Backfill[] | undefined;
}

export function useBackfillFacts(plan: Plan, zone: string) {
  const client = useQueryClient();
  const { picture, partitions, evidence, listError, evidenceError, refetch } = usePartitionsNow(plan, zone);
  const list = useQuery(backfillListQuery({ planId: plan.id }));
  const backfills = list.data?.backfills;
  const facts = useMemo<BackfillFacts | null>(
    () => (partitions ? { picture, partitions, evidence, backfills } : null),
    [picture, partitions, evidence, backfills],
  );

  /** As it is now, whatever was read a moment ago. */
  const readNow = useCallback(async (): Promise<BackfillFacts> => {
    const fresh = { staleTime: 0 };
    const [list, seen, feed] = await Promise.all([
      client.fetchQuery({ ...partitionsQuery(plan.id), ...fresh }),
      client.fetchQuery({ ...evidenceQuery(plan.id, zone), ...fresh }),
      client.fetchQuery({ ...backfillListQuery({ planId: plan.id }), ...fresh }),
    ]);
    return {
      picture: pictureOf(plan, list, seen, zone),
      partitions: list,
      evidence: seen,
      backfills: feed.backfills,
    };
  }, [client, plan, zone]);

  return { facts, listError, evidenceError, backfillsError: list.error, refetch, readNow };
}

/** A question, though it has a body: nothing is sent to CAN and nothing kept. */
export function readBackfillPreview(body: CreateBackfill): Promise<BackfillPreview> {
  return sendCommand<BackfillPreview>('POST', apiPaths.backfillPreview(), body, newCommandKey());
}
