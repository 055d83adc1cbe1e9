/**
 * Which bands to draw next. Those in view that are not drawn yet come one a frame, the nearest to the middle first:
 * a jump over ten years then never holds the page up for all that comes into view at once.
 */
export interface BandWindow {
  /** Indexes that should be drawn, in order. */
  wanted: { first: number; last: number };
  /** Where the eye is. */
  middle: number;
}

/** The same set when nothing changes. `always`: the band that has the focus, which keeps the grid's tab stop. */
export function nextDrawn(
  drawn: ReadonlySet<number>,
  { wanted: { first, last }, middle }: BandWindow,
  always: number,
): ReadonlySet<number> {
  const next = new Set([...drawn].filter((index) => index >= first && index <= last));
  next.add(always);
  let nearest: number | null = null;
  for (let index = first; index <= last; index++) {
    if (next.has(index)) continue;
    if (nearest === null || Math.abs(index - middle) < Math.abs(nearest - middle)) nearest = index;
  }
  if (nearest !== null) next.add(nearest);
  const same = next.size === drawn.size && [...next].every((index) => drawn.has(index));
  return same ? drawn : next;
}
