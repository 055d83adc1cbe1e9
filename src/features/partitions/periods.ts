import { firstDay, keyAt, keyOfOrdinal, lastDay, ordinalOf } from '../../domain/granularity.ts';
import { firstOfBlock, nextBlockKey, type CellUnit, type Span } from './layout.ts';

/** All cells of a year, month or decade, whatever of it the calendar shows. */
export function spanOfBlock(key: string, unit: CellUnit): Span {
  return { from: firstOfBlock(key, unit), to: firstOfBlock(nextBlockKey(key, unit), unit) - 1 };
}

/** The period of days around a day: its whole week, month or year. */
export function daysAround(day: number, period: 'WEEK' | 'MONTH' | 'YEAR'): Span {
  const key = keyAt(keyOfOrdinal(day, 'DAY'), period);
  return {
    from: ordinalOf(firstDay(key, period), 'DAY'),
    to: ordinalOf(lastDay(key, period), 'DAY'),
  };
}

/** The cells that a title (a year, a decade) stands for. */
export function spanOfTitle(title: string, unit: CellUnit): Span {
  return unit === 'DAY' ? daysAround(ordinalOf(`${title}-01-01`, 'DAY'), 'YEAR') : spanOfBlock(title, unit);
}
