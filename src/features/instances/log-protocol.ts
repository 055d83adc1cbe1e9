/** What the page and the worker that holds the log say to each other. */

export interface LogRow {
  line: number;
  piece: number;
  text: string;
  /** Marked places within `text`, and which of all matches each is. */
  marks: { from: number; to: number; match: number }[];
  /** Frames folded into this row; 0: none. */
  folded: number;
  cut: boolean;
  cause: boolean;
}

export interface LogLook {
  wrapAt: number | null;
  fold: boolean;
}

export type ToLogWorker =
  | { type: 'chunk'; bytes: ArrayBuffer }
  | { type: 'text'; text: string; whole: boolean }
  | { type: 'end' }
  /** The pieces that have come so far are of no use. */
  | { type: 'drop' }
  | { type: 'look'; look: LogLook }
  | { type: 'unfold'; line: number }
  | { type: 'rows'; layout: number; from: number; to: number }
  | { type: 'search'; search: number; query: string; fromLine: number }
  | { type: 'go'; search: number; match: number }
  /** `within`: only the log scrolls to it, the page stays where it is. */
  | { type: 'line'; line: number; within: boolean }
  | { type: 'copy' };

export type FromLogWorker =
  | {
      type: 'opened';
      lines: number;
      characters: number;
      causeLine: number | null;
      foldable: number;
      prepareMs: number;
    }
  /** Rows mean something only within one layout: each has a number. */
  | { type: 'layout'; layout: number; rows: number; columns: number }
  /** `marked` says by which search: rows are asked for again when another has found more. */
  | { type: 'rows'; layout: number; from: number; rows: LogRow[]; marked: string }
  | {
      type: 'found';
      search: number;
      count: number;
      capped: boolean;
      done: boolean;
      first: number;
      tookMs: number;
    }
  | { type: 'copy'; text: string }
  /** Bring this row into view. `match` is which of the matches it is, null for a line that was asked for. */
  | { type: 'show'; layout: number; row: number; line: number; match: number | null; within: boolean };

export function markedBy(search: { search: number; done: boolean } | null): string {
  return search === null ? '' : `${search.search} ${search.done}`;
}
