import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { granularities, type Granularity } from '../contract/plan.ts';
import { keyAt, keyDistance, shiftKey } from './granularity.ts';
import {
  canonicalRange,
  contains,
  countKeys,
  difference,
  earliestKey,
  fromKeys,
  intersection,
  latestKey,
  lots,
  mergeRanges,
  rangeProblem,
  toDays,
  toKeys,
  union,
} from './ranges.ts';
import { addDays, daysBetween } from './wall-date.ts';

/** Ranges in a window of 60 periods around a leap day, a year end and a long ISO week year. */
const world = fc
  .record({
    g: fc.constantFrom(...granularities),
    day: fc.constantFrom('2024-02-20', '2026-12-20', '1999-12-25'),
  })
  .chain(({ g, day }) => {
    const base = keyAt(day, g);
    const range = fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 12 }))
      .map(([from, length]) => ({ start: shiftKey(base, from, g), end: shiftKey(base, from + length, g) }));
    const set = fc.array(range, { maxLength: 8 });
    return fc.record({ g: fc.constant(g), a: set, b: set, c: set });
  });

const naive = (ranges: readonly { start: string; end: string }[], g: Granularity) =>
  new Set(
    ranges.flatMap(({ start, end }) =>
      Array.from({ length: keyDistance(start, end, g) + 1 }, (_, n) => shiftKey(start, n, g)),
    ),
  );
const sorted = (keys: Iterable<string>) => [...keys].sort();

describe('sets of partitions', () => {
  test('agree with sets of names', () => {
    fc.assert(
      fc.property(world, ({ g, a, b }) => {
        const left = naive(a, g);
        const right = naive(b, g);
        expect(toKeys(a, g)).toEqual(sorted(left));
        expect(countKeys(a, g)).toBe(left.size);
        expect(toKeys(union(a, b, g), g)).toEqual(sorted(new Set([...left, ...right])));
        expect(toKeys(intersection(a, b, g), g)).toEqual(sorted([...left].filter((key) => right.has(key))));
        expect(toKeys(difference(a, b, g), g)).toEqual(sorted([...left].filter((key) => !right.has(key))));
        for (const key of naive([...a, ...b], g)) expect(contains(a, key, g)).toBe(left.has(key));
      }),
    );
  });

  test('are one list of ranges each: sorted, disjoint, merged', () => {
    fc.assert(
      fc.property(world, ({ g, a, b }) => {
        for (const set of [mergeRanges(a, g), union(a, b, g), intersection(a, b, g), difference(a, b, g)]) {
          expect(fromKeys(toKeys(set, g), g)).toEqual(set);
          set
            .slice(1)
            .forEach((range, i) => expect(keyDistance(set[i]?.end ?? '', range.start, g)).toBeGreaterThan(1));
        }
      }),
    );
  });

  test('obey the laws of sets', () => {
    fc.assert(
      fc.property(world, ({ g, a, b, c }) => {
        expect(union(a, b, g)).toEqual(union(b, a, g));
        expect(union(union(a, b, g), c, g)).toEqual(union(a, union(b, c, g), g));
        expect(intersection(a, union(b, c, g), g)).toEqual(
          union(intersection(a, b, g), intersection(a, c, g), g),
        );
        expect(difference(a, union(b, c, g), g)).toEqual(difference(difference(a, b, g), c, g));
        expect(union(difference(a, b, g), intersection(a, b, g), g)).toEqual(mergeRanges(a, g));
        expect(difference(a, a, g)).toEqual([]);
        expect(countKeys(a, g) + countKeys(b, g)).toBe(
          countKeys(union(a, b, g), g) + countKeys(intersection(a, b, g), g),
        );
      }),
    );
  });

  test('know their first and last', () => {
    fc.assert(
      fc.property(world, ({ g, a }) => {
        const keys = toKeys(a, g);
        expect(earliestKey(a)).toBe(keys[0] ?? null);
        expect(latestKey(a)).toBe(keys.at(-1) ?? null);
      }),
    );
  });

  test.each([
    [['2026-12-31', '2027-01-01', '2026-12-30'], 'DAY', [{ start: '2026-12-30', end: '2027-01-01' }]],
    [
      ['2024-02-29', '2024-03-01', '2024-03-01', '2024-03-03'],
      'DAY',
      [
        { start: '2024-02-29', end: '2024-03-01' },
        { start: '2024-03-03', end: '2024-03-03' },
      ],
    ],
    [['2026-W53', '2027-W01'], 'WEEK', [{ start: '2026-W53', end: '2027-W01' }]],
    [['2026-11-21T23', '2026-11-22T00'], 'HOUR', [{ start: '2026-11-21T23', end: '2026-11-22T00' }]],
    [[], 'DAY', []],
  ] as const)('%j of %s are %j', (keys, g, ranges) => expect(fromKeys(keys, g)).toEqual(ranges));

  test('the whole calendar is handled as one range, not as its days', () => {
    const all = [{ start: '0001-01-01', end: '9999-12-31' }];
    expect(countKeys(all, 'DAY')).toBe(3_652_059);
    expect(difference(all, [{ start: '2024-02-29', end: '2024-02-29' }], 'DAY')).toEqual([
      { start: '0001-01-01', end: '2024-02-28' },
      { start: '2024-03-01', end: '9999-12-31' },
    ]);
  });
});

