import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { granularities } from '../contract/plan.ts';
import { freshnessOf } from './freshness.ts';
import { keyAt, shiftKey, startWall } from './granularity.ts';
import { wallText } from './wall-date.ts';

type Input = Parameters<typeof freshnessOf>[0];

/** Saturday, 21 November 2026, 13:10: of a DAY plan the 20th is expected. */
const input = (changes: Partial<Input>): Input => ({
  latestDateTime: '2026-11-20 00:00:00',
  hasNotReady: false,
  granularity: 'DAY',
  fullRefresh: false,
  upper: -1,
  latestRefresh: '2026-11-21 02:12:45',
  wallNow: '2026-11-21T13:10:00',
  ...changes,
});

describe('freshness', () => {
  test.each([
    ['yesterday is there', {}, 'fresh', '2026-11-20', '2026-11-20', 0],
    ['no offset named: CAN takes -1', { upper: null }, 'fresh', '2026-11-20', '2026-11-20', 0],
    [
      'newer than expected',
      { latestDateTime: '2026-11-21 00:00:00' },
      'fresh',
      '2026-11-21',
      '2026-11-20',
      0,
    ],
    ['three days behind', { latestDateTime: '2026-11-17 00:00:00' }, 'behind', '2026-11-17', '2026-11-20', 3],
    [
      'a plan that is always three days late',
      { latestDateTime: '2026-11-18 00:00:00', upper: -3 },
      'fresh',
      '2026-11-18',
      '2026-11-18',
      0,
    ],
    ['today is expected', { upper: 0 }, 'behind', '2026-11-20', '2026-11-21', 1],
    [
      'the last second of the day',
      { latestDateTime: '2026-11-20 23:59:59' },
      'fresh',
      '2026-11-20',
      '2026-11-20',
      0,
    ],
    ['never filled', { latestDateTime: null, latestRefresh: null }, 'not-ready', null, '2026-11-20', null],
    [
      'never filled, and CAN says so',
      { latestDateTime: null, hasNotReady: true },
      'not-ready',
      null,
      '2026-11-20',
      null,
    ],
    ['some partitions are empty', { hasNotReady: true }, 'not-ready', '2026-11-20', '2026-11-20', 0],
    [
      'across a leap day',
      { latestDateTime: '2024-02-28 00:00:00', wallNow: '2024-03-01T00:00:01' },
      'behind',
      '2024-02-28',
      '2024-02-29',
      1,
    ],
    [
      'across a year end',
      { latestDateTime: '2026-12-30', wallNow: '2027-01-01T00:00:00' },
      'behind',
      '2026-12-30',
      '2026-12-31',
      1,
    ],
    [
      'a month',
      { granularity: 'MONTH', latestDateTime: '2026-10-01 00:00:00' },
      'fresh',
      '2026-10',
      '2026-10',
      0,
    ],
    [
      'a month, named by its last day',
      { granularity: 'MONTH', latestDateTime: '2026-09-30 00:00:00' },
      'behind',
      '2026-09',
      '2026-10',
      1,
    ],
    [
      'an hour',
      { granularity: 'HOUR', latestDateTime: '2026-11-21 12:00:00' },
      'fresh',
      '2026-11-21T12',
      '2026-11-21T12',
      0,
    ],
    [
      'hours behind',
      { granularity: 'HOUR', latestDateTime: '2026-11-20 23:00:00' },
      'behind',
      '2026-11-20T23',
      '2026-11-21T12',
      13,
    ],
    ['a week', { granularity: 'WEEK', latestDateTime: '2026-11-09' }, 'fresh', '2026-W46', '2026-W46', 0],
    [
      'a quarter',
      { granularity: 'QUARTER', latestDateTime: '2026-04-01' },
      'behind',
      '2026-Q2',
      '2026-Q3',
      1,
    ],
    ['a year', { granularity: 'YEAR', latestDateTime: '2025-01-01' }, 'fresh', '2025', '2025', 0],
    [
      'a granularity nobody knows',
      { granularity: 'FORTNIGHT' },
      'unknown',
      '2026-11-20 00:00:00',
      null,
      null,
    ],
    ['no granularity named', { granularity: null }, 'unknown', '2026-11-20 00:00:00', null, null],
    [
      'unknown granularity and empty partitions',
      { granularity: 'FORTNIGHT', hasNotReady: true },
      'not-ready',
      '2026-11-20 00:00:00',
      null,
      null,
    ],
    [
      'unknown granularity, never filled',
      { granularity: 'FORTNIGHT', latestDateTime: null },
      'not-ready',
      null,
      null,
      null,
    ],
    [
      'a data time nobody can read',
      { latestDateTime: '20.11.2026' },
      'unknown',
      '20.11.2026',
      '2026-11-20',
      null,
    ],
  ] as const)('%s', (_, changes, state, latestData, expected, lag) =>
    expect(freshnessOf(input(changes))).toEqual({ state, latestData, expected, lag }),
  );

  test.each([
    ['has a data time', {}, 'fresh', '2026-11-20', '2026-11-20', 0],
    [
      'has an old data time, though it ran today',
      { latestDateTime: '2026-11-18' },
      'behind',
      '2026-11-18',
      '2026-11-20',
      2,
    ],
    ['ran today', { latestDateTime: null }, 'fresh', null, '2026-11-20', 0],
    [
      'last ran two days ago',
      { latestDateTime: null, latestRefresh: '2026-11-19 02:00:00' },
      'behind',
      null,
      '2026-11-20',
      2,
    ],
    [
      'ran this month',
      { latestDateTime: null, granularity: 'MONTH', latestRefresh: '2026-11-01 02:00:00' },
      'fresh',
      null,
      '2026-10',
      0,
    ],
    ['never ran', { latestDateTime: null, latestRefresh: null }, 'not-ready', null, '2026-11-20', null],
    ['is not ready', { latestDateTime: null, hasNotReady: true }, 'not-ready', null, '2026-11-20', 0],
    [
      'names no granularity: by the day',
      { latestDateTime: null, granularity: null },
      'fresh',
      null,
      '2026-11-20',
      0,
    ],
    [
      'of unknown granularity',
      { latestDateTime: null, granularity: 'FORTNIGHT' },
      'unknown',
      null,
      null,
      null,
    ],
    [
      'ran at a time nobody can read',
      { latestDateTime: null, latestRefresh: 'today' },
      'unknown',
      null,
      '2026-11-20',
      null,
    ],
  ] as const)('a full refresh that %s', (_, changes, state, latestData, expected, lag) =>
    expect(freshnessOf(input({ fullRefresh: true, ...changes }))).toEqual({
      state,
      latestData,
      expected,
      lag,
    }),
  );

  test('the lag is the number of periods to go back from expected to the newest one, at any time of any granularity', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...granularities),
        fc.integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2100, 0, 1) / 1000 }),
        fc.integer({ min: -5, max: 0 }),
        fc.integer({ min: -3, max: 40 }),
        (granularity, seconds, upper, behind) => {
          const wallNow = wallText(seconds * 1000);
          const expected = shiftKey(keyAt(wallNow, granularity), upper, granularity);
          const latest = shiftKey(expected, -behind, granularity);
          const judged = freshnessOf(
            input({
              granularity,
              upper,
              wallNow,
              latestDateTime: startWall(latest, granularity).replace('T', ' '),
            }),
          );
          expect(judged).toEqual({
            state: behind > 0 ? 'behind' : 'fresh',
            latestData: latest,
            expected,
            lag: Math.max(0, behind),
          });
        },
      ),
    );
  });
});
