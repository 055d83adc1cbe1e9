import dayjs from 'dayjs';
import isoWeek from 'dayjs/plugin/isoWeek.js';
import utc from 'dayjs/plugin/utc.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { granularities } from '../contract/plan.ts';
import {
  expectedKey,
  firstDay,
  isGranularity,
  isKey,
  keyAt,
  keyDistance,
  keyOf,
  keyOfOrdinal,
  lastDay,
  ordinalOf,
  shiftKey,
  startWall,
} from './granularity.ts';
import { addDays, wallMs, wallText } from './wall-date.ts';

// A second opinion on the calendar, written by others.
dayjs.extend(utc);
dayjs.extend(isoWeek);

const granularity = fc.constantFrom(...granularities);
const moment = fc
  .integer({ min: 0, max: Date.UTC(2100, 11, 31) / 1000 })
  .map((seconds) => wallText(seconds * 1000));

describe('keys', () => {
  test.each([
    ['2026-11-21T13:45:00', 'HOUR', '2026-11-21T13'],
    ['2026-11-21', 'HOUR', '2026-11-21T00'],
    ['2026-11-21T13:45:00', 'DAY', '2026-11-21'],
    ['2026-11-21', 'WEEK', '2026-W47'],
    ['2026-11-21', 'MONTH', '2026-11'],
    ['2026-11-21', 'QUARTER', '2026-Q4'],
    ['2026-11-21', 'YEAR', '2026'],
    // ISO: the week belongs to the year of its Thursday.
    ['2021-01-03', 'WEEK', '2020-W53'],
    ['2021-01-04', 'WEEK', '2021-W01'],
    ['2024-12-30', 'WEEK', '2025-W01'],
    ['2027-01-01', 'WEEK', '2026-W53'],
    ['1970-01-01', 'WEEK', '1970-W01'],
    ['2024-02-29', 'QUARTER', '2024-Q1'],
  ] as const)('%s lies in the %s %s', (wall, g, key) => expect(keyAt(wall, g)).toBe(key));

  test.each([
    ['2025-10', 'MONTH', '2025-10'],
    ['2025-10-01', 'MONTH', '2025-10'],
    ['2025-10-01 00:00:00', 'MONTH', '2025-10'],
    ['2025-10-21', 'DAY', '2025-10-21'],
    ['2025-10-21 00:00:00', 'DAY', '2025-10-21'],
    [' 2025-10-21T00:00:00.000 ', 'DAY', '2025-10-21'],
    ['2025-10-21T13', 'HOUR', '2025-10-21T13'],
    ['2025-10-21 13', 'HOUR', '2025-10-21T13'],
    ['2025-10-21 13:00', 'HOUR', '2025-10-21T13'],
    ['2025-10-21 13:00:00', 'HOUR', '2025-10-21T13'],
    ['2025-10-20', 'WEEK', '2025-W43'],
    ['2025-W43', 'WEEK', '2025-W43'],
    ['2025-10-01', 'QUARTER', '2025-Q4'],
    ['2025-Q4', 'QUARTER', '2025-Q4'],
    ['2025-01-01T00:00:00', 'YEAR', '2025'],
    ['2025', 'YEAR', '2025'],
  ] as const)('"%s" names the %s %s', (text, g, key) => expect(keyOf(text, g)).toBe(key));

  test.each([
    ['2025-10-21', 'MONTH'],
    ['2025-13', 'MONTH'],
    ['2025-10', 'DAY'],
    ['2025', 'MONTH'],
    ['2025-10-21 10:00:00', 'DAY'],
    ['2025-10-21', 'HOUR'],
    ['2025-10-21 13:30:00', 'HOUR'],
    ['2025-10-21T24', 'HOUR'],
    ['2025-10-21', 'WEEK'],
    ['2025-W53', 'WEEK'],
    ['2025-W00', 'WEEK'],
    ['2025-Q5', 'QUARTER'],
    ['2025-Q0', 'QUARTER'],
    ['2025-11-01', 'QUARTER'],
    ['2025-02-01', 'YEAR'],
    ['0000', 'YEAR'],
    ['', 'DAY'],
    ['__HIVE_DEFAULT_PARTITION__', 'DAY'],
  ] as const)('"%s" names no %s', (text, g) => {
    expect(keyOf(text, g)).toBeNull();
    expect(isKey(text, g)).toBe(false);
  });

  test('which years have a week 53', () => {
    const long = [];
    for (let year = 1970; year <= 2100; year++) if (isKey(`${year}-W53`, 'WEEK')) long.push(year);
    expect(long).toEqual([
      1970, 1976, 1981, 1987, 1992, 1998, 2004, 2009, 2015, 2020, 2026, 2032, 2037, 2043, 2048, 2054, 2060,
      2065, 2071, 2076, 2082, 2088, 2093, 2099,
    ]);
  });

  test('weeks agree with another calendar on every day from 1970 to 2100', () => {
    for (let day = '1970-01-01'; day < '2101-01-01'; day = addDays(day, 1)) {
      const other = dayjs.utc(day);
      const key = `${other.isoWeekYear()}-W${String(other.isoWeek()).padStart(2, '0')}`;
      if (keyAt(day, 'WEEK') !== key) expect(`${day} ${keyAt(day, 'WEEK')}`).toBe(`${day} ${key}`);
    }
  });
});

