import { describe, expect, test } from 'vitest';
import { scrubOf } from './scrub.ts';

describe('scrubOf', () => {
  test.each([
    ['as it is', 'p@ss word/1', 'user p@ss word/1 is unknown', 'user *** is unknown'],
    ['in a URL', 'p@ss word/1', 'GET /x?u=p%40ss%20word%2F1&y', 'GET /x?u=***&y'],
    ['in a form', 'p@ss word/1', 'u=p%40ss+word%2F1', 'u=***'],
    ['in lower-case escapes', 'p@ss word/1', 'u=p%40ss%20word%2f1', 'u=***'],
    ['in JSON', 'pass"word\\1', '{"u":"pass\\"word\\\\1"}', '{"u":"***"}'],
    ['more than once', 'long-secret', 'long-secretlong-secret', '******'],
    ['trimmed by CAN', ' long-secret ', 'no user=long-secret', 'no user=***'],
    ['short, alone', 'mia', 'user mia: unknown (mia)', 'user ***: unknown (***)'],
    ['short, within another word', '7', 'at 17:07, node 7', 'at 17:07, node ***'],
    ['with signs of regular expressions', 'a.*b', 'axxb a.*b', 'axxb ***'],
    ['empty', '', 'nothing', 'nothing'],
  ])('takes the credential out of words: %s', (_name, secret, words, clean) => {
    expect(scrubOf(secret).words(words)).toBe(clean);
  });

  test('takes a distinctive one out of data, keys and depths included', () => {
    expect(
      scrubOf('long-secret').data({ 'x-long-secret': ['a long-secret', { b: 'long-secret' }, 7] }),
    ).toStrictEqual({
      'x-***': ['a ***', { b: '***' }, 7],
    });
  });

  test('leaves data alone in which a short one is a part of something else', () => {
    expect(scrubOf('ops').data({ sql: 'select ops from t', owner: 'ops' })).toStrictEqual({
      sql: 'select ops from t',
      owner: '***',
    });
  });

  test('hides a number that is the credential', () => {
    expect(scrubOf('12876560').data([12876560, 1287656])).toStrictEqual(['***', 1287656]);
  });

  test('cuts what is nested beyond any answer, so that it can be written out', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    expect(JSON.stringify(scrubOf('long-secret').data(deep))).toContain('…');
  });

  test('keeps keys that mean something to JavaScript plain', () => {
    const clean = scrubOf('long-secret').data(JSON.parse('{"__proto__":{"polluted":true}}'));
    expect(Object.keys(clean as object)).toStrictEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
