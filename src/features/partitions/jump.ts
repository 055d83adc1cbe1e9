import type { Granularity } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { ordinalOf } from '../../domain/granularity.ts';
import { periodNamed } from '../../domain/selection-period.ts';
import { cellOfPartition } from './layout.ts';

/** The cell that a typed year, month or date leads to. A year that the calendar shows a part of leads to that part. */
export function jumpTarget(text: string, g: Granularity, history: Range): number | 'unreadable' | 'outside' {
  const typed = text.trim();
  // A day of a plan of months leads to its month.
  const named = /^\d{4}-\d\d-\d\d$/.test(typed) && g !== 'DAY' && g !== 'HOUR' ? typed.slice(0, 7) : typed;
  const period = periodNamed(named, g);
  if (typeof period === 'string') {
    const year = /^\d{4}/.exec(typed)?.[0];
    return period === 'finer-than-plan' && year !== undefined ? jumpTarget(year, g, history) : 'unreadable';
  }
  if (period.end < history.start || period.start > history.end) return 'outside';
  const key = period.start < history.start ? history.start : period.start;
  return cellOfPartition(ordinalOf(key, g), g);
}