describe('laws of every granularity', () => {
  test('a key is its own canonical spelling, and so is the start CAN is told', () => {
    fc.assert(
      fc.property(moment, granularity, (wall, g) => {
        const key = keyAt(wall, g);
        expect(isKey(key, g)).toBe(true);
        expect(keyOf(key, g)).toBe(key);
        expect(keyOf(startWall(key, g), g)).toBe(key);
        expect(keyOf(startWall(key, g).replace('T', ' '), g)).toBe(key);
        expect(keyOfOrdinal(ordinalOf(key, g), g)).toBe(key);
      }),
    );
  });

  test('a moment lies in its period and in no other', () => {
    fc.assert(
      fc.property(moment, granularity, (wall, g) => {
        const key = keyAt(wall, g);
        expect(startWall(key, g) <= wall).toBe(true);
        expect(wall < startWall(shiftKey(key, 1, g), g)).toBe(true);
        expect(firstDay(key, g) <= wall.slice(0, 10) && wall.slice(0, 10) <= lastDay(key, g)).toBe(true);
      }),
    );
  });

  test('periods follow each other without a gap', () => {
    fc.assert(
      fc.property(moment, granularity, (wall, g) => {
        const key = keyAt(wall, g);
        const next = shiftKey(key, 1, g);
        if (g === 'HOUR')
          expect((wallMs(startWall(next, g)) ?? 0) - (wallMs(startWall(key, g)) ?? 0)).toBe(3_600_000);
        else expect(addDays(lastDay(key, g), 1)).toBe(firstDay(next, g));
      }),
    );
  });

  test('shifting and measuring are inverse, and order as text is order in time', () => {
    fc.assert(
      fc.property(moment, granularity, fc.integer({ min: -500, max: 500 }), (wall, g, n) => {
        const key = keyAt(wall, g);
        const other = shiftKey(key, n, g);
        expect(keyDistance(key, other, g)).toBe(n);
        expect(shiftKey(other, -n, g)).toBe(key);
        expect(Math.sign(n)).toBe(key < other ? 1 : key > other ? -1 : 0);
      }),
    );
  });
});

describe('expected', () => {
  test.each([
    ['2026-01-01T00:00:00', 'DAY', -1, '2025-12-31'],
    ['2024-03-01T09:00:00', 'DAY', -1, '2024-02-29'],
    ['2026-03-31T09:00:00', 'MONTH', -1, '2026-02'],
    ['2026-11-21T13:59:59', 'HOUR', -1, '2026-11-21T12'],
    ['2026-11-21T00:10:00', 'HOUR', -1, '2026-11-20T23'],
    ['2027-01-04T00:00:00', 'WEEK', -1, '2026-W53'],
    ['2026-02-01T00:00:00', 'QUARTER', -1, '2025-Q4'],
    ['2026-02-01T00:00:00', 'YEAR', 0, '2026'],
    ['2026-11-21T00:00:00', 'DAY', -3, '2026-11-18'],
  ] as const)('at %s by %s and offset %i it is %s', (wall, g, offset, key) =>
    expect(expectedKey(wall, g, offset)).toBe(key),
  );
});

test('unknown words are no granularity', () => {
  expect(granularities.every(isGranularity)).toBe(true);
  expect(isGranularity('FORTNIGHT')).toBe(false);
  expect(isGranularity('day')).toBe(false);
  expect(isGranularity(null)).toBe(false);
});

test('what is no key or wall time is an error of the caller', () => {
  expect(() => shiftKey('2026-11', 1, 'DAY')).toThrow(RangeError);
  expect(() => keyAt('yesterday', 'DAY')).toThrow(RangeError);
});
