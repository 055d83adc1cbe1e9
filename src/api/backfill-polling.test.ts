import { describe, expect, it } from 'vitest';
import { pollBackfill, pollBackfillList, pollInstances, quietFor } from './backfill-polling.ts';

const asked = { errors: 0, visible: true };
const seen = { open: 5, total: 10, quietMs: 0, moreToCome: false, ...asked };
const minute = 60_000;

describe('how often the instances of a backfill are asked for', () => {
  it('is never once none can change, and at once again when more are to come', () => {
    expect(pollInstances({ ...seen, open: 0 })).toBe(false);
    expect(pollInstances({ ...seen, open: 0, total: 0, moreToCome: true })).toBeGreaterThan(0);
    expect(pollInstances({ ...seen, visible: false })).toBe(false);
  });

  it('stays below 12 requests a minute for 3,650, the backfill itself included', () => {
    const instances = pollInstances({ ...seen, total: 3_650 });
    const backfill = pollBackfill('running', asked);
    if (instances === false || backfill === false) throw new Error('both are polled');
    expect(minute / instances + minute / backfill).toBeLessThanOrEqual(12);
  });
});

it.each([
  ['sending', true],
  ['running', true],
  [undefined, true],
  ['needs attention', false],
  ['done', false],
  ['done with failures', false],
] as const)('a backfill that is %s is asked for again: %s', (state, again) => {
  expect(pollBackfill(state, asked) !== false).toBe(again);
});

it('is quicker about a backfill while its tasks are sent, and about a list in which something moves', () => {
  expect(pollBackfill('sending', asked)).toBeLessThan(Number(pollBackfill('running', asked)));
  expect(pollBackfillList(['done', 'running'], asked)).toBeLessThan(
    Number(pollBackfillList(['done'], asked)),
  );
});

it('measures how long nothing has changed', () => {
  expect(quietFor('2026-11-21T10:00:00.000Z', '2026-11-21T10:05:00.000Z')).toBe(300_000);
  expect(quietFor('2026-11-21T10:05:00.000Z', '2026-11-21T10:00:00.000Z')).toBe(0);
});
