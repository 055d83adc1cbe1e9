import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { granularities, type Granularity } from '../contract/plan.ts';
import { keyAt, shiftKey } from './granularity.ts';
import { mergeRanges } from './ranges.ts';
import { decodeRanges, encodeRanges } from './selection-url.ts';

const ranges = (g: Granularity) => {
  const base = keyAt('1970-01-01', g);
  return fc
    .array(fc.tuple(fc.integer({ min: -1500, max: 1500 }), fc.integer({ min: 0, max: 400 })), {
      maxLength: 12,
    })
    .map((pairs) =>
      pairs.map(([from, n]) => ({ start: shiftKey(base, from, g), end: shiftKey(base, from + n, g) })),
    );
};

describe('a selection in the URL', () => {
  test('is short', () => {
    const quarter = [{ start: '2025-01-01', end: '2025-03-31' }];
    expect(encodeRanges(quarter, 'DAY')).toBe('dfuer-2h');
    expect(encodeRanges([...quarter, { start: '2025-05-03', end: '2025-05-03' }], 'DAY')).toBe('dfuer-2h.x');
    expect(encodeRanges([], 'DAY')).toBe('');
    const months = Array.from({ length: 120 }, (_, n) => shiftKey('2016-01', n, 'MONTH'));
    const gaps = months.map((month) => ({ start: `${month}-03`, end: `${month}-25` }));
    expect(encodeRanges(gaps, 'DAY').length).toBeLessThan(650);
  });

  test('needs no escaping, and is read back as it was', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...granularities).chain((g) => fc.record({ g: fc.constant(g), given: ranges(g) })),
        ({ g, given }) => {
          const text = encodeRanges(given, g);
          expect(encodeURIComponent(text)).toBe(text);
          expect(decodeRanges(text, g)).toEqual(mergeRanges(given, g));
          for (const other of granularities)
            if (other !== g && text !== '') expect(decodeRanges(text, other)).toBeNull();
        },
      ),
    );
  });

  test('at the ends of the calendar', () => {
    for (const given of [
      { start: '0001-01-01', end: '0001-01-01' },
      { start: '9999-12-31', end: '9999-12-31' },
      { start: '0001-01-01', end: '9999-12-31' },
    ]) {
      expect(decodeRanges(encodeRanges([given], 'DAY'), 'DAY')).toEqual([given]);
    }
  });

  test.each([
    'x',
    'd',
    'd-',
    'dfuer-',
    'dfuer-0',
    'd0fuer',
    'dfuer.0',
    'dfuer.1',
    'dFUER',
    'dfuer..x',
    'dzzzzzz',
    'dfuer-zzzzzz',
    'd 1',
    'dfuer-2h.',
    '%00',
    'dzzzzzzzzzzzzzzzzz',
  ])('"%s" is none', (text) => expect(decodeRanges(text, 'DAY')).toBeNull());

  test('whatever is read was written that way', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[hdwmqy][0-9a-z.-]{0,20}$/));
    fc.assert(
      fc.property(text, fc.constantFrom(...granularities), (given, g) => {
        const read = decodeRanges(given, g);
        if (read) expect(encodeRanges(read, g)).toBe(given);
      }),
      { numRuns: 1000 },
    );
  });
});
