import { Glyph, type IconName } from './icons.tsx';
import classes from './state-badge.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'odd' | 'idle';

/** A state is told by its word and its icon; the colour only helps. */
export function StateBadge({ tone, icon, label }: { tone: Tone; icon: IconName; label: string }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      <Glyph name={icon} />
      {label}
    </span>
  );
}
