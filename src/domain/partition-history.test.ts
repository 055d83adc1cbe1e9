import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { granularities } from '../contract/plan.ts';
import { expectedKey, keyDistance, shiftKey } from './granularity.ts';
import { coverageOf, historyOf } from './partition-history.ts';
import { contains, countKeys } from './ranges.ts';

const nothing = {
  granularity: 'DAY' as const,
  materialised: [],
  instances: [],
  marks: [],
  expected: '2026-11-20',
};
const failed = {
  id: '1',
  status: 'FAILED',
  createdAt: null,
  startedAt: null,
  endedAt: null,
  backfillId: 'b',
  who: 'Mia',
};

describe('the history shown', () => {
  test('begins with the earliest partition anything is known of', () => {
    const materialised = [{ start: '2026-03-05', end: '2026-04-01' }];
    expect(historyOf({ ...nothing, materialised }, 7).range).toEqual({
      start: '2026-03-05',
      end: '2026-11-27',
    });
    const range = { start: '2026-01-02', end: '2026-01-03' };
    expect(historyOf({ ...nothing, materialised, instances: [{ ...failed, range }] }, 7).range.start).toBe(
      '2026-01-02',
    );
    const marks = [{ as: 'failed' as const, ranges: [range], at: '2026-11-01', journalId: 'j', who: 'Li' }];
    expect(historyOf({ ...nothing, materialised, marks }, 7).range.start).toBe('2026-01-02');
  });

  test('of a plan with nothing shows what was expected lately', () => {
    expect(historyOf(nothing, 7).range).toEqual({ start: '2026-08-23', end: '2026-11-27' });
    expect(historyOf({ ...nothing, granularity: 'YEAR', expected: '2025' }, 1).range).toEqual({
      start: '2021',
      end: '2026',
    });
  });

  test('includes what is there before it is due', () => {
    const materialised = [{ start: '2026-11-01', end: '2026-12-10' }];
    expect(historyOf({ ...nothing, materialised }, 7).range.end).toBe('2026-12-10');
  });

  test('of hours covers the whole last day of an instance', () => {
    const range = { start: '2026-11-22', end: '2026-11-22' };
    const facts = {
      ...nothing,
      granularity: 'HOUR' as const,
      expected: '2026-11-21T12',
      instances: [{ ...failed, range }],
    };
    expect(historyOf(facts, 4).range.end).toBe('2026-11-22T23');
  });

  test('leaves out days that stand for "no day", and says so', () => {
    const materialised = [
      { start: '0001-01-01', end: '0001-01-01' },
      { start: '2026-03-05', end: '2026-03-05' },
      { start: '9999-12-31', end: '9999-12-31' },
    ];
    const { range, outside } = historyOf({ ...nothing, materialised }, 7);
    expect(range).toEqual({ start: '2026-03-05', end: '2026-11-27' });
    expect(outside).toEqual([materialised[0], materialised[2]]);
  });

  test('is never longer than a calendar can draw, at any granularity', () => {
    for (const granularity of granularities) {
      const expected = expectedKey('2026-11-21T13:00:00', granularity, -1);
      const all = {
        HOUR: ['0001-01-01T00', '9999-12-31T23'],
        DAY: ['0001-01-01', '9999-12-31'],
        WEEK: ['0001-W01', '9999-W52'],
        MONTH: ['0001-01', '9999-12'],
        QUARTER: ['0001-Q1', '9999-Q4'],
        YEAR: ['0001', '9999'],
      };
      const [start = '', end = ''] = all[granularity];
      const { range } = historyOf({ ...nothing, granularity, expected, materialised: [{ start, end }] }, 3);
      expect(countKeys([range], granularity)).toBeLessThanOrEqual(100_000);
      expect(contains([range], expected, granularity)).toBe(true);
    }
  });
});

describe('what a query gets', () => {
  test.each([
    [[], null, null, null, 0],
    [['2026-11-01', '2026-11-20'], '2026-11-01', '2026-11-20', '2026-11-20', 0],
    [['2026-11-01', '2026-11-22'], '2026-11-01', '2026-11-22', '2026-11-22', 0],
    [['2026-11-01', '2026-11-12'], '2026-11-01', '2026-11-12', '2026-11-12', 8],
    [['2026-11-01', '2026-11-05', '2026-11-08', '2026-11-20'], '2026-11-01', '2026-11-05', '2026-11-20', 2],
    [['2026-11-18', '2026-11-18', '2026-11-22', '2026-11-23'], '2026-11-18', '2026-11-18', '2026-11-23', 2],
    [['2026-11-25', '2026-11-26'], '2026-11-25', '2026-11-26', '2026-11-26', 0],
  ])('%j', (ends, from, completeTo, latest, gapCount) => {
    const hit = [];
    for (let i = 0; i < ends.length; i += 2) hit.push({ start: ends[i] ?? '', end: ends[i + 1] ?? '' });
    expect(coverageOf(hit, '2026-11-20', 'DAY')).toMatchObject({ from, completeTo, latest, gapCount });
  });

  test('every period from the first to the expected one is hit or in a gap', () => {
    const set = fc.uniqueArray(fc.integer({ min: -30, max: 5 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(set, (offsets) => {
        const expected = '2026-W47';
        const keys = offsets.map((n) => shiftKey(expected, n, 'WEEK'));
        const hit = keys.map((key) => ({ start: key, end: key }));
        const { from, gaps, gapCount, completeTo } = coverageOf(hit, expected, 'WEEK');
        const due = Math.max(0, keyDistance(from ?? '', expected, 'WEEK') + 1);
        expect(gapCount).toBe(due - offsets.filter((n) => n <= 0).length);
        const next = shiftKey(completeTo ?? '', 1, 'WEEK');
        expect(keys).not.toContain(next);
        if (gaps[0]) expect(gaps[0].start).toBe(next);
      }),
    );
  });
});
