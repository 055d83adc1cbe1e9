import type { InstanceCounts } from '../../contract/backfill.ts';
import type { InstanceListItem } from '../../contract/instance.ts';
import { instanceStatuses } from '../../contract/instance.ts';

export interface StatusCount {
  status: string;
  count: number;
}

/** By CAN's own words: the four known ones always, others as they occur. They sum to the number of instances. */
export function countByStatus(instances: readonly Pick<InstanceListItem, 'status'>[]): StatusCount[] {
  const counts = new Map<string, number>(instanceStatuses.map((status) => [status, 0]));
  for (const { status } of instances) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => ({ status, count }));
}

export function endedCount(instances: readonly Pick<InstanceListItem, 'status'>[]): number {
  return instances.filter(({ status }) => status === 'SUCCESS' || status === 'FAILED').length;
}

/** As the ledger last saw them; words that were not known then have lost their names. */
export function countsAsSeen({ waiting, running, success, failed, other }: InstanceCounts): StatusCount[] {
  return [
    { status: 'WAITING', count: waiting },
    { status: 'RUNNING', count: running },
    { status: 'SUCCESS', count: success },
    { status: 'FAILED', count: failed },
    ...(other > 0 ? [{ status: '?', count: other }] : []),
  ];
}
