/**
 * A log as one string and the places where its lines begin. Fifty million characters go through here, in a
 * worker: everything that is done per line works on character codes and typed arrays.
 */
export interface LogText {
  text: string;
  /** Where each line begins; one more entry at the end, so that line i lies in [starts[i], starts[i + 1] - 1). */
  starts: Uint32Array;
  lines: number;
}

const newline = 10;
const carriageReturn = 13;

export function logText(text: string): LogText {
  let starts = new Uint32Array(Math.max(1024, text.length >> 5));
  let lines = 0;
  for (let at = 0; at <= text.length;) {
    if (lines + 1 >= starts.length) {
      const more = new Uint32Array(starts.length * 2);
      more.set(starts);
      starts = more;
    }
    starts[lines++] = at;
    const end = text.indexOf('\n', at);
    if (end === -1) break;
    at = end + 1;
  }
  // A newline at the end ends the last line, it does not begin another.
  const last = starts[lines - 1] ?? 0;
  if (lines > 1 && last === text.length) lines--;
  else starts[lines] = text.length + 1;
  return { text, starts: starts.slice(0, lines + 1), lines };
}

export function lineStart({ starts }: LogText, line: number): number {
  return starts[line] ?? 0;
}

/** Without its newline. */
export function lineEnd(log: LogText, line: number): number {
  const start = lineStart(log, line);
  let end = Math.max(start, (log.starts[line + 1] ?? 0) - 1);
  if (end > start && log.text.charCodeAt(end - 1) === carriageReturn) end--;
  if (end > start && log.text.charCodeAt(end - 1) === newline) end--;
  return end;
}

/** The last index whose value is not greater; `values` ascend. */
export function lastNotAbove(values: Uint32Array, wanted: number, length = values.length): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function lineAt({ starts, lines }: LogText, offset: number): number {
  return lastNotAbove(starts, offset, lines);
}
