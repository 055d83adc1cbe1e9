import { partitionStates, type PartitionState } from '../../domain/partition-state.ts';

/** The whole history in so many pixels: each column shows what most needs a person among the partitions it stands for. */

const mostUrgentFirst: readonly PartitionState[] = [
  'failed',
  'running',
  'waiting',
  'missing',
  'unreported',
  'materialised',
  'not-due',
];

/** From the top, of 24: a gap, a failure and work are told apart by their heights alone. */
const bars: Record<PartitionState, { y: number; height: number } | null> = {
  failed: { y: 0, height: 24 },
  running: { y: 4, height: 20 },
  waiting: { y: 4, height: 8 },
  materialised: { y: 10, height: 14 },
  unreported: { y: 16, height: 8 },
  missing: { y: 21, height: 3 },
  'not-due': null,
};

export const stripHeight = 24;

export interface StripPath {
  state: PartitionState;
  d: string;
}

const ranks = partitionStates.map((state) => mostUrgentFirst.indexOf(state));

/** One path a state, of partitions by their codes; `columns` is the width of the drawing. */
export function stripPaths(codes: Uint8Array, columns: number): StripPath[] {
  const states: PartitionState[] = [];
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * codes.length) / columns);
    const to = Math.max(from + 1, Math.floor(((column + 1) * codes.length) / columns));
    let rank = mostUrgentFirst.length - 1;
    for (let i = from; i < to; i++) rank = Math.min(rank, ranks[codes[i] ?? -1] ?? rank);
    states.push(mostUrgentFirst[rank] ?? 'not-due');
  }
  const paths = new Map<PartitionState, string>();
  for (let from = 0; from < states.length;) {
    const state = states[from];
    let to = from + 1;
    while (states[to] === state) to++;
    const bar = state && bars[state];
    if (state && bar) {
      const piece = `M${from} ${bar.y}h${to - from}v${bar.height}h${from - to}z`;
      paths.set(state, (paths.get(state) ?? '') + piece);
    }
    from = to;
  }
  return [...paths].map(([state, d]) => ({ state, d }));
}
