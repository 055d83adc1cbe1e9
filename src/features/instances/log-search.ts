import { lineAt, type LogText } from './log-text.ts';

/** Where a search found something, in the order of the text. */
export interface LogMatches {
  query: string;
  offsets: Uint32Array;
  count: number;
  /** There are more than are kept. */
  capped: boolean;
  done: boolean;
}

/** More places than anybody will step through; their offsets take 4 MB. */
export const mostMatches = 1_000_000;
/** Small enough for rows to be asked for in between. */
const sliceCharacters = 2 * 1024 * 1024;

const special = /[.*+?^${}()|[\]\\]/g;

/** Case does not count. The query holds at least one character. */
export function createSearch(log: LogText, query: string) {
  const matches: LogMatches = { query, offsets: new Uint32Array(1024), count: 0, capped: false, done: false };
  const pattern = new RegExp(query.replace(special, '\\$&'), 'gi');
  let from = 0;

  function keep(offset: number): void {
    if (matches.count === mostMatches) {
      matches.capped = true;
      return;
    }
    if (matches.count === matches.offsets.length) {
      const more = new Uint32Array(matches.offsets.length * 2);
      more.set(matches.offsets);
      matches.offsets = more;
    }
    matches.offsets[matches.count++] = offset;
  }

  return {
    matches,
    /** Looks through the next slice; true: there is more to look through. */
    step(): boolean {
      if (matches.done) return false;
      const to = Math.min(log.text.length, from + sliceCharacters);
      // A match may begin in this slice and end in the next.
      const slice = log.text.slice(from, Math.min(log.text.length, to + query.length - 1));
      pattern.lastIndex = 0;
      let next = to;
      for (let found = pattern.exec(slice); found !== null && !matches.capped; found = pattern.exec(slice)) {
        keep(from + found.index);
        next = Math.max(next, from + found.index + found[0].length);
      }
      from = next;
      matches.done = matches.capped || from >= log.text.length;
      return !matches.done;
    },
  };
}

/** The first match at or after an offset, or the first of all when there is none. */
export function matchFrom({ offsets, count }: LogMatches, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low === count ? 0 : low;
}

/** Which of the matches lie, at least in part, between two offsets. */
export function matchesBetween(
  matches: LogMatches,
  start: number,
  end: number,
): { from: number; to: number } {
  const { query, offsets, count } = matches;
  if (count === 0) return { from: 0, to: 0 };
  let from = matchFrom(matches, start - query.length + 1);
  if ((offsets[from] ?? 0) < start - query.length + 1) from = count;
  let to = from;
  while (to < count && (offsets[to] ?? 0) < end) to++;
  return { from, to };
}

export function matchLine(log: LogText, { offsets }: LogMatches, n: number): number {
  return lineAt(log, offsets[n] ?? 0);
}
