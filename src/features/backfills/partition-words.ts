import type { PartitionState } from '../../domain/partition-state.ts';
import type { SelectionError } from '../../domain/selection.ts';

/** How partitions are spoken of, as the calendar does; the page hands it over, since features don't know each other. */
export interface PartitionWords {
  /** "37 days". */
  units: (count: number) => string;
  state: (state: PartitionState) => string;
  selectionError: (error: SelectionError) => string;
}
