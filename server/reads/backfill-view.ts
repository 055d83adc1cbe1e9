import type { Backfill, InstanceCounts } from '../../src/contract/backfill.ts';
import { backfillState, emptyCounts } from '../../src/domain/backfill.ts';
import type { StoredBackfill, StoredTask } from '../ledger/backfills.ts';

function sum(tasks: readonly StoredTask[]): InstanceCounts {
  const total = emptyCounts();
  for (const { counts } of tasks) {
    if (!counts) continue;
    for (const word of Object.keys(total) as (keyof InstanceCounts)[]) total[word] += counts[word];
  }
  return total;
}

/** A backfill as it travels, from what the ledger knows. */
export function backfillView(stored: StoredBackfill, countsProblem?: string): Backfill {
  const counts = sum(stored.tasks);
  return {
    id: stored.id,
    planId: stored.planId,
    planName: stored.planName,
    granularity: stored.granularity,
    state: backfillState(stored.tasks, counts),
    note: stored.note,
    lotDays: stored.lotDays,
    createdBy: stored.createdBy,
    createdAt: stored.createdAt,
    tasks: stored.tasks.map((task) => ({
      n: task.n,
      range: task.range,
      state: task.state,
      ...(task.dagName !== null && { dagName: task.dagName }),
      ...(task.problem !== null && { problem: task.problem }),
      ...(task.cause !== null && { cause: task.cause }),
      ...(task.traceId !== null && { traceId: task.traceId }),
    })),
    counts,
    ...(stored.retryOf !== null && { retryOf: stored.retryOf }),
    tracked: stored.trackedDag !== null,
    countsAsOf: stored.countsAsOf,
    ...(countsProblem !== undefined && { countsProblem }),
  };
}
