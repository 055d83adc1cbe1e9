import type { PartitionState } from '../../domain/partition-state.ts';
import classes from './calendar-grid.module.css';

/** A cell as the calendar draws it, for the legend and for lists. The word stands beside it. */
export function Swatch({ state }: { state: PartitionState }) {
  return <span className={`${classes.cell} ${classes.swatch}`} data-state={state} aria-hidden="true" />;
}
