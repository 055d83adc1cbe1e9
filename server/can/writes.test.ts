import { describe, expect, test } from 'vitest';
import { CanError } from './can-error.ts';
import { scrubOf } from './scrub.ts';
import { createdTask, partitionsChanged, tokenIn, transformed, triggered } from './writes.ts';

const answered = (body: Record<string, unknown>) => ({ body, bytes: 0, scrub: scrubOf('my-credential') });
const ok = { success: true, code: '200', errorMsg: null, traceId: 't-1' };

function outcomeOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (error instanceof CanError) return `${error.code}, ${error.outcome}`;
    throw error;
  }
}

const refused = 'can-refused, none';
const unsure = 'can-bad-answer, unknown';

describe('createdTask', () => {
  test.each<[string, Record<string, unknown>, unknown]>([
    ['a dagName', { ...ok, data: 'dag_7' }, { dagName: 'dag_7', traceId: 't-1' }],
    ['a dagName in blanks', { ...ok, data: ' dag_7\n' }, { dagName: 'dag_7', traceId: 't-1' }],
    ['a number', { ...ok, data: 12876560 }, { dagName: '12876560', traceId: 't-1' }],
    [
      'a long number',
      { ...ok, data: '1288432912345678901' },
      { dagName: '1288432912345678901', traceId: 't-1' },
    ],
    ['no envelope', { dagName: 'dag_7' }, { dagName: 'dag_7' }],
    ['an object with it', { ...ok, data: { dagName: 'dag_7' } }, { dagName: 'dag_7', traceId: 't-1' }],
    ['true of an older CAN', { ...ok, data: true }, { dagName: null, traceId: 't-1' }],
    ['"true"', { ...ok, data: 'true' }, { dagName: null, traceId: 't-1' }],
    ['false', { ...ok, data: false }, refused],
    ['"false"', { ...ok, data: 'false' }, refused],
    ['null', { ...ok, data: null }, unsure],
    ['nothing', { ...ok }, unsure],
    ['empty text', { ...ok, data: '' }, unsure],
    ['an object without it', { ...ok, data: { status: 'x' } }, unsure],
    ['a list', { ...ok, data: ['dag_7'] }, unsure],
  ])('%s', (_name, body, expected) => {
    expect(outcomeOf(() => createdTask(answered(body)))).toStrictEqual(expected);
  });
});

describe('transformed', () => {
  test.each<[string, Record<string, unknown>, unknown]>([
    ['"success"', { ...ok, data: 'success' }, { traceId: 't-1' }],
    ['"SUCCESS" without a flag', { data: 'SUCCESS' }, {}],
    ['false', { ...ok, data: false }, refused],
    ['"false"', { ...ok, data: 'false' }, refused],
    ['true', { ...ok, data: true }, unsure],
    ['null', { ...ok, data: null }, unsure],
    ['other words', { ...ok, data: 'accepted' }, unsure],
    ['nothing', {}, unsure],
  ])('%s', (_name, body, expected) => {
    expect(outcomeOf(() => transformed(answered(body)))).toStrictEqual(expected);
  });
});

describe('partitionsChanged', () => {
  test.each<[string, Record<string, unknown>, unknown]>([
    ['the flag and no data', { ...ok, data: null }, { traceId: 't-1' }],
    ['the flag as text', { success: 'true' }, {}],
    ['data: true', { data: true }, {}],
    ['data: "success"', { data: 'success' }, {}],
    ['data: false', { ...ok, data: false }, refused],
    ['neither', { data: null, code: '200' }, unsure],
    ['an empty object', {}, unsure],
  ])('%s', (_name, body, expected) => {
    expect(outcomeOf(() => partitionsChanged(answered(body)))).toStrictEqual(expected);
  });
});

describe('triggered: lies 2 and 3', () => {
  const flags: Record<string, unknown>[] = [
    { success: true },
    { succeed: true },
    { success: true, succeed: true },
    {},
  ];
  test.each(flags)('with %j', (flags) => {
    expect(outcomeOf(() => triggered(answered({ ...flags, data: true })))).toStrictEqual({});
    expect(outcomeOf(() => triggered(answered({ ...flags, data: 'true' })))).toStrictEqual({});
    expect(outcomeOf(() => triggered(answered({ ...flags, data: false })))).toBe(refused);
    expect(outcomeOf(() => triggered(answered({ ...flags, data: 'false' })))).toBe(refused);
  });

  test('a flag alone is enough, nothing at all is not', () => {
    expect(outcomeOf(() => triggered(answered({ succeed: 'true', data: null })))).toStrictEqual({});
    expect(outcomeOf(() => triggered(answered({ code: '200', data: null })))).toBe(unsure);
  });
});

test.each<[string, Record<string, unknown>, unknown]>([
  ['a token', { ...ok, data: 'tok-1' }, 'tok-1'],
  ['null', { ...ok, data: null }, 'can-bad-answer, none'],
  ['a flag', { ...ok, data: 'true' }, 'can-bad-answer, none'],
  ['an object', { ...ok, data: { token: 'x' } }, 'can-bad-answer, none'],
])('tokenIn: %s', (_name, body, expected) => {
  expect(outcomeOf(() => tokenIn(answered(body)))).toBe(expected);
});
