import type { BackfillState, InstanceCounts, Task } from '../contract/backfill.ts';

/**
 * What a backfill as a whole is doing (DESIGN §5). `counts` are those of the instances over all its tasks.
 * The sender moves a task to `sending` together with closing the one before it, so that an unsent task without
 * a sending one means that the sender is gone: a person has to say "continue".
 */
export function backfillState(tasks: readonly Pick<Task, 'state'>[], counts: InstanceCounts): BackfillState {
  const some = (state: Task['state']) => tasks.some((task) => task.state === state);
  if (some('sending')) return 'sending';
  if (some('unknown') || some('refused') || some('unsent')) return 'needs attention';
  // An unknown word may be one for "not ended yet": calling it running keeps watching it.
  if (counts.waiting + counts.running + counts.other > 0) return 'running';
  // Nobody can say how an untraceable task ends but a person who looks at the calendar.
  if (some('untraceable')) return 'needs attention';
  // CAN lists the instances of a task some time after it has created it.
  if (counts.total === 0) return 'running';
  return counts.failed > 0 ? 'done with failures' : 'done';
}

/** 999 of 1000 is not 100 %. */
export function truncatedPercent(done: number, total: number): number {
  if (total <= 0) return 0;
  return Math.max(0, Math.min(100, Math.floor((100 * done) / total)));
}

export function emptyCounts(): InstanceCounts {
  return { waiting: 0, running: 0, success: 0, failed: 0, other: 0, total: 0 };
}

export function countStatuses(statuses: readonly string[]): InstanceCounts {
  const counts = emptyCounts();
  counts.total = statuses.length;
  for (const status of statuses) {
    if (status === 'WAITING') counts.waiting++;
    else if (status === 'RUNNING') counts.running++;
    else if (status === 'SUCCESS') counts.success++;
    else if (status === 'FAILED') counts.failed++;
    else counts.other++;
  }
  return counts;
}
