import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/wall-date.ts';
import { partitionsOf } from './partitions.ts';

const read = (values: string[], more = {}) => ({
  partitioned: true,
  hasData: true,
  values,
  truncated: false,
  readAt: 0,
  ...more,
});

describe('partitionsOf', () => {
  it.each([
    [
      'DAY',
      ['2025-10-22', '2025-10-21', '2025-10-19'],
      [
        ['2025-10-19', '2025-10-19'],
        ['2025-10-21', '2025-10-22'],
      ],
      3,
    ],
    ['DAY', ['2024-02-28', '2024-02-29', '2024-03-01'], [['2024-02-28', '2024-03-01']], 3],
    ['MONTH', ['2025-01', '2024-12-01', '2025-01-01'], [['2024-12', '2025-01']], 2],
    ['DAY', [], [], 0],
  ] as const)('%s %j', (granularity, values, ranges, count) => {
    const { ranges: got, count: counted, unreadable } = partitionsOf(read([...values]), granularity);
    expect(got).toEqual(ranges.map(([start, end]) => ({ start, end })));
    expect([counted, unreadable]).toEqual([count, []]);
  });

  it('keeps what it cannot read, as it is', () => {
    const values = ['2025-10-21', '2025-02-30', '<b>', '__HIVE_DEFAULT_PARTITION__'];
    expect(partitionsOf(read(values), 'DAY')).toMatchObject({ count: 1, unreadable: values.slice(1) });
    expect(partitionsOf(read(['2025-10-21']), 'FORTNIGHT')).toMatchObject({
      count: 0,
      ranges: [],
      unreadable: ['2025-10-21'],
    });
    expect(partitionsOf(read(['2025-10-21']), null)).toMatchObject({ count: 0, unreadable: ['2025-10-21'] });
  });

  it('is small for ten years of days', () => {
    const days = Array.from({ length: 3700 }, (_, n) => addDays('2016-01-01', n)).filter(
      (_, n) => n % 400 !== 7,
    );
    const partitions = partitionsOf(read(days), 'DAY');
    expect(partitions.count).toBe(days.length);
    expect(JSON.stringify(partitions).length).toBeLessThan(10_000);
  });

  it('says of a table without partitions whether it holds data', () => {
    const whole = partitionsOf(read([], { partitioned: false, hasData: false }), null);
    expect(whole).toEqual({
      partitioned: false,
      hasData: false,
      granularity: null,
      ranges: [],
      count: 0,
      unreadable: [],
      truncated: false,
      asOf: '1970-01-01T00:00:00.000Z',
    });
  });
});
