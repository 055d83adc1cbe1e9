import { ordinalOf } from '../../domain/granularity.ts';
import { partitionStates, type PartitionMap, type PartitionState } from '../../domain/partition-state.ts';
import { partitionsOfCell } from './layout.ts';

/** What a cell shows. */
export interface CellLook {
  /** Of a day of hours: the one that most needs a person. */
  state: PartitionState;
  attempts: number;
  /** Only for a day of hours. */
  hours: { total: number; hit: number; counts: Record<PartitionState, number> } | null;
}

const mostUrgentFirst: readonly PartitionState[] = [
  'failed',
  'running',
  'waiting',
  'missing',
  'unreported',
  'materialised',
  'not-due',
];

function stateAt(map: PartitionMap, index: number): PartitionState {
  return partitionStates[map.codes[index] ?? 0] ?? 'missing';
}

function noCounts(): Record<PartitionState, number> {
  return Object.fromEntries(partitionStates.map((state) => [state, 0])) as Record<PartitionState, number>;
}

function hoursLook(map: PartitionMap, from: number, to: number): CellLook {
  const counts = noCounts();
  let hit = 0;
  let total = 0;
  let attempts = 0;
  for (let index = Math.max(0, from); index <= Math.min(to, map.length - 1); index++) {
    counts[stateAt(map, index)] += 1;
    hit += map.hit[index] ?? 0;
    attempts = Math.max(attempts, map.attempts[index] ?? 0);
    total += 1;
  }
  const state = mostUrgentFirst.find((one) => counts[one] > 0) ?? 'missing';
  return { state, attempts, hours: { total, hit, counts } };
}

export function looksOf(map: PartitionMap, from: number, to: number): CellLook[] {
  const first = ordinalOf(map.history.start, map.granularity);
  const looks: CellLook[] = [];
  for (let cell = from; cell <= to; cell++) {
    const covered = partitionsOfCell(cell, map.granularity);
    if (map.granularity === 'HOUR') {
      looks.push(hoursLook(map, covered.from - first, covered.to - first));
    } else {
      const index = covered.from - first;
      looks.push({ state: stateAt(map, index), attempts: map.attempts[index] ?? 0, hours: null });
    }
  }
  return looks;
}

/** Equal for blocks that look the same: a block whose signature stays is not drawn again. */
export function signatureOf(looks: readonly CellLook[]): string {
  return looks
    .map(({ state, attempts, hours }) =>
      hours
        ? `${hours.hit}.${attempts}.${Object.values(hours.counts).join('.')}`
        : `${partitionStates.indexOf(state)}.${attempts}`,
    )
    .join(' ');
}

/** All states that a cell holds, for filters. */
export function statesOf({ state, hours }: CellLook): PartitionState[] {
  return hours ? partitionStates.filter((one) => hours.counts[one] > 0) : [state];
}
