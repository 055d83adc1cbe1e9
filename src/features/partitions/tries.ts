import type { EvidenceInstance } from '../../contract/evidence.ts';
import type { Granularity } from '../../contract/plan.ts';
import { firstDay, lastDay } from '../../domain/granularity.ts';

/** The instances over a partition, the newest first: by when they were made, then by id. */
export function triesOf(
  instances: readonly EvidenceInstance[],
  key: string,
  g: Granularity,
): EvidenceInstance[] {
  const from = firstDay(key, g);
  const to = lastDay(key, g);
  const timeOf = ({ createdAt }: EvidenceInstance) => (createdAt ?? '').replace(' ', 'T');
  return instances
    .filter(({ range }) => range !== null && range.start <= to && range.end >= from)
    .sort((a, b) => {
      const [one, other] = [timeOf(a), timeOf(b)];
      if (one !== other) return one < other ? 1 : -1;
      return a.id.length - b.id.length === 0 ? (a.id < b.id ? 1 : -1) : b.id.length - a.id.length;
    });
}
