import type { JournalRow } from '../../contract/activity.ts';
import { granularities, type Granularity } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { isKey } from '../../domain/granularity.ts';
import { encodeRanges } from '../../domain/selection-url.ts';

/** What a row says, read off the request itself: the view only words it. */

type Marked = 'success' | 'failed' | 'both' | 'refreshed';

function body({ request }: JournalRow): Record<string, unknown> {
  return typeof request.body === 'object' && request.body !== null
    ? (request.body as Record<string, unknown>)
    : {};
}

const isList = (value: unknown) => Array.isArray(value) && value.length > 0;

/** How a mark marks; a full-refresh table is marked by a request that names no range. */
export function markedAs(row: JournalRow): Marked {
  const { successTimeRange, failedTimeRange } = body(row);
  if (isList(successTimeRange)) return isList(failedTimeRange) ? 'both' : 'success';
  return isList(failedTimeRange) ? 'failed' : 'refreshed';
}

export function tableOf(row: JournalRow): { name: string; day: string } | null {
  const { tableName, tablePartition } = body(row);
  if (row.action !== 'data-update' || typeof tableName !== 'string') return null;
  return { name: tableName, day: typeof tablePartition === 'string' ? tablePartition : '' };
}

/** Keys of different granularities are spelled differently, so a key tells its own. */
export function granularityOf({ start, end }: Range): Granularity | null {
  return granularities.find((g) => isKey(start, g) && isKey(end, g)) ?? null;
}

/** What would take a mark or clear back, as a prepared selection of the calendar; null: nothing would, or not surely. */
export function opposite(row: JournalRow): { act: 'clear' | 'success'; sel: string } | null {
  const { action, state, ranges = [] } = row;
  const [first] = ranges;
  const g = first ? granularityOf(first) : null;
  if (state !== 'done' || g === null || !ranges.every((range) => granularityOf(range) === g)) return null;
  if (action === 'clear') return { act: 'success', sel: encodeRanges(ranges, g) };
  if (action !== 'mark') return null;
  const marked = markedAs(row);
  if (marked === 'success') return { act: 'clear', sel: encodeRanges(ranges, g) };
  return marked === 'failed' ? { act: 'success', sel: encodeRanges(ranges, g) } : null;
}

/** The request as text, to be read or sent to somebody. */
export function requestText({ request }: JournalRow): string {
  return `${request.method} ${request.path}\n\n${JSON.stringify(request.body, null, 2)}`;
}
