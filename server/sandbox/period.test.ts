import { describe, expect, it } from 'vitest';
import { wallMs } from '../../src/domain/wall-date.ts';
import { firstDayOf, lastDayOf, periodAt, periodOf, startOf, valueOf, type Granularity } from './period.ts';

const cases: [Granularity, wall: string, first: string, last: string, value: string][] = [
  ['HOUR', '2026-11-21T13:59:59', '2026-11-21', '2026-11-21', '2026-11-21 13:00:00'],
  ['DAY', '2024-02-29T23:59:59', '2024-02-29', '2024-02-29', '2024-02-29'],
  ['WEEK', '2026-01-01', '2025-12-29', '2026-01-04', '2025-12-29'],
  ['WEEK', '2025-12-28', '2025-12-22', '2025-12-28', '2025-12-22'],
  ['MONTH', '2024-02-10', '2024-02-01', '2024-02-29', '2024-02'],
  ['QUARTER', '2026-12-31', '2026-10-01', '2026-12-31', '2026-10-01'],
  ['YEAR', '1969-06-01', '1969-01-01', '1969-12-31', '1969-01-01'],
];

describe('periods', () => {
  it.each(cases)('%s of %s', (granularity, wall, first, last, value) => {
    const period = periodOf(wall, granularity);
    expect(period).not.toBeNull();
    const known = period ?? NaN;
    expect(firstDayOf(known, granularity)).toBe(first);
    expect(lastDayOf(known, granularity)).toBe(last);
    expect(valueOf(known, granularity, true)).toBe(value);
  });

  it('spells a month in either way', () => {
    const november = periodOf('2026-11-21', 'MONTH') ?? NaN;
    expect([valueOf(november, 'MONTH', true), valueOf(november, 'MONTH', false)]).toEqual([
      '2026-11',
      '2026-11-01',
    ]);
  });

  it('begins where the one before ended, in every granularity', () => {
    for (const granularity of ['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const) {
      const now = periodAt(wallMs('2026-11-21T13:00:00') ?? NaN, granularity);
      for (let period = now - 200; period < now; period++) {
        expect(periodAt(startOf(period + 1, granularity) - 1, granularity)).toBe(period);
        expect(periodAt(startOf(period, granularity), granularity)).toBe(period);
      }
    }
  });

  it.each(['', '2026-02-30', '2026-11', 'yesterday', 20261121, null])('is no period: %j', (text) => {
    expect(periodOf(text, 'DAY')).toBeNull();
  });
});
