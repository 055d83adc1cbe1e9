import type { Range } from '../contract/range.ts';
import { mergeRanges } from './ranges.ts';
import { isDay } from './wall-date.ts';

/**
 * Groups failed instances by what went wrong: forty logs that differ in days, ids and hosts are one problem. What
 * is compared is the root cause with everything stripped that changes from run to run; names that make a
 * difference (a column, a table) stay.
 */

export interface FailedInstance {
  id: string;
  /** Days. */
  range: Range | null;
  /** null: none was kept, or it has not been read yet. */
  log: string | null;
}

export interface FailureCluster {
  /** Equal for equal problems, also between backfills. Empty: there is no log. */
  signature: string;
  /** The root cause without its class name, `…` for what differs. */
  title: string;
  ids: string[];
  /** Days, merged. */
  ranges: Range[];
  /** The latest of them by id: what it says is the freshest. */
  sampleId: string;
}

/** Longer lines are statements or binary; what tells problems apart stands at their beginning. */
const longest = 2000;
const causedBy = 'Caused by:';

function lineAt(log: string, from: number): string {
  const newline = log.indexOf('\n', from);
  return log.slice(from, Math.min(newline < 0 ? log.length : newline, from + longest)).trim();
}

/** The last `Caused by` that begins a line, without those words; else the first line that says anything. */
export function rootCause(log: string): string | null {
  for (let at = log.lastIndexOf(causedBy); at >= 0; at = at === 0 ? -1 : log.lastIndexOf(causedBy, at - 1)) {
    const lineStart = log.lastIndexOf('\n', at - 1) + 1;
    if (at === 0 || log.slice(lineStart, at).trim() === '') return lineAt(log, at + causedBy.length);
  }
  const first = /\S/.exec(log);
  return first ? lineAt(log, first.index) : null;
}

/** The order matters: the longer patterns hold shorter ones. */
const changing: readonly RegExp[] = [
  // Without a word boundary before it: StarRocks says `Query17627d6d-b81a-…`.
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])/gi,
  /\b\w+:\/\/[^\s'",)]+/g,
  // Days and times, with and without separators, in partition names too (p20251108).
  /\b\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/g,
  /\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?\b/g,
  /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g,
  /\[[0-9a-f:]*:[0-9a-f:]*\](?::\d+)?/gi,
  // Hosts: names with a port, and names of at least three parts that hold a digit (be-3.starrocks.svc).
  /\b[a-z][\w-]*(?:\.[\w-]+)*:\d{2,5}\b/gi,
  /\b(?=[\w.-]*\d)[a-z][\w-]*(?:\.[\w-]+){2,}\b/gi,
  /\b0x[0-9a-f]+\b/gi,
  /@[0-9a-f]{5,}\b/gi,
  // Query, fragment and trace ids.
  /\b(?=[0-9a-f]*\d)[0-9a-f]{12,}\b/gi,
  /(?<=[A-Za-z_])\d{6,}(?![A-Za-z0-9])/g,
  /[-+]?\b\d[\d,]*(?:\.\d+)?\s?(?:[KMGTP]i?B|B|bytes|ms|s|sec|seconds|minutes|%)(?!\w)/gi,
  /(?<![\w'"`])[-+]?\d[\d,]*(?:\.\d+)?(?!\w)/g,
];

/** A line of an error with `…` for all that differs from run to run. */
export function normaliseError(line: string): string {
  let text = line.slice(0, longest);
  for (const pattern of changing) text = text.replace(pattern, '…');
  return text
    .replace(/…(?:[\s:.,/_-]*…)+/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
}

/** `com.starrocks.common.UserException: text` is two things: which kind of error, and what it says. */
function taken(cause: string): { kind: string; says: string } {
  const match = /^((?:[\w$]+\.)+)?([A-Z][\w$]*(?:Exception|Error|Throwable|Failure))(?::\s*|$)/.exec(cause);
  if (!match) return { kind: '', says: cause };
  const says = cause.slice(match[0].length);
  // Exceptions inside messages of exceptions: the innermost words are the ones to read.
  const inner = says === '' ? null : taken(says);
  return { kind: match[2] ?? '', says: inner?.says ?? '' };
}

function describe(log: string | null): { signature: string; title: string } {
  const cause = log === null ? null : rootCause(log);
  if (cause === null) return { signature: '', title: '' };
  const { kind, says } = taken(cause);
  const words = normaliseError(says);
  return {
    signature: `${kind}|${words}`.toLowerCase().slice(0, 300),
    title: words === '' ? kind : words.length > 160 ? `${words.slice(0, 159)}…` : words,
  };
}

/** Ids are digits, and may exceed 2^53. */
function isLater(a: string, b: string): boolean {
  return a.length === b.length ? a > b : a.length > b.length;
}

/** The largest first. */
export function clusterFailures(failed: readonly FailedInstance[]): FailureCluster[] {
  const clusters = new Map<string, FailureCluster & { days: Range[] }>();
  for (const { id, range, log } of failed) {
    const { signature, title } = describe(log);
    let cluster = clusters.get(signature);
    if (!cluster) {
      cluster = { signature, title, ids: [], ranges: [], sampleId: id, days: [] };
      clusters.set(signature, cluster);
    }
    cluster.ids.push(id);
    if (isLater(id, cluster.sampleId)) cluster.sampleId = id;
    if (range && isDay(range.start) && isDay(range.end)) cluster.days.push(range);
  }
  return [...clusters.values()]
    .map(({ days, ...cluster }) => ({ ...cluster, ranges: mergeRanges(days, 'DAY') }))
    .sort((a, b) => b.ids.length - a.ids.length || (a.signature < b.signature ? -1 : 1));
}
