import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { evidenceQuery } from '../../api/evidence.ts';
import { pictureOf } from '../../api/partition-picture.ts';
import { isMoving } from '../../api/partition-polling.ts';
import { partitionsQuery } from '../../api/partitions.ts';
import type { Partitions, Plan } from '../../contract/plan.ts';
import { coverageOf, type Coverage } from '../../domain/partition-history.ts';
import { rangesHit } from '../../domain/partition-state.ts';
import { useZone } from '../../ui/clock.tsx';

interface KnownCoverage {
  /** null: the plan has no partitions, or of a length that is not known here. */
  coverage: Coverage | null;
  partitions: Partitions | undefined;
  /** Of CAN's list. What was read before stays. */
  error: Error | null;
}

/** From the very picture that the calendar draws, so that the sentence and the cells can't differ. */
export function useCoverage(plan: Plan): KnownCoverage {
  const zone = useZone();
  const evidence = useQuery(evidenceQuery(plan.id, zone)).data;
  const moving = evidence !== undefined && isMoving(evidence.instances);
  const { data: partitions, error } = useQuery(partitionsQuery(plan.id, moving));
  const coverage = useMemo(() => {
    const picture = partitions && pictureOf(plan, partitions, evidence, zone);
    if (!picture) return null;
    const { map, expected } = picture;
    return coverageOf(rangesHit(map), expected, map.granularity);
  }, [plan, partitions, evidence, zone]);
  return { coverage, partitions, error };
}
