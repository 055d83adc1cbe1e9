import type { Granularity } from '../contract/plan.ts';
import type { Range } from '../contract/range.ts';
import { shiftKey } from './granularity.ts';
import type { PartitionState } from './partition-state.ts';
import { countKeys, mergeRanges } from './ranges.ts';
import { periodNamed, readKey } from './selection-period.ts';

/**
 * A selection of partitions as text: `2025-01-01..2025-03-31, 2025-05-*, last 30, missing, failed`. A coarser name
 * stands for all its partitions (`2025-05` of a DAY plan is the month), an open end reaches to the end of the
 * history. Words are understood in English and Chinese, whatever the language of the screen.
 */

export interface SelectionContext {
  granularity: Granularity;
  /** The partitions known of; `all` means those up to `expected`. */
  history: Range;
  expected: string;
  /** The partitions in a state, as ranges. */
  inState: (state: PartitionState) => readonly Range[];
}

export type SelectionErrorCode =
  | 'unknown-word'
  /** It looks like a period, but the calendar has none of that name. */
  | 'no-such-period'
  /** A day of a MONTH plan, say: nothing smaller than a partition can be selected. */
  | 'finer-than-plan'
  /** A `*` stands anywhere but at the end of a year, month or day. */
  | 'wildcard'
  | 'reversed'
  /** `..` with nothing on either side. */
  | 'no-ends'
  /** `last` without a number. */
  | 'number-expected'
  | 'number-out-of-bounds'
  | 'too-many';

export interface SelectionError {
  /** Offsets in the text, the end not included. */
  start: number;
  end: number;
  code: SelectionErrorCode;
  token: string;
}

export interface ParsedSelection {
  /** What could be read, merged, also where something else could not. */
  ranges: Range[];
  errors: SelectionError[];
}

/** As many as a command takes (`rangesProblem`). */
const most = 250_000;

interface Token {
  text: string;
  start: number;
  end: number;
  kind: 'word' | 'to' | 'separator';
}

const states: Record<string, PartitionState> = {
  missing: 'missing',
  failed: 'failed',
  materialised: 'materialised',
  materialized: 'materialised',
  waiting: 'waiting',
  running: 'running',
  unreported: 'unreported',
  缺失: 'missing',
  失败: 'failed',
  已物化: 'materialised',
  等待中: 'waiting',
  运行中: 'running',
  未上报: 'unreported',
};

/** `..` and what people and input methods write for it; a single hyphen only between spaces, as keys contain them. */
const toPattern = /\.{2,}|…+|[~～–—至]|(?<=\s)(?:-|to)(?=\s)/;
const tokenPattern = new RegExp(
  `(${toPattern.source})|([,;，；、\\r\\n]+)|((?:(?!\\.\\.)[^\\s,;，；、…~～–—至])+)`,
  'giu',
);

function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(tokenPattern), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    kind: match[1] ? 'to' : match[2] ? 'separator' : 'word',
  }));
}

export function parseSelection(text: string, context: SelectionContext): ParsedSelection {
  const { granularity: g, history, expected } = context;
  const tokens = tokensOf(text);
  const ranges: Range[] = [];
  const errors: SelectionError[] = [];
  let at = 0;

  const fail = (code: SelectionErrorCode, first: Token, last: Token = first) => {
    errors.push({ start: first.start, end: last.end, code, token: text.slice(first.start, last.end) });
  };
  const next = (kind: Token['kind']) => (tokens[at]?.kind === kind ? tokens[at++] : undefined);

  const period = (word: Token): Range | null => {
    const named = periodNamed(word.text, g);
    if (typeof named !== 'string') return named;
    fail(named, word);
    return null;
  };

  const readLast = (word: Token) => {
    const glued = /^(?:last|最近)(\d+)$/i.exec(word.text)?.[1];
    const number = glued === undefined ? next('word') : word;
    const digits = glued ?? number?.text ?? '';
    if (!number || !/^\d+$/.test(digits)) return fail('number-expected', word, number);
    const count = Number(digits);
    if (count < 1 || count > most) return fail('number-out-of-bounds', number);
    const start = readKey(() => shiftKey(expected, 1 - count, g));
    if (start === null) return fail('number-out-of-bounds', number);
    ranges.push({ start, end: expected });
  };

  const readRange = (first: Token | undefined, to: Token) => {
    const second = next('word');
    if (!first && !second) return fail('no-ends', to);
    const from = first ? period(first) : { start: history.start, end: history.start };
    const until = second ? period(second) : { start: history.end, end: history.end };
    if (!from || !until) return;
    if (from.start > until.end) return fail('reversed', first ?? to, second ?? to);
    ranges.push({ start: from.start, end: until.end });
  };

  const readWord = (word: Token) => {
    const plain = word.text.toLowerCase();
    const state = states[plain];
    if (state) ranges.push(...context.inState(state));
    else if (plain === 'all' || plain === '全部') {
      if (history.start <= expected) ranges.push({ start: history.start, end: expected });
    } else if (/^(last|最近)\d*$/.test(plain)) readLast(word);
    else {
      const named = period(word);
      if (named) ranges.push(named);
    }
  };

  while (at < tokens.length) {
    if (next('separator')) continue;
    const word = next('word');
    const to = next('to');
    if (to) readRange(word, to);
    else if (word) readWord(word);
  }

  const [firstToken] = tokens;
  const lastToken = tokens.at(-1);
  if (firstToken && lastToken && countKeys(ranges, g) > most) {
    fail('too-many', firstToken, lastToken);
    return { ranges: [], errors };
  }
  return { ranges: mergeRanges(ranges, g), errors };
}

/** Reads back as the same ranges. */
export function selectionText(ranges: readonly Range[], g: Granularity): string {
  return mergeRanges(ranges, g)
    .map(({ start, end }) => (start === end ? start : `${start}..${end}`))
    .join(', ');
}
