import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { granularities, type Granularity } from '../contract/plan.ts';
import type { Range } from '../contract/range.ts';
import { compileCalls } from './gap-compiler.ts';
import { keyAt, shiftKey } from './granularity.ts';
import {
  contains,
  countKeys,
  difference,
  fromKeys,
  intersection,
  lots,
  mergeRanges,
  toDays,
  toKeys,
  union,
} from './ranges.ts';

const day = (from: string, to = from): Range => ({ start: `2025-${from}`, end: `2025-${to}` });

describe('calls for a ragged selection', () => {
  test('exactly what is wanted first, then every trade down to one call', () => {
    const wanted = [day('01-01', '01-02'), day('01-05'), day('12-31')];
    const { options, callsOf } = compileCalls({
      granularity: 'DAY',
      wanted,
      good: difference([day('01-01', '12-31')], wanted, 'DAY'),
      lotDays: 1,
    });
    expect(options).toEqual([
      { calls: 3, instances: 4, goodRedone: 0, extra: 0 },
      { calls: 2, instances: 6, goodRedone: 2, extra: 0 },
      { calls: 1, instances: 365, goodRedone: 361, extra: 0 },
    ]);
    expect(callsOf(3).map(({ range }) => range)).toEqual(wanted);
    expect(callsOf(2).map(({ range }) => range)).toEqual([day('01-01', '01-05'), day('12-31')]);
  });

  test('gaps that hold nothing good are joined first, and said to be extra', () => {
    const { options, callsOf } = compileCalls({
      granularity: 'DAY',
      wanted: [day('01-01'), day('01-03'), day('01-09')],
      good: [day('01-02')],
      lotDays: 7,
    });
    expect(options).toEqual([
      { calls: 3, instances: 3, goodRedone: 0, extra: 0 },
      { calls: 2, instances: 2, goodRedone: 0, extra: 5 },
      { calls: 1, instances: 2, goodRedone: 1, extra: 5 },
    ]);
    expect(callsOf(2).map(({ range }) => range)).toEqual([day('01-01'), day('01-03', '01-09')]);
  });

  test('good days chosen on purpose are counted as redone', () => {
    const wanted = [day('01-01', '01-10')];
    const { options } = compileCalls({
      granularity: 'DAY',
      wanted,
      good: [day('01-04', '01-06')],
      lotDays: 4,
    });
    expect(options).toEqual([{ calls: 1, instances: 3, goodRedone: 3, extra: 0 }]);
  });

  test('a month plan is called by its months, and cut into lots by its days', () => {
    const wanted = [{ start: '2024-02', end: '2024-02' }];
    const { options, callsOf } = compileCalls({ granularity: 'MONTH', wanted, good: [], lotDays: 10 });
    expect(options).toEqual([{ calls: 1, instances: 3, goodRedone: 0, extra: 0 }]);
    expect(callsOf(1)).toEqual([
      { range: wanted[0], days: { start: '2024-02-01', end: '2024-02-29' }, instances: 3 },
    ]);
  });

  test('hours of one day are one call, which redoes the rest of the day', () => {
    const { options, callsOf } = compileCalls({
      granularity: 'HOUR',
      wanted: [
        { start: '2025-01-01T03', end: '2025-01-01T04' },
        { start: '2025-01-01T20', end: '2025-01-01T20' },
      ],
      good: [{ start: '2025-01-01T05', end: '2025-01-01T19' }],
      lotDays: 1,
    });
    expect(options).toEqual([{ calls: 1, instances: 1, goodRedone: 15, extra: 6 }]);
    expect(callsOf(1)[0]?.range).toEqual({ start: '2025-01-01T00', end: '2025-01-01T23' });
  });

  test('nothing wanted, nothing to call', () => {
    const { options, callsOf } = compileCalls({ granularity: 'DAY', wanted: [], good: [], lotDays: 1 });
    expect(options).toEqual([]);
    expect(callsOf(0)).toEqual([]);
  });
});

describe('any selection', () => {
  const world = fc
    .record({ g: fc.constantFrom(...granularities), lotDays: fc.integer({ min: 1, max: 40 }) })
    .chain(({ g, lotDays }) => {
      const base = keyAt('2024-02-20', g);
      const keys = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 14 }).map((all) =>
        fromKeys(
          all.map((n) => shiftKey(base, n, g)),
          g,
        ),
      );
      return fc.record({
        granularity: fc.constant<Granularity>(g),
        lotDays: fc.constant(lotDays),
        wanted: keys,
        good: keys,
      });
    });

  test('each option covers what is wanted with the calls, instances and costs it names', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { granularity: g, wanted, good, lotDays } = given;
        const { options, callsOf } = compileCalls(given);
        expect(options.at(-1)?.calls ?? 0).toBe(wanted.length > 0 ? 1 : 0);
        for (const option of options) {
          const calls = callsOf(option.calls);
          const covered = calls.map(({ range }) => range);
          expect(calls).toHaveLength(option.calls);
          expect(mergeRanges(covered, g)).toEqual(covered);
          expect(difference(wanted, covered, g)).toEqual([]);
          expect(countKeys(intersection(covered, good, g), g)).toBe(option.goodRedone);
          expect(countKeys(difference(covered, union(wanted, good, g), g), g)).toBe(option.extra);
          expect(calls.reduce((sum, { instances }) => sum + instances, 0)).toBe(option.instances);
          for (const call of calls) {
            expect(call.days).toEqual(toDays(call.range, g));
            expect(lots(call.days, lotDays)).toHaveLength(call.instances);
          }
        }
      }),
    );
  });

  test('the first option covers nothing else, where a call can name each partition', () => {
    fc.assert(
      fc.property(world, (given) => {
        if (given.granularity === 'HOUR') return;
        const { options, callsOf } = compileCalls(given);
        expect(callsOf(options[0]?.calls ?? 0).map(({ range }) => range)).toEqual(given.wanted);
      }),
    );
  });

  test('no other way with as many calls redoes fewer good ones', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { granularity: g, good } = given;
        const { options, callsOf } = compileCalls(given);
        const pieces = callsOf(options[0]?.calls ?? 0).map(({ range }) => range);
        if (pieces.length > 8) return;
        const best = new Map<number, number>();
        for (let joins = 0; joins < 1 << Math.max(0, pieces.length - 1); joins++) {
          const covered: Range[] = [];
          pieces.forEach((piece, i) => {
            const last = covered.at(-1);
            if (last && joins & (1 << (i - 1))) last.end = piece.end;
            else covered.push({ ...piece });
          });
          const redone = toKeys(covered, g).filter((key) => contains(good, key, g)).length;
          best.set(covered.length, Math.min(best.get(covered.length) ?? Infinity, redone));
        }
        for (const { calls, goodRedone } of options) expect(goodRedone).toBe(best.get(calls));
      }),
      { numRuns: 60 },
    );
  });
});

test('five thousand ranges are compiled in a moment', () => {
  const wanted = Array.from({ length: 5000 }, (_, n) => shiftKey('1990-01-01', n * 3, 'DAY')).map((key) => ({
    start: key,
    end: key,
  }));
  const begun = performance.now();
  const { options, callsOf } = compileCalls({ granularity: 'DAY', wanted, good: [], lotDays: 1 });
  expect(options).toHaveLength(5000);
  expect(callsOf(1)).toHaveLength(1);
  expect(performance.now() - begun).toBeLessThan(2000);
});
