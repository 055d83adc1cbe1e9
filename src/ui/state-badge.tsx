import { StateMark, type MarkName } from './state-mark.tsx';
import classes from './state-badge.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'odd' | 'idle';

/** A state is told by its word and its icon; the colour only helps. */
export function StateBadge({ tone, icon, label }: { tone: Tone; icon: MarkName; label: string }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      <StateMark name={icon} />
      {label}
    </span>
  );
}
