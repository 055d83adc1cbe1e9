import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  instantMs,
  instantText,
  isDay,
  isTimeZone,
  todayIn,
  wallMs,
  wallNow,
  wallText,
  weekday,
} from './wall-date.ts';

const DAY_MS = 86_400_000;
const dayCount = fc.integer({ min: 0, max: Date.UTC(2100, 11, 31) / DAY_MS });
const dayOf = (n: number) => addDays('1970-01-01', n);

describe('isDay', () => {
  test.each([
    '1970-01-01',
    '2000-02-29',
    '2024-02-29',
    '2100-02-28',
    '2026-12-31',
    '0001-01-01',
    '9999-12-31',
  ])('%s is a day', (text) => expect(isDay(text)).toBe(true));
  test.each([
    '2023-02-29',
    '2100-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '2026-1-1',
    '2026/01/01',
    '20260101',
    ' 2026-01-01',
    '2026-01-01T00:00:00',
    '٢٠٢٦-01-01',
    '２０２６-01-01',
    '2026-0a-01',
    '',
  ])('"%s" is none', (text) => expect(isDay(text)).toBe(false));
});

describe('calendar arithmetic', () => {
  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2011-12-29', 1, '2011-12-30'],
    ['2026-03-08', 1, '2026-03-09'],
    ['1969-12-31', 1, '1970-01-01'],
    ['2026-11-21', 0, '2026-11-21'],
  ])('%s and %i days is %s', (day, n, expected) => {
    expect(addDays(day, n)).toBe(expected);
    expect(daysBetween(day, expected)).toBe(n);
  });

  test('every day from 1970 to 2100 follows the one before, as the UTC calendar has it', () => {
    let day = '1970-01-01';
    for (let n = 0; n * DAY_MS <= Date.UTC(2100, 11, 31); n++) {
      if (day !== instantText(n * DAY_MS).slice(0, 10))
        expect(day).toBe(instantText(n * DAY_MS).slice(0, 10));
      day = addDays(day, 1);
    }
    expect(day).toBe('2101-01-01');
  });

  test('adding and counting are inverse, and order as text is order in time', () => {
    fc.assert(
      fc.property(dayCount, dayCount, (a, b) => {
        expect(addDays(dayOf(a), b - a)).toBe(dayOf(b));
        expect(daysBetween(dayOf(a), dayOf(b))).toBe(b - a);
        expect(dayOf(a) < dayOf(b)).toBe(a < b);
        expect(isDay(dayOf(a))).toBe(true);
      }),
    );
  });

  test('what is no day, and what lies beyond the calendar, is an error of the caller', () => {
    expect(() => addDays('2023-02-29', 1)).toThrow(RangeError);
    expect(() => daysBetween('2023-01-01', 'soon')).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
  });

  test.each([
    ['1970-01-01', 4],
    ['2026-11-16', 1],
    ['2026-11-22', 7],
    ['2024-02-29', 4],
    ['1969-12-28', 7],
  ])('%s is weekday %i', (day, expected) => expect(weekday(day)).toBe(expected));

  test('weekdays go round', () => {
    fc.assert(
      fc.property(dayCount, (n) => {
        expect(weekday(dayOf(n + 1))).toBe((weekday(dayOf(n)) % 7) + 1);
      }),
    );
  });
});

describe('wall times', () => {
  test.each([
    ['1970-01-01', 0],
    ['1970-01-01T00:00:01', 1000],
    ['1970-01-01 01:00:00', 3_600_000],
    ['1970-01-02T00:00', DAY_MS],
    ['1970-01-01T00:00:00.5', 500],
    ['1970-01-01T00:00:00.123456', 123],
    ['1969-12-31T23:59:59', -1000],
  ])('%s is at %i', (text, ms) => expect(wallMs(text)).toBe(ms));

  test.each([
    '',
    'now',
    '2026-02-30',
    '2026-01-01T24:00:00',
    '2026-01-01T10:60:00',
    '2026-01-01T10',
    '2026-01-01T10:00:00Z',
  ])('"%s" is none', (text) => expect(wallMs(text)).toBeNull());

  test('text and number are inverse', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) / 1000 }), (seconds) => {
        const text = wallText(seconds * 1000);
        expect(text).toBe(instantText(seconds * 1000).slice(0, 19));
        expect(wallMs(text)).toBe(seconds * 1000);
        expect(wallMs(text.replace('T', ' '))).toBe(seconds * 1000);
      }),
    );
  });
});

describe('zones', () => {
  test.each([
    // Daylight saving begins and ends in Los Angeles.
    ['America/Los_Angeles', '2026-03-08T09:59:59Z', '2026-03-08T01:59:59'],
    ['America/Los_Angeles', '2026-03-08T10:00:00Z', '2026-03-08T03:00:00'],
    ['America/Los_Angeles', '2026-11-01T08:30:00Z', '2026-11-01T01:30:00'],
    ['America/Los_Angeles', '2026-11-01T09:30:00Z', '2026-11-01T01:30:00'],
    ['Asia/Shanghai', '2026-11-20T16:00:00Z', '2026-11-21T00:00:00'],
    ['Asia/Shanghai', '2026-12-31T15:59:59Z', '2026-12-31T23:59:59'],
    // Apia left out 30 December 2011 altogether.
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29T23:59:59'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31T00:00:00'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29T03:00:00'],
    ['Europe/Berlin', '2024-02-28T23:00:00Z', '2024-02-29T00:00:00'],
    ['UTC', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00'],
  ])('in %s at %s the wall shows %s', (zone, instant, wall) => {
    expect(wallNow(zone, instantMs(instant))).toBe(wall);
    expect(todayIn(zone, instantMs(instant))).toBe(wall.slice(0, 10));
  });

  test('midnight is hour 00 of the new day, in every zone and season', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'America/Los_Angeles',
          'Asia/Shanghai',
          'Pacific/Apia',
          'Europe/Berlin',
          'Asia/Kathmandu',
        ),
        fc.integer({ min: Date.UTC(1971, 0, 1) / 1000, max: Date.UTC(2100, 0, 1) / 1000 }),
        (zone, seconds) => {
          const wall = wallNow(zone, seconds * 1000);
          const ms = wallMs(wall);
          expect(ms).not.toBeNull();
          expect(Math.abs((ms ?? Infinity) - seconds * 1000)).toBeLessThanOrEqual(15 * 3_600_000);
        },
      ),
    );
  });

  test('which names are zones', () => {
    expect(isTimeZone('Asia/Shanghai')).toBe(true);
    expect(isTimeZone('UTC')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
    expect(isTimeZone('')).toBe(false);
  });
});

describe('instants', () => {
  test('carry their zone', () => {
    expect(instantText(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(instantMs('1970-01-01T01:00:00.000Z')).toBe(3_600_000);
    expect(instantMs('1970-01-01T01:00:00+01:00')).toBe(0);
  });
  test.each(['2026-01-01T00:00:00', '2026-01-01', '', 'Z'])('"%s" is none', (text) =>
    expect(instantMs(text)).toBeNaN(),
  );
});
