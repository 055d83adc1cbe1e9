import type { GranularityWord, Partitions } from '../../src/contract/plan.ts';
import { isGranularity, keyOf } from '../../src/domain/granularity.ts';
import { fromKeys } from '../../src/domain/ranges.ts';
import { instantText } from '../../src/domain/wall-date.ts';
import type { PartitionValues } from '../can/can.ts';

/** Ten years of days are a handful of ranges: what travels to the browser, instead of thousands of names. */
export function partitionsOf(
  read: PartitionValues & { readAt: number },
  granularity: GranularityWord | null,
): Partitions {
  const keys = new Set<string>();
  const unreadable: string[] = [];
  for (const value of read.values) {
    const key = isGranularity(granularity) ? keyOf(value, granularity) : null;
    if (key === null) unreadable.push(value);
    else keys.add(key);
  }
  return {
    partitioned: read.partitioned,
    hasData: read.hasData,
    granularity,
    ranges: isGranularity(granularity) ? fromKeys(keys, granularity) : [],
    count: keys.size,
    unreadable,
    truncated: read.truncated,
    asOf: instantText(read.readAt),
  };
}
