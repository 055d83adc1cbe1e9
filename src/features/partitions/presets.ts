import type { Granularity } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { shiftKey } from '../../domain/granularity.ts';
import { periodNamed } from '../../domain/selection-period.ts';

/** The last so many that should exist. */
export function lastPeriods(count: number, expected: string, g: Granularity): Range {
  return { start: shiftKey(expected, 1 - count, g), end: expected };
}

/** What of the present month (year, of coarser plans) should exist; null: nothing yet. */
export function thisPeriod(today: string, expected: string, g: Granularity): Range | null {
  const name = g === 'HOUR' || g === 'DAY' ? today.slice(0, 7) : today.slice(0, 4);
  const whole = periodNamed(name, g);
  if (typeof whole === 'string' || whole.start > expected) return null;
  return { start: whole.start, end: expected < whole.end ? expected : whole.end };
}
