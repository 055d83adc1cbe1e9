export type SqlTokenKind = 'keyword' | 'string' | 'number' | 'comment' | 'name' | 'space' | 'mark';

export interface SqlToken {
  kind: SqlTokenKind;
  text: string;
}

/** The words of StarRocks, Doris and ANSI SQL that shape what CAN generates; anything else is a name. */
const keywords = new Set(
  `add all alter and any array as asc between bigint boolean both by case cast char column comment create cross cube
  current_date current_timestamp database date datetime decimal default delete desc describe distinct distributed
  double drop duplicate else end engine except exists explain false filter first float following for from full
  function group grouping having if in index inner insert int integer intersect interval into is join json key
  largeint last lateral left like limit materialized minus natural not null nulls offset on or order outer over
  overwrite partition partitions preceding primary properties qualify range refresh regexp replace right rlike
  rollup row rows select semi set sets smallint string struct table temporary then timestamp tinyint to true
  truncate unbounded union unique unnest update using values varchar view when where window with`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const startsWord = /[\p{L}_$@]/u;
const wordRest = /[\p{L}\p{N}_$]/u;

/** Where the quoted text that begins at `from` ends; a missing end quote takes all the rest. */
function endOfQuoted(sql: string, from: number): number {
  const quote = sql[from];
  for (let i = from + 1; i < sql.length; i++) {
    if (sql[i] === '\\' && quote !== '`') i++;
    else if (sql[i] === quote) {
      if (sql[i + 1] !== quote) return i + 1;
      i++;
    }
  }
  return sql.length;
}

function endWhile(sql: string, from: number, test: (char: string) => boolean): number {
  let i = from;
  while (i < sql.length && test(sql[i] ?? '')) i++;
  return i;
}

function next(sql: string, at: number): { kind: SqlTokenKind; end: number } {
  const char = sql[at] ?? '';
  const two = sql.slice(at, at + 2);
  if (/\s/.test(char)) return { kind: 'space', end: endWhile(sql, at, (c) => /\s/.test(c)) };
  if (two === '--' || char === '#') {
    const end = sql.indexOf('\n', at);
    return { kind: 'comment', end: end === -1 ? sql.length : end };
  }
  if (two === '/*') {
    const end = sql.indexOf('*/', at + 2);
    return { kind: 'comment', end: end === -1 ? sql.length : end + 2 };
  }
  if (char === "'" || char === '"') return { kind: 'string', end: endOfQuoted(sql, at) };
  if (char === '`') return { kind: 'name', end: endOfQuoted(sql, at) };
  if (/\d/.test(char)) {
    const [number = char] = /^\d+(\.\d+)?([eE][+-]?\d+)?/.exec(sql.slice(at, at + 400)) ?? [];
    return { kind: 'number', end: at + number.length };
  }
  if (startsWord.test(char)) {
    const end = endWhile(sql, at + 1, (c) => wordRest.test(c));
    // In `t.date` or `t.key` the word after the dot is a column, whatever else it means.
    const isName = sql[at - 1] === '.' || !keywords.has(sql.slice(at, end).toLowerCase());
    return { kind: isName ? 'name' : 'keyword', end };
  }
  return { kind: 'mark', end: at + 1 };
}

/** Joined together, the tokens are the text, character for character. */
export function sqlTokens(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  for (let at = 0; at < sql.length;) {
    const { kind, end } = next(sql, at);
    const text = sql.slice(at, end);
    const last = tokens.at(-1);
    if (kind === 'mark' && last?.kind === 'mark') last.text += text;
    else tokens.push({ kind, text });
    at = end;
  }
  return tokens;
}

/** Tokens line by line; a comment or string over several lines is cut at their ends. */
export function sqlLines(sql: string): SqlToken[][] {
  const lines: SqlToken[][] = [[]];
  for (const { kind, text } of sqlTokens(sql.replaceAll('\r\n', '\n'))) {
    text.split('\n').forEach((piece, i) => {
      if (i > 0) lines.push([]);
      if (piece !== '') lines.at(-1)?.push({ kind, text: piece });
    });
  }
  return lines;
}
