/**
 * Which blocks to draw next, by their numbers in the calendar. Those in view that are not drawn yet come two a frame, the
 * nearest to the middle first: neither a jump over ten years nor a drag that scrolls is then held up by all that comes
 * into view at once.
 */
export interface BlockWindow {
  /** Numbers of what should be drawn, in order. */
  wanted: { first: number; last: number };
  /** Where the eye is. */
  middle: number;
}

const aFrame = 2;

/** The same set when nothing changes. `always`: the block that has the focus, which keeps the grid's tab stop. */
export function nextDrawn(
  drawn: ReadonlySet<number>,
  { wanted: { first, last }, middle }: BlockWindow,
  always: number,
): ReadonlySet<number> {
  const next = new Set([...drawn].filter((block) => block >= first && block <= last));
  next.add(always);
  const lacking: number[] = [];
  for (let block = first; block <= last; block++) if (!next.has(block)) lacking.push(block);
  lacking.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  for (const block of lacking.slice(0, aFrame)) next.add(block);
  const same = next.size === drawn.size && [...next].every((block) => drawn.has(block));
  return same ? drawn : next;
}
