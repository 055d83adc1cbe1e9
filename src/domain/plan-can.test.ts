import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { granularities, planKinds } from '../contract/plan.ts';
import { planCan, rangesProblem } from './plan-can.ts';

const plan = (kind: string, granularity: string | null = 'DAY', fullRefresh = false) => ({
  kind,
  granularity,
  fullRefresh,
});

const answer = (given: ReturnType<(typeof planCan)['mark']>) => (given.ok ? 'yes' : given.reason);

describe('what may be done to a plan', () => {
  test.each([
    // plan                                backfill                   mark                   clear                         convert
    [plan('ACCELERATE'), 'yes', 'not-external', 'not-external', 'yes'],
    [plan('RESULT', 'MONTH'), 'yes', 'not-external', 'not-external', 'yes'],
    [plan('EXTERNAL'), 'external-not-backfilled', 'yes', 'yes', 'already-external'],
    [plan('ACCELERATE', null, true), 'yes', 'not-external', 'not-external', 'yes'],
    [
      plan('EXTERNAL', null, true),
      'external-not-backfilled',
      'yes',
      'full-refresh-not-clearable',
      'already-external',
    ],
    [
      plan('EXTERNAL', 'DAY', true),
      'external-not-backfilled',
      'yes',
      'full-refresh-not-clearable',
      'already-external',
    ],
    [plan('ACCELERATE', 'FORTNIGHT'), 'unknown-granularity', 'not-external', 'not-external', 'yes'],
    [plan('ACCELERATE', null), 'unknown-granularity', 'not-external', 'not-external', 'yes'],
    [
      plan('EXTERNAL', 'FORTNIGHT'),
      'external-not-backfilled',
      'unknown-granularity',
      'unknown-granularity',
      'already-external',
    ],
    [plan('ACCELERATE', 'FORTNIGHT', true), 'yes', 'not-external', 'not-external', 'yes'],
    [plan('VIEW'), 'unknown-kind', 'unknown-kind', 'unknown-kind', 'unknown-kind'],
    [plan('external'), 'unknown-kind', 'unknown-kind', 'unknown-kind', 'unknown-kind'],
    [plan(''), 'unknown-kind', 'unknown-kind', 'unknown-kind', 'unknown-kind'],
  ])('%j: backfill %s, mark %s, clear %s, convert %s', (facts, backfill, mark, clear, convert) => {
    expect(answer(planCan.backfill(facts))).toBe(backfill);
    expect(answer(planCan.mark(facts))).toBe(mark);
    expect(answer(planCan.clear(facts))).toBe(clear);
    expect(answer(planCan.convert(facts))).toBe(convert);
  });

  test('every plan of known words can be backfilled by CAN or marked by hand, never both', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...planKinds),
        fc.constantFrom(...granularities),
        fc.boolean(),
        (kind, g, full) => {
          const facts = plan(kind, g, full);
          expect(planCan.backfill(facts).ok).not.toBe(planCan.mark(facts).ok);
          expect(planCan.convert(facts).ok).toBe(planCan.backfill(facts).ok);
        },
      ),
    );
  });

  test('a token may request a conversion but not approve one', () => {
    const facts = plan('RESULT');
    expect(answer(planCan.convert(facts, { stable: false }))).toBe('yes');
    expect(answer(planCan.approve(facts, { stable: false }))).toBe('identity-not-stable');
    expect(answer(planCan.approve(facts))).toBe('identity-not-stable');
    expect(answer(planCan.approve(facts, { stable: true }))).toBe('yes');
    expect(answer(planCan.approve(plan('EXTERNAL'), { stable: true }))).toBe('already-external');
  });

  test('a no is a sentence that names what is wrong', () => {
    const no = planCan.backfill(plan('ACCELERATE', 'FORTNIGHT'));
    expect(no).toMatchObject({ ok: false, message: expect.stringMatching(/"FORTNIGHT".*\.$/) as string });
  });
});

describe('the ranges of a command', () => {
  const day = plan('ACCELERATE', 'DAY');
  const month = plan('ACCELERATE', 'MONTH');
  const full = plan('ACCELERATE', null, true);
  test.each([
    [[{ start: '2026-11-01', end: '2026-11-02' }], day, null],
    [[], day, 'range-empty'],
    [[{ start: '2026-11-02', end: '2026-11-01' }], day, 'range-reversed'],
    [[{ start: '2026-11', end: '2026-11' }], day, 'range-granularity'],
    [[{ start: '2026-02-01', end: '2026-02-29' }], day, 'range-granularity'],
    [[{ start: '2026-11', end: '2026-12' }], month, null],
    [[{ start: '2026-11-01', end: '2026-12-01' }], month, 'range-granularity'],
    [
      [
        { start: '2026-11-01', end: '2026-11-02' },
        { start: '2026-13-01', end: '2026-13-01' },
      ],
      day,
      'range-granularity',
    ],
    [[{ start: '2026-11-01', end: '2026-11-02' }], plan('EXTERNAL', 'FORTNIGHT'), 'range-granularity'],
    [[{ start: '2026-11-01', end: '2026-11-02' }], plan('EXTERNAL', null), 'range-granularity'],
    [[{ start: '0001-01-01', end: '9999-12-31' }], day, 'range-too-long'],
    [[], full, null],
    [[{ start: '2026-11-01', end: '2026-11-02' }], full, 'range-on-full-refresh'],
  ])('%j on %j: %s', (ranges, facts, reason) =>
    expect(rangesProblem(ranges, facts)?.reason ?? null).toBe(reason),
  );

  test('the sentence shows the range and the spelling that is wanted', () => {
    expect(rangesProblem([{ start: '2026-11-01', end: '2026-11-30' }], month)?.message).toBe(
      "The range 2026-11-01..2026-11-30 is not of the plan's granularity MONTH (like 2026-11).",
    );
  });
});
