import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from './json.ts';

describe('parseJson', () => {
  test.each<[string, unknown]>([
    ['{"id":12876560}', { id: 12876560 }],
    ['{"id":9007199254740991}', { id: 9007199254740991 }],
    ['{"id":9007199254740993}', { id: '9007199254740993' }],
    ['{"id":-9007199254740993}', { id: '-9007199254740993' }],
    ['[1288432912345678901,12345678901234567890123]', ['1288432912345678901', '12345678901234567890123']],
    ['1288432912345678901', '1288432912345678901'],
    ['{"a":1288432912345678901.5}', { a: Number('1288432912345678901.5') }],
    ['{"a":1288432912345678901e2}', { a: Number('1288432912345678901e2') }],
    ['{"a":"1288432912345678901"}', { a: '1288432912345678901' }],
    ['{"a":"x\\\\","b":1288432912345678901}', { a: 'x\\', b: '1288432912345678901' }],
    ['{"a":"\\"1288432912345678901,","b":1}', { a: '"1288432912345678901,', b: 1 }],
    ['{"1288432912345678901":1}', { '1288432912345678901': 1 }],
    ['{"__proto__":1288432912345678901}', JSON.parse('{"__proto__":"1288432912345678901"}')],
  ])('%s', (source, value) => {
    expect(parseJson(source)).toStrictEqual(value);
  });

  test.each([
    '',
    '{',
    '{"a":128843291234567890',
    '[01288432912345678901]',
    '{"a":"1288432912345678901',
    '\u0000',
  ])('refuses %j as JSON.parse does', (source) => {
    expect(() => parseJson(source)).toThrow(SyntaxError);
  });

  /** A number that JSON.stringify writes as an integer beyond 2^53. */
  const longAsText = (_key: string, value: unknown): unknown =>
    Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value as number) < 1e21
      ? String(value)
      : value;

  test('is JSON.parse but for long integers, strings full of digits included', () => {
    fc.assert(
      fc.property(fc.json(), fc.stringMatching(/^[\d"\\,{:]{16,40}$/), (json, digits) => {
        const source = `[${json},${JSON.stringify(digits)}]`;
        expect(parseJson(source)).toStrictEqual(JSON.parse(source, longAsText));
      }),
    );
  });

  test('keeps every digit of every integer, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ key: fc.string(), id: fc.bigInt() })), (pairs) => {
        const source = `[${pairs.map(({ key, id }) => `{${JSON.stringify(key)}: ${id} }`).join(',')}]`;
        const values = (parseJson(source) as Record<string, unknown>[]).map((each) => Object.values(each)[0]);
        expect(values.map(String)).toStrictEqual(pairs.map(({ id }) => String(id === 0n ? 0 : id)));
      }),
    );
  });

  test('takes time in proportion to its text, also for backslashes and quotes without end', () => {
    const time = (count: number): number => {
      const source = `["${'\\\\\\"'.repeat(count)}",1288432912345678901]`;
      const before = performance.now();
      parseJson(source);
      return performance.now() - before;
    };
    time(1000);
    // Quadratic, sixteen times the text would take 256 times as long.
    expect(time(1_600_000)).toBeLessThan(100 * Math.max(5, time(100_000)));
  });
});
