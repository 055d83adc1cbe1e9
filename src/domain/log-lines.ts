/**
 * Where to look in an error log: the line of the root cause, and the runs of library frames that can be folded
 * away. One pass each over character codes; logs of 50 MB go through here.
 */
export interface LogLines {
  text: string;
  /** Where each line begins. */
  starts: ArrayLike<number>;
  lines: number;
}

/** Code that nobody who reads a failed run of CAN can change. */
const libraries = [
  'java.',
  'javax.',
  'jdk.',
  'sun.',
  'com.sun.',
  'kotlin.',
  'scala.',
  'org.apache.',
  'org.springframework.',
  'org.jboss.',
  'org.eclipse.',
  'org.hibernate.',
  'org.mybatis.',
  'org.slf4j.',
  'org.quartz.',
  'io.grpc',
  'io.netty.',
  'io.airlift.',
  'io.trino.',
  'com.google.',
  'com.fasterxml.',
  'com.mysql.',
  'com.zaxxer.',
  'com.alibaba.druid.',
  'com.starrocks.',
  'org.postgresql.',
  'ch.qos.logback.',
  'okhttp3.',
  'reactor.',
];

const space = 32;
const tab = 9;

function afterIndent(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === space || text.charCodeAt(at) === tab) at++;
  return at;
}

/** `at app//com.x.Y.z(…)` and `at java.base/java.lang.Thread.run(…)`: class loader and module come before a slash. */
function afterModule(text: string, from: number): number {
  for (let at = from; at < from + 80; at++) {
    const code = text.charCodeAt(at);
    if (code === 47) return text.charCodeAt(at + 1) === 47 ? at + 2 : at + 1;
    if (code === 40 || code === 10 || Number.isNaN(code)) return from;
  }
  return from;
}

function isLibraryFrame(text: string, start: number): boolean {
  const at = afterIndent(text, start);
  if (at === start) return false;
  // The frames that this cause shares with the one it is enclosed by.
  if (text.startsWith('... ', at)) return true;
  if (!text.startsWith('at ', at)) return false;
  const name = afterModule(text, at + 3);
  return libraries.some((library) => text.startsWith(library, name));
}

/** First line of each run of library frames -> how many lines it has; a single one is not worth folding. */
export function foldableFrames({ text, starts, lines }: LogLines): Map<number, number> {
  const folds = new Map<number, number>();
  let run = 0;
  for (let line = 0; line <= lines; line++) {
    if (line < lines && isLibraryFrame(text, starts[line] ?? 0)) {
      run++;
      continue;
    }
    if (run > 1) folds.set(line - run, run);
    run = 0;
  }
  return folds;
}

const causedBy = 'Caused by:';

/**
 * The last `Caused by` that begins a line, else the first line that says anything; null: the log is blank. Of the head of
 * a log that first line means nothing: the cause stands at the end of the whole.
 */
export function rootCauseLine({ text, starts, lines }: LogLines, whole = true): number | null {
  for (let line = lines - 1; line >= 0; line--) {
    if (text.startsWith(causedBy, afterIndent(text, starts[line] ?? 0))) return line;
  }
  for (let line = 0; whole && line < lines; line++) {
    const at = afterIndent(text, starts[line] ?? 0);
    if (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) return line;
  }
  return null;
}
