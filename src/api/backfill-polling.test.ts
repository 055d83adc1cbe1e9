import { describe, expect, it } from 'vitest';
import { failingFor, pollBackfill, pollBackfillList, pollInstances, quietFor } from './backfill-polling.ts';

const seen = { open: 5, total: 10, quietMs: 0, moreToCome: false, failingMs: 0 };
const minute = 60_000;

describe('pollInstances', () => {
  it.each([
    [{}, 2_500],
    [{ total: 201 }, 5_000],
    [{ total: 3_650 }, 7_500],
    [{ quietMs: 6 * minute }, 7_500],
    [{ quietMs: 31 * minute }, 20_000],
    [{ total: 3_650, quietMs: 31 * minute }, 60_000],
    [{ failingMs: 2_500 }, 5_000],
    [{ failingMs: 14_000 }, 14_000],
    [{ failingMs: 3_600_000 }, 60_000],
    [{ open: 0 }, false],
    [{ open: 0, total: 0, moreToCome: true }, 2_500],
  ])('%j -> %s', (more, every) => {
    expect(pollInstances({ ...seen, ...more })).toBe(every);
  });

  it('stays below 12 requests a minute for 3,650 instances, the backfill itself included', () => {
    const instances = pollInstances({ ...seen, total: 3_650 });
    const backfill = pollBackfill('running', { failingMs: 0 });
    if (instances === false || backfill === false) throw new Error('both are polled');
    expect(minute / instances + minute / backfill).toBeLessThanOrEqual(12);
  });
});

it.each([
  ['sending', 2_500],
  ['running', 30_000],
  ['needs attention', false],
  ['done', false],
  ['done with failures', false],
  [undefined, 5_000],
] as const)('a backfill that is %s is asked for every %s ms', (state, every) => {
  expect(pollBackfill(state, { failingMs: 0 })).toBe(every);
});

it('looks at the list more often while something in it moves', () => {
  expect(pollBackfillList(['done', 'running'], { failingMs: 0 })).toBe(10_000);
  expect(pollBackfillList(['done', 'running'], { failingMs: 33_000 })).toBe(33_000);
  expect(pollBackfillList(['done', 'needs attention'], { failingMs: 0 })).toBe(60_000);
});

it('measures how long nothing has changed', () => {
  expect(quietFor('2026-11-21T10:00:00.000Z', '2026-11-21T10:05:00.000Z')).toBe(300_000);
  expect(quietFor('2026-11-21T10:05:00.000Z', '2026-11-21T10:00:00.000Z')).toBe(0);
});

it('knows how long a call has only failed', () => {
  expect(failingFor({ status: 'error', dataUpdatedAt: 1_000, errorUpdatedAt: 9_000 })).toBe(8_000);
  expect(failingFor({ status: 'success', dataUpdatedAt: 1_000, errorUpdatedAt: 9_000 })).toBe(0);
});
