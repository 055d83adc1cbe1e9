import type { InstanceListItem } from '../contract/instance.ts';

/** Ids are digits, and may exceed 2^53: the shorter is the smaller. */
function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

type Placed = Pick<InstanceListItem, 'id' | 'task' | 'range'>;

/** Oldest business date first, then task, then id. None of them ever changes, so neither does the order. */
export function byBusinessDate(a: Placed, b: Placed): number {
  const x = a.range?.start ?? '';
  const y = b.range?.start ?? '';
  if (x !== y) return x < y ? -1 : 1;
  return a.task - b.task || compareIds(a.id, b.id);
}
