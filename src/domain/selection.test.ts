import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { granularities, type Granularity } from '../contract/plan.ts';
import { expectedKey, shiftKey } from './granularity.ts';
import { mergeRanges } from './ranges.ts';
import { parseSelection, selectionText, type SelectionContext } from './selection.ts';

const context = (g: Granularity = 'DAY'): SelectionContext => {
  const expected = expectedKey('2025-06-21T13:10:00', g, -1);
  const missing = { start: shiftKey(expected, -3, g), end: shiftKey(expected, -2, g) };
  return {
    granularity: g,
    history: { start: shiftKey(expected, -400, g), end: shiftKey(expected, 7, g) },
    expected,
    inState: (state) => (state === 'missing' ? [missing] : []),
  };
};
const read = (text: string, g?: Granularity) => {
  const { ranges, errors } = parseSelection(text, context(g));
  expect(errors).toEqual([]);
  return ranges.map(({ start, end }) => (start === end ? start : `${start}..${end}`)).join(' ');
};

describe('a selection as text', () => {
  test.each([
    ['', ''],
    ['  ,, ', ''],
    ['2025-01-05', '2025-01-05'],
    ['2025-01-01..2025-03-31', '2025-01-01..2025-03-31'],
    ['2025-01-01 .. 2025-03-31', '2025-01-01..2025-03-31'],
    ['2025-01-01 to 2025-03-31', '2025-01-01..2025-03-31'],
    ['2025-01-01 - 2025-03-31', '2025-01-01..2025-03-31'],
    ['2025-01-01 – 2025-03-31', '2025-01-01..2025-03-31'],
    ['2025-01-01至2025-03-31', '2025-01-01..2025-03-31'],
    ['2025-01-01～2025-03-31', '2025-01-01..2025-03-31'],
    ['2025-01..2025-03', '2025-01-01..2025-03-31'],
    ['2025-01-15..2025-Q2', '2025-01-15..2025-06-30'],
    ['2025-02-*', '2025-02-01..2025-02-28'],
    ['2024-02', '2024-02-01..2024-02-29'],
    ['2024-*', '2024-01-01..2024-12-31'],
    ['2024', '2024-01-01..2024-12-31'],
    ['2025-W01', '2024-12-30..2025-01-05'],
    ['2025-w01', '2024-12-30..2025-01-05'],
    ['2024-Q1', '2024-01-01..2024-03-31'],
    ['last 30', '2025-05-22..2025-06-20'],
    ['last30', '2025-05-22..2025-06-20'],
    ['LAST 1', '2025-06-20'],
    ['最近 7', '2025-06-14..2025-06-20'],
    ['missing', '2025-06-17..2025-06-18'],
    ['缺失', '2025-06-17..2025-06-18'],
    ['failed', ''],
    ['all', '2024-05-16..2025-06-20'],
    ['全部', '2024-05-16..2025-06-20'],
    ['2025-06-01..', '2025-06-01..2025-06-27'],
    ['..2024-05-20', '2024-05-16..2024-05-20'],
    ['2025-01-02,2025-01-01,2025-01-05', '2025-01-01..2025-01-02 2025-01-05'],
    ['2025-01-01 2025-01-03\n2025-01-05', '2025-01-01 2025-01-03 2025-01-05'],
    ['2025-01-01，2025-01-03、2025-01-05；last 1', '2025-01-01 2025-01-03 2025-01-05 2025-06-20'],
    [
      '2025-01-01..2025-03-31, 2025-05-*, last 30, missing, failed',
      '2025-01-01..2025-03-31 2025-05-01..2025-06-20',
    ],
    ['2030-01-01', '2030-01-01'],
  ])('%j selects %s', (text, ranges) => expect(read(text)).toBe(ranges));

  test.each([
    ['MONTH', '2025-01..2025-03, 2024-Q3, last 2', '2024-07..2024-09 2025-01..2025-03 2025-04..2025-05'],
    ['MONTH', '2025-01-*', '2025-01'],
    ['WEEK', '2025-W01..2025-W03', '2025-W01..2025-W03'],
    ['WEEK', '2025-02', '2025-W05..2025-W09'],
    ['QUARTER', '2024', '2024-Q1..2024-Q4'],
    ['YEAR', '2023..2024', '2023..2024'],
    ['HOUR', '2025-06-01', '2025-06-01T00..2025-06-01T23'],
    ['HOUR', '2025-06-01T*', '2025-06-01T00..2025-06-01T23'],
    ['HOUR', '2025-06-01T22..2025-06-02T03', '2025-06-01T22..2025-06-02T03'],
    ['HOUR', '2025-06-01t22', '2025-06-01T22'],
    ['HOUR', 'last 24', '2025-06-20T13..2025-06-21T12'],
  ] as const)('of a %s plan, %j selects %s', (g, text, ranges) =>
    expect(read(text, g)).toBe(
      mergeRanges(
        ranges.split(' ').map((one) => {
          const [start = '', end = start] = one.split('..');
          return { start, end };
        }),
        g,
      )
        .map(({ start, end }) => (start === end ? start : `${start}..${end}`))
        .join(' '),
    ),
  );

  test.each([
    ['2025-01-01, mising', 12, 18, 'unknown-word'],
    ['2025-02-30', 0, 10, 'no-such-period'],
    ['2025-1-1', 0, 8, 'no-such-period'],
    ['2025-W53', 0, 8, 'no-such-period'],
    ['2025-01-01T10', 0, 13, 'finer-than-plan'],
    ['2025-*-01', 0, 9, 'wildcard'],
    ['*', 0, 1, 'wildcard'],
    ['last', 0, 4, 'number-expected'],
    ['last, all', 0, 4, 'number-expected'],
    ['last week', 0, 9, 'number-expected'],
    ['last 0', 5, 6, 'number-out-of-bounds'],
    ['last 99999999999', 5, 16, 'number-out-of-bounds'],
    ['2025-03-01..2025-01-01', 0, 22, 'reversed'],
    ['x..2025-01-01', 0, 1, 'unknown-word'],
    ['2025-01-01..x', 12, 13, 'unknown-word'],
    ['2025-01-01, .., 2025-01-02', 12, 14, 'no-ends'],
    ['0001..9999', 0, 10, 'too-many'],
    ['２０２５-01-01', 0, 10, 'unknown-word'],
  ])('%j: from %i to %i, %s', (text, start, end, code) =>
    expect(parseSelection(text, context()).errors).toEqual([
      { start, end, code, token: text.slice(start, end) },
    ]),
  );

  test('a day of a coarser plan is too fine', () => {
    for (const g of ['WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const) {
      expect(parseSelection('2025-05-05', context(g)).errors[0]?.code).toBe('finer-than-plan');
    }
    expect(parseSelection('2025-W05', context('MONTH')).errors[0]?.code).toBe('finer-than-plan');
  });

  test('what can be read is selected, what can not is pointed at', () => {
    const { ranges, errors } = parseSelection('2025-01-01, soon, 2025-02-30, 2025-01-03', context());
    expect(ranges).toHaveLength(2);
    expect(errors.map(({ token }) => token)).toEqual(['soon', '2025-02-30']);
  });

  test('any text is read without failing, and errors point into it', () => {
    const piece = fc.constantFrom(
      '2025-01-01',
      '2025-02',
      '..',
      '*',
      'last',
      '5',
      'all',
      ',',
      ' ',
      '至',
      'to',
      '-',
      '9999',
      '0001',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
      fc.array(piece).map((pieces) => pieces.join(' ')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...granularities), (given, g) => {
        const { ranges, errors } = parseSelection(given, context(g));
        expect(mergeRanges(ranges, g)).toEqual(ranges);
        for (const { start, end, token } of errors) {
          expect(start >= 0 && start < end && end <= given.length).toBe(true);
          expect(token).toBe(given.slice(start, end));
        }
      }),
    );
  });

  test('written out, it is read back as it was', () => {
    const range = fc.tuple(fc.integer({ min: -900, max: 90 }), fc.integer({ min: 0, max: 60 }));
    fc.assert(
      fc.property(fc.array(range, { maxLength: 8 }), fc.constantFrom(...granularities), (pairs, g) => {
        const { expected } = context(g);
        const ranges = pairs.map(([from, n]) => ({
          start: shiftKey(expected, from, g),
          end: shiftKey(expected, from + n, g),
        }));
        const text = selectionText(ranges, g);
        expect(parseSelection(text, context(g))).toEqual({ ranges: mergeRanges(ranges, g), errors: [] });
      }),
    );
  });
});
