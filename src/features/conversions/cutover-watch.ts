import type { Range } from '../../contract/range.ts';
import { keyDistance, shiftKey, startWall } from '../../domain/granularity.ts';
import type { PartitionMap, PartitionState } from '../../domain/partition-state.ts';
import { countKeys, fromKeys } from '../../domain/ranges.ts';

/** How the outside scheduler does since it took over: what it had to report, and what it has. */
export interface CutoverWatch {
  first: { key: string; dueFrom: string; state: 'not-due' | 'reported' | 'failed' | 'unreported' };
  /** Periods that were due since. */
  due: number;
  reported: number;
  /** Somebody has marked them as failed: that is a report too. */
  failed: number;
  unreported: Range[];
  unreportedCount: number;
}

interface Shown {
  map: PartitionMap;
  expected: string;
  current: string;
}

function saidOf(state: PartitionState | null): 'reported' | 'failed' | 'unreported' {
  if (state === 'materialised') return 'reported';
  return state === 'failed' ? 'failed' : 'unreported';
}

/** More periods than anybody watches a cutover for. */
const longest = 5000;

export function cutoverWatch({ map, expected, current }: Shown, cutover: string): CutoverWatch {
  const g = map.granularity;
  const due = Math.min(longest, Math.max(0, keyDistance(cutover, expected, g) + 1));
  const said = Array.from({ length: due }, (_, i) => {
    const key = shiftKey(cutover, i, g);
    return { key, said: saidOf(map.stateOf(key)) };
  });
  const unreported = fromKeys(
    said.filter((one) => one.said === 'unreported').map(({ key }) => key),
    g,
  );
  return {
    first: {
      key: cutover,
      // A period is expected as soon as the present one lies as far ahead of it as of the expected one.
      dueFrom: startWall(shiftKey(cutover, keyDistance(expected, current, g), g), g),
      state: said[0]?.said ?? 'not-due',
    },
    due,
    reported: said.filter((one) => one.said === 'reported').length,
    failed: said.filter((one) => one.said === 'failed').length,
    unreported,
    unreportedCount: countKeys(unreported, g),
  };
}
