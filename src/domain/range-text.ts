import type { Range } from '../contract/range.ts';

/** Partitions by name, as scripts and CAN spell them: they can be searched for and pasted. */
export function rangeText({ start, end }: Range): string {
  return start === end ? start : `${start}..${end}`;
}
