import { lastNotAbove, lineEnd, lineStart, type LogText } from './log-text.ts';

/**
 * Which row of the screen shows what. Every row is equally high, so that any place in the log is found by
 * arithmetic: a wrapped line takes several rows, a run of folded frames takes one.
 */
export interface LogLayout {
  rows: number;
  /** How many columns the widest row needs. */
  columns: number;
  /** null: every line is shown, line i is entry i. */
  entryLine: Uint32Array | null;
  /** null: every entry is one row. Else where each entry's rows begin. */
  entryRow: Uint32Array | null;
  wrapAt: number | null;
  folds: Folds;
}

/** For each line how many frames are folded into it, itself included; 0: none. null: nothing is folded. */
export type Folds = Uint32Array | null;

export interface LayoutOptions {
  /** Columns of a row; null: lines are not wrapped. */
  wrapAt: number | null;
  folds: Folds;
}

/** More than this of one line is shown only wrapped: no screen is that wide, and a browser chokes on it. */
export const mostColumns = 10_000;
const tabColumns = 4;

/** Chinese, Japanese and Korean characters and their punctuation take two columns of a monospaced font. */
function isWide(code: number): boolean {
  return (
    code >= 0x1100 &&
    (code <= 0x115f ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60))
  );
}

function columnsOf(code: number): number {
  if (code === 9) return tabColumns;
  return isWide(code) ? 2 : 1;
}

/** Where the piece of a line that begins at `from` ends when it may take `wrapAt` columns. */
export function endOfPiece(text: string, from: number, end: number, wrapAt: number): number {
  let columns = 0;
  for (let at = from; at < end; at++) {
    columns += columnsOf(text.charCodeAt(at));
    if (columns > wrapAt && at > from) return at;
  }
  return end;
}

function piecesOf(text: string, start: number, end: number, wrapAt: number): number {
  // A character takes at most four columns, and most lines are far from full.
  if ((end - start) * tabColumns <= wrapAt) return 1;
  let pieces = 0;
  let at = start;
  do {
    at = endOfPiece(text, at, end, wrapAt);
    pieces++;
  } while (at < end);
  return pieces;
}

function widest(log: LogText): number {
  let most = 0;
  for (let line = 0; line < log.lines && most < mostColumns; line++) {
    const start = lineStart(log, line);
    const end = lineEnd(log, line);
    if (end - start <= most / tabColumns) continue;
    let columns = 0;
    for (let at = start; at < end && columns < mostColumns; at++)
      columns += columnsOf(log.text.charCodeAt(at));
    most = Math.max(most, columns);
  }
  return Math.min(most, mostColumns);
}

export function layoutOf(log: LogText, { wrapAt, folds }: LayoutOptions): LogLayout {
  let entryLine: Uint32Array | null = null;
  let entries = log.lines;
  if (folds !== null) {
    entryLine = new Uint32Array(log.lines);
    entries = 0;
    for (let line = 0; line < log.lines; line += folds[line] || 1) entryLine[entries++] = line;
    entryLine = entryLine.subarray(0, entries);
  }
  if (wrapAt === null)
    return { rows: entries, columns: widest(log), entryLine, entryRow: null, wrapAt, folds };

  const entryRow = new Uint32Array(entries + 1);
  let rows = 0;
  for (let entry = 0; entry < entries; entry++) {
    entryRow[entry] = rows;
    const line = entryLine?.[entry] ?? entry;
    rows += folds?.[line] ? 1 : piecesOf(log.text, lineStart(log, line), lineEnd(log, line), wrapAt);
  }
  entryRow[entries] = rows;
  return { rows, columns: wrapAt, entryLine, entryRow, wrapAt, folds };
}

export interface PlacedRow {
  line: number;
  /** 0 is the line's beginning. */
  piece: number;
  /** Where in the log's text it lies. */
  start: number;
  end: number;
  /** Frames folded into this row; 0: it is a line like any other. */
  folded: number;
  /** The line goes on, but not on this row and no other. */
  cut: boolean;
}

/** Rows `from` to before `to`. */
export function placedRows(log: LogText, layout: LogLayout, from: number, to: number): PlacedRow[] {
  const { entryLine, entryRow, wrapAt, folds } = layout;
  const placed: PlacedRow[] = [];
  const first = Math.max(0, from);
  const last = Math.min(to, layout.rows);
  let entry = entryRow === null ? first : lastNotAbove(entryRow, first, entryRow.length - 1);
  for (let row = entryRow?.[entry] ?? entry; row < last; entry++) {
    const line = entryLine?.[entry] ?? entry;
    const folded = folds?.[line] ?? 0;
    const lineEnds = lineEnd(log, line);
    let start = lineStart(log, line);
    for (let piece = 0; row < last; piece++) {
      const whole = wrapAt === null || folded > 0;
      const end = whole
        ? endOfPiece(log.text, start, lineEnds, mostColumns)
        : endOfPiece(log.text, start, lineEnds, wrapAt);
      if (row >= first) placed.push({ line, piece, start, end, folded, cut: whole && end < lineEnds });
      row++;
      start = end;
      if (whole || start >= lineEnds) break;
    }
  }
  return placed;
}

/** The row on which an offset of the text is shown; for one inside of a fold, the fold's. */
export function rowOf(log: LogText, layout: LogLayout, line: number, offset: number): number {
  const { entryLine, entryRow, wrapAt } = layout;
  const entry = entryLine === null ? line : lastNotAbove(entryLine, line);
  if (entryRow === null || wrapAt === null) return entry;
  let row = entryRow[entry] ?? 0;
  if ((entryLine?.[entry] ?? entry) !== line || layout.folds?.[line]) return row;
  const lineEnds = lineEnd(log, line);
  let at = lineStart(log, line);
  for (;;) {
    at = endOfPiece(log.text, at, lineEnds, wrapAt);
    if (offset < at || at >= lineEnds) return row;
    row++;
  }
}