describe('one range', () => {
  test.each([
    [{ start: '2026-11-01', end: '2026-11-02' }, 'DAY', null],
    [{ start: '2026-11-02', end: '2026-11-01' }, 'DAY', 'reversed'],
    [{ start: '2026-11', end: '2026-12' }, 'DAY', 'not-a-key'],
    [{ start: '2026-11-01', end: '2026-11-31' }, 'DAY', 'not-a-key'],
    [{ start: '2026-11-01', end: '2026-11-30' }, 'MONTH', 'not-a-key'],
    [{ start: '2026-W53', end: '2027-W01' }, 'WEEK', null],
    [{ start: '2025-W53', end: '2026-W01' }, 'WEEK', 'not-a-key'],
  ] as const)('%j as %s: %s', (range, g, problem) => expect(rangeProblem(range, g)).toBe(problem));

  test('a reversed range holds nothing', () => {
    expect(mergeRanges([{ start: '2026-11-02', end: '2026-11-01' }], 'DAY')).toEqual([]);
    expect(contains([{ start: '2026-11-02', end: '2026-11-01' }], '2026-11-01', 'DAY')).toBe(false);
  });

  test('ends in another spelling become canonical', () => {
    expect(canonicalRange({ start: '2026-11-01', end: '2026-12' }, 'MONTH')).toEqual({
      start: '2026-11',
      end: '2026-12',
    });
    expect(canonicalRange({ start: '2026-11-01', end: '2026-11-30' }, 'MONTH')).toBeNull();
  });

  test.each([
    [{ start: '2024-02', end: '2024-02' }, 'MONTH', { start: '2024-02-01', end: '2024-02-29' }],
    [{ start: '2026-Q4', end: '2027-Q1' }, 'QUARTER', { start: '2026-10-01', end: '2027-03-31' }],
    [{ start: '2026-W53', end: '2026-W53' }, 'WEEK', { start: '2026-12-28', end: '2027-01-03' }],
    [{ start: '2023', end: '2024' }, 'YEAR', { start: '2023-01-01', end: '2024-12-31' }],
    [{ start: '2026-11-21T22', end: '2026-11-22T01' }, 'HOUR', { start: '2026-11-21', end: '2026-11-22' }],
    [{ start: '2026-11-21', end: '2026-11-22' }, 'DAY', { start: '2026-11-21', end: '2026-11-22' }],
  ] as const)('%j of %s are the days %j', (range, g, days) => expect(toDays(range, g)).toEqual(days));
});

describe('lots', () => {
  test('share out a range of days exactly, as CAN does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 1, max: 900 }),
        (from, length, lotDays) => {
          const start = addDays('1970-01-01', from);
          const days = { start, end: addDays(start, length) };
          const pieces = lots(days, lotDays);
          expect(pieces).toHaveLength(Math.ceil((length + 1) / lotDays));
          expect(pieces[0]?.start).toBe(days.start);
          expect(pieces.at(-1)?.end).toBe(days.end);
          pieces.forEach((piece, i) => {
            const next = pieces[i + 1];
            if (next) expect(addDays(piece.end, 1)).toBe(next.start);
            const size = daysBetween(piece.start, piece.end) + 1;
            if (next) expect(size).toBe(lotDays);
            else expect(size >= 1 && size <= lotDays).toBe(true);
          });
        },
      ),
    );
  });

  test('a lot is at least one whole day', () => {
    const days = { start: '2026-01-01', end: '2026-01-02' };
    expect(() => lots(days, 0)).toThrow(RangeError);
    expect(() => lots(days, 1.5)).toThrow(RangeError);
    expect(() => lots(days, NaN)).toThrow(RangeError);
  });
});

test('50,000 hours are named, joined and compared in a moment', () => {
  const hours = [{ start: '2020-01-01T00', end: shiftKey('2020-01-01T00', 49_999, 'HOUR') }];
  const begun = performance.now();
  const keys = toKeys(hours, 'HOUR');
  expect(fromKeys(keys, 'HOUR')).toEqual(hours);
  expect(keys).toHaveLength(50_000);
  // Ten times what it takes on a slow machine; a date object per key would take longer.
  expect(performance.now() - begun).toBeLessThan(1000);
});
