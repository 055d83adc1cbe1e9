import type { EvidenceInstance } from '../../contract/evidence.ts';
import { estimateEnd, type Estimate } from '../../domain/progress.ts';
import { daysBetween, isDay } from '../../domain/wall-date.ts';

/** How long so many instances may take, judged by the newest backfill of the plan that has enough of them. */
export interface Expected {
  estimate: Extract<Estimate, { kind: 'range' }>;
  /** Days of one of those instances; null: they have none, as a table that is refreshed whole. */
  days: number | 'mixed' | null;
}

const fewest = 5;

function daysOf({ range }: EvidenceInstance): number | null {
  return range !== null && isDay(range.start) && isDay(range.end)
    ? daysBetween(range.start, range.end) + 1
    : null;
}

export function expectedDuration(instances: readonly EvidenceInstance[], count: number): Expected | null {
  const byBackfill = new Map<string, EvidenceInstance[]>();
  for (const instance of instances) {
    // A failure may have ended at once: only what went well says how long it takes.
    if (instance.status !== 'SUCCESS' || instance.startedAt === null || instance.endedAt === null) continue;
    const list = byBackfill.get(instance.backfillId);
    if (list) list.push(instance);
    else byBackfill.set(instance.backfillId, [instance]);
  }
  // The newest backfill comes first (contract/evidence.ts).
  for (const done of byBackfill.values()) {
    if (done.length < fewest) continue;
    const lastEnd = done.reduce(
      (latest, { endedAt }) => (endedAt !== null && endedAt > latest ? endedAt : latest),
      '',
    );
    const waiting = Array.from({ length: count }, () => ({
      status: 'WAITING',
      startedAt: null,
      endedAt: null,
    }));
    // As if they had been put behind the last of those, on as many hands.
    const estimate = estimateEnd([...done, ...waiting], lastEnd);
    if (estimate.kind !== 'range') continue;
    const lengths = new Set(done.map(daysOf));
    const [days = null] = lengths;
    return { estimate, days: lengths.size > 1 ? 'mixed' : days };
  }
  return null;
}
