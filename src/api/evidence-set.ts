import type { Evidence, EvidenceInstance } from '../contract/evidence.ts';

const keyOf = ({ backfillId, id }: EvidenceInstance) => `${backfillId} ${id}`;

/** An answer that holds only what has changed, laid over what was known. What did not change keeps its identity. */
export function mergeEvidence(before: Evidence | undefined, answer: Evidence): Evidence {
  const { partialOf } = answer;
  if (partialOf === undefined || before === undefined) return answer;
  const rank = new Map(partialOf.map((backfillId, i) => [backfillId, i]));
  const changed = new Map(answer.instances.map((one) => [keyOf(one), one]));
  const gone = before.instances.some(({ backfillId }) => !rank.has(backfillId));
  if (changed.size === 0 && !gone) return { ...answer, instances: before.instances };
  const kept = before.instances.flatMap((one) => {
    if (!rank.has(one.backfillId)) return [];
    const key = keyOf(one);
    const now = changed.get(key);
    changed.delete(key);
    return now ?? one;
  });
  const instances = [...kept, ...changed.values()];
  // Those of one backfill stay in the order in which they came.
  if (changed.size > 0)
    instances.sort((a, b) => (rank.get(a.backfillId) ?? 0) - (rank.get(b.backfillId) ?? 0));
  return { ...answer, instances };
}
