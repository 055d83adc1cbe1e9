import type { PartitionState } from '../../domain/partition-state.ts';

/** In the order in which the legend and the sentences list them. */
export const statesInOrder: readonly PartitionState[] = [
  'materialised',
  'missing',
  'failed',
  'running',
  'waiting',
  'unreported',
  'not-due',
];
