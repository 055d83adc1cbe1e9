import type { CSSProperties } from 'react';

/** `{ cellWidth: 26 }` as `--cellWidth: 26`: the style sheet makes pixels of it. */
export function cssSizes(sizes: Record<string, number>): CSSProperties {
  return Object.fromEntries(Object.entries(sizes).map(([name, value]) => [`--${name}`, value]));
}
