import type { Range } from '../../contract/range.ts';
import type { PartitionMap } from '../../domain/partition-state.ts';
import { fromKeys, toKeys } from '../../domain/ranges.ts';

/**
 * The partitions that would be called filled although nothing known here supports it: CAN does not list them and no
 * run over them has ended well. Those of them beyond the calendar count as well: nothing is known of them.
 */
export function unsupported(map: PartitionMap, ranges: readonly Range[]): Range[] {
  const g = map.granularity;
  const isSupported = (key: string) => {
    const index = map.indexOf(key);
    if (index >= 0 && map.hit[index] === 1) return true;
    const evidence = map.evidence(key);
    if (evidence?.state !== 'missing' || !evidence.verdict) return false;
    return evidence.verdict.by === 'instance' && evidence.verdict.instance.status === 'SUCCESS';
  };
  return fromKeys(
    toKeys(ranges, g).filter((key) => !isSupported(key)),
    g,
  );
}
