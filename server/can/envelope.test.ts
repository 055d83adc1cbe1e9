import { describe, expect, test } from 'vitest';
import { CanError } from './can-error.ts';
import { bodyOf, inner } from './envelope.ts';
import type { HttpAnswer } from './http-call.ts';
import { scrubOf } from './scrub.ts';

const scrub = scrubOf('my-credential');
const now = Date.parse('Fri, 21 Nov 2025 08:00:00 GMT');

function answer(body: unknown, status = 200, headers: Partial<HttpAnswer> = {}): HttpAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, text, bytes: text.length, retryAfter: null, location: null, ...headers };
}

function problemOf(run: () => unknown): CanError {
  try {
    run();
  } catch (error) {
    if (error instanceof CanError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

const problem = (given: HttpAnswer, write = false): CanError =>
  problemOf(() => bodyOf(given, { write, scrub, now }));

describe('lie 1: a refusal that says success', () => {
  test.each([
    [
      'as documented',
      { data: null, success: true, code: '200', errorMsg: 'Acceleration plan does not exist' },
    ],
    ['with data beside it', { data: 'dag-1', success: true, errorMsg: 'quota exceeded' }],
    ['with success false', { data: null, success: false, errorMsg: 'no' }],
    ['with the flag as text', { data: null, success: 'false', errorMsg: null }],
    ['with no word at all', { data: null, success: false }],
    ['with an object for words', { data: null, success: true, errorMsg: { reason: 'no' } }],
    ['on the other flag (lie 2)', { data: null, succeed: false }],
    ['with flags that disagree', { data: true, success: true, succeed: false }],
  ])('%s: refused, and nothing happened', (_name, body) => {
    for (const write of [false, true])
      expect(problem(answer(body), write)).toMatchObject({
        code: 'can-refused',
        outcome: 'none',
        transient: false,
      });
  });

  test.each([
    ['null', { data: 1, success: true, errorMsg: null }],
    ['empty', { data: 1, success: true, errorMsg: '' }],
    ['blank', { data: 1, success: true, errorMsg: '  ' }],
    ['missing', { data: 1 }],
  ])('an errorMsg that is %s is none', (_name, body) => {
    expect(bodyOf(answer(body), { write: false, scrub, now })).toStrictEqual(body);
  });

  test('keeps words and trace id, without the credential', () => {
    const body = {
      success: false,
      errorMsg: 'user my-credential may not',
      detailErrorMsg: 'at x',
      traceId: 't-1',
    };
    expect(problem(answer(body))).toMatchObject({ detail: 'user *** may not: at x', traceId: 't-1' });
  });

  test.each([
    ['401', 'can-unauthenticated'],
    [403, 'can-forbidden'],
    ['500', 'can-refused'],
  ])('its code %s says which refusal it is', (code, expected) => {
    expect(problem(answer({ success: false, code, errorMsg: 'no' }))).toMatchObject({ code: expected });
  });

  test('words as long as a log are cut', () => {
    expect(problem(answer({ errorMsg: 'x'.repeat(1_000_000) })).detail?.length).toBeLessThan(5000);
  });
});

describe('lie 4: with and without the envelope', () => {
  const fits = (fields: Record<string, unknown>): boolean => Array.isArray(fields['instances']);
  test.each([
    ['bare', { total: 0, instances: [] }],
    ['wrapped', { data: { total: 0, instances: [] }, success: true, code: '200', errorMsg: null }],
    ['bare, with fields nobody knows (lie 5)', { total: 0, instances: [], success: true, extra: { a: 1 } }],
  ])('%s', (_name, body) => {
    expect(inner(body, fits, scrub)).toMatchObject({ total: 0, instances: [] });
  });

  test.each([
    ['null', { data: null, success: true, traceId: 't-2' }],
    ['something else', { data: 'x', success: true, traceId: 't-2' }],
    ['an object of another kind', { data: { plans: [] }, success: true, traceId: 't-2' }],
  ])('data that is %s is no answer', (_name, body) => {
    expect(problemOf(() => inner(body, fits, scrub))).toMatchObject({
      code: 'can-bad-answer',
      traceId: 't-2',
    });
  });
});

test('lie 5: no trace id is no trouble', () => {
  expect(problem(answer({ success: false, errorMsg: 'no' })).traceId).toBeUndefined();
  expect(problem(answer({ success: false, errorMsg: 'no', traceId: 42 })).traceId).toBe('42');
});

describe('lie 6: what a proxy says', () => {
  const html =
    '<html><head><title>502 Bad Gateway</title><style>b{}</style></head><body><h1>nginx</h1></body></html>';
  const cut = '{"data":{"total":1,"instances":[{"id":1,"sta';

  test.each<[number, string, string, boolean]>([
    [400, 'can-refused', 'none', false],
    [401, 'can-unauthenticated', 'none', false],
    [403, 'can-forbidden', 'none', false],
    [404, 'can-refused', 'none', false],
    [405, 'can-refused', 'none', false],
    [408, 'can-timeout', 'unknown', true],
    [409, 'can-refused', 'none', false],
    [413, 'can-refused', 'none', false],
    [429, 'can-rate-limited', 'none', true],
    [500, 'can-failed', 'unknown', true],
    [502, 'can-failed', 'unknown', true],
    [503, 'can-failed', 'unknown', true],
    [504, 'can-failed', 'unknown', true],
  ])('status %i is %s, outcome of a write %s', (status, code, outcome, transient) => {
    for (const body of [html, '', cut, { data: 'dag-1', success: true }]) {
      expect(problem(answer(body, status), true)).toMatchObject({ code, outcome, transient });
      expect(problem(answer(body, status), false)).toMatchObject({ code, outcome: 'none', transient });
    }
  });

  test.each<[string, string]>([
    ['HTML', html],
    ['nothing', ''],
    ['blanks', ' \n'],
    ['JSON that was cut', cut],
    ['words', 'upstream connect error'],
  ])('%s with status 200 is no answer; a read may ask again', (_name, body) => {
    expect(problem(answer(body), true)).toMatchObject({
      code: 'can-bad-answer',
      outcome: 'unknown',
      transient: true,
    });
    expect(problem(answer(body), false)).toMatchObject({
      code: 'can-bad-answer',
      outcome: 'none',
      transient: true,
    });
  });

  test.each(['null', '[]', '"success"', 'true', '7'])('JSON that is no object (%s) is no answer', (body) => {
    expect(problem(answer(body), true)).toMatchObject({
      code: 'can-bad-answer',
      outcome: 'unknown',
      transient: false,
    });
  });

  test.each([301, 302, 303, 307, 308])('%i is not followed, and its target loses its query', (status) => {
    const given = answer('', status, { location: 'https://sso.example.com/login?from=my-credential' });
    expect(problem(given, true)).toMatchObject({
      code: 'can-bad-answer',
      outcome: 'unknown',
      transient: false,
      detail: 'https://sso.example.com/login',
    });
  });

  test("the page's words are kept for people who know their proxy, as text", () => {
    expect(problem(answer(html, 502)).detail).toBe('502 Bad Gateway nginx');
    expect(problem(answer(html.replace('nginx', '502 Bad Gateway'), 502)).detail).toBe('502 Bad Gateway');
  });

  test("CAN's words in an error of HTTP are kept", () => {
    expect(problem(answer({ errorMsg: 'token expired', traceId: 't-3' }, 401))).toMatchObject({
      detail: 'token expired',
      traceId: 't-3',
    });
  });

  test.each<[number, string | null, number | undefined]>([
    [429, '3', 3000],
    [503, '3', 3000],
    [429, 'Fri, 21 Nov 2025 08:00:05 GMT', 5000],
    [429, 'Fri, 21 Nov 2025 07:00:00 GMT', 0],
    [429, 'soon', undefined],
    [429, null, undefined],
    [500, '3', undefined],
  ])('status %i with Retry-After %s', (status, retryAfter, ms) => {
    expect(problem(answer('', status, { retryAfter })).retryAfterMs).toBe(ms);
  });
});

test('lie 7: an id keeps its digits', () => {
  const body = bodyOf(answer('{"data":1288432912345678901,"success":true}'), { write: true, scrub, now });
  expect(body['data']).toBe('1288432912345678901');
});
