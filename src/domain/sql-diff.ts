/**
 * What differs between two runs' SQL beyond the days they compute and what they are called. Days, times, partition
 * names and the runs' own ids are set aside before lines are compared; what is shown is the text as it was.
 */
export interface SqlDiffLine {
  kind: 'same' | 'removed' | 'added';
  /** From 1; null on the side that has no such line. */
  left: number | null;
  right: number | null;
  text: string;
}

export interface SqlDiff {
  lines: SqlDiffLine[];
  removed: number;
  added: number;
  /** true: the texts differ so much that whole stretches are shown as replaced instead of matched line by line. */
  coarse: boolean;
}

/** Beyond so many edits nobody reads a difference line by line, and finding the shortest one takes their square. */
const mostEdits = 1000;

const dated: readonly RegExp[] = [
  /\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?)?)?/g,
  /(?<=\b[A-Za-z_]*)(?:19|20|21)\d{2}(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])?)?(?!\d)/g,
  /(?<=['"])\d{4}-(?:\d{2}|W\d{2}|Q[1-4])(?=['"])/gi,
];

/** A line as it is compared. `own` is what names the run itself, such as the id of its instance. */
export function withoutDates(line: string, own = ''): string {
  let text = own === '' ? line : line.replaceAll(own, '<run>');
  for (const pattern of dated) text = text.replace(pattern, '<day>');
  return text.replace(/\s+/g, ' ').trim();
}

interface Step {
  kind: SqlDiffLine['kind'];
  count: number;
}

/** The shortest edit between two lists (Myers 1986), as runs; null when it is longer than the cap. */
function shortestEdit(a: readonly string[], b: readonly string[]): Step[] | null {
  const cap = Math.min(a.length + b.length, mostEdits);
  const size = 2 * cap + 2;
  const furthest = new Int32Array(size);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= cap; edits++) {
    trace.push(furthest.slice(Math.max(0, cap - edits - 1), cap + edits + 2));
    for (let k = -edits; k <= edits; k += 2) {
      const down =
        k === -edits || (k !== edits && (furthest[cap + k - 1] ?? 0) < (furthest[cap + k + 1] ?? 0));
      let x = down ? (furthest[cap + k + 1] ?? 0) : (furthest[cap + k - 1] ?? 0) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      furthest[cap + k] = x;
      if (x >= a.length && y >= b.length) return walkBack(trace, cap, a.length, b.length);
    }
  }
  return null;
}

function walkBack(trace: readonly Int32Array[], cap: number, width: number, height: number): Step[] {
  const steps: Step[] = [];
  let x = width;
  let y = height;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const before = trace[edits] ?? new Int32Array();
    const origin = cap - Math.max(0, cap - edits - 1);
    const at = (k: number) => before[origin + k] ?? 0;
    const k = x - y;
    const down = k === -edits || (k !== edits && at(k - 1) < at(k + 1));
    const fromX = edits === 0 ? 0 : down ? at(k + 1) : at(k - 1);
    const fromY = edits === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    const same = Math.min(x - fromX, y - fromY);
    if (same > 0) steps.push({ kind: 'same', count: same });
    if (edits > 0) steps.push({ kind: down ? 'added' : 'removed', count: 1 });
    x = fromX;
    y = fromY;
  }
  return steps.reverse();
}

function splitLines(sql: string): string[] {
  return sql === '' ? [] : sql.replace(/\r\n?/g, '\n').split('\n');
}

export function diffSql(left: string, right: string, own: { left?: string; right?: string } = {}): SqlDiff {
  const leftLines = splitLines(left);
  const rightLines = splitLines(right);
  const a = leftLines.map((line) => withoutDates(line, own.left));
  const b = rightLines.map((line) => withoutDates(line, own.right));
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail++;

  const middleA = a.slice(head, a.length - tail);
  const middleB = b.slice(head, b.length - tail);
  const edit = shortestEdit(middleA, middleB);
  const replaced: Step[] = [
    { kind: 'removed', count: middleA.length },
    { kind: 'added', count: middleB.length },
  ];
  const steps: Step[] = [{ kind: 'same', count: head }, ...(edit ?? replaced), { kind: 'same', count: tail }];

  const diff: SqlDiff = { lines: [], removed: 0, added: 0, coarse: edit === null };
  let x = 0;
  let y = 0;
  for (const { kind, count } of steps) {
    for (let i = 0; i < count; i++) {
      const onLeft = kind !== 'added';
      const onRight = kind !== 'removed';
      const text = (onRight ? rightLines[y] : leftLines[x]) ?? '';
      if (onLeft) x++;
      if (onRight) y++;
      diff.lines.push({ kind, left: onLeft ? x : null, right: onRight ? y : null, text });
      if (kind !== 'same') diff[kind]++;
    }
  }
  return diff;
}
