import type { Tone } from './state-badge.tsx';
import classes from './segmented-bar.module.css';

export interface Segment {
  key: string;
  label: string;
  count: number;
  tone: Tone;
  /** Told from its neighbours without colour. */
  pattern: 'full' | 'striped' | 'dotted' | 'empty';
}

/** How a total is made up. The figures stand beside it as text, so the bar itself is for the eye. */
export function SegmentedBar({
  segments,
  total,
  label,
}: {
  segments: readonly Segment[];
  total: number;
  label: string;
}) {
  return (
    <div className={classes.bar} role="img" aria-label={label}>
      {segments
        .filter(({ count }) => count > 0)
        .map(({ key, label: name, count, tone, pattern }) => (
          <span
            key={key}
            className={classes.segment}
            data-tone={tone}
            data-pattern={pattern}
            title={`${name}: ${count}`}
            style={{ flexGrow: total === 0 ? 0 : count / total }}
          />
        ))}
    </div>
  );
}
