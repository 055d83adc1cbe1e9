import classes from './state-mark.module.css';

export type MarkName = 'check' | 'cross' | 'clock' | 'hollow' | 'question' | 'running' | 'warning';

/**
 * The sign of a state, in the text's colour and size. The word beside it says what it means, so readers are told
 * nothing. Hundreds of them come and go with the rows of a list, and a box that CSS draws costs half of what a
 * picture does.
 */
export function StateMark({ name }: { name: MarkName }) {
  return <span className={classes.mark} data-mark={name} aria-hidden="true" />;
}
