import { describe, expect, it } from 'vitest';
import type { Backfill, BackfillState } from '../contract/backfill.ts';
import { emptyCounts } from '../domain/backfill.ts';
import { addOlder, feedOf, layNewest } from './backfill-feed.ts';

const asOf = '2026-11-21T10:00:00.000Z';

function backfill(n: number, state: BackfillState = 'done'): Backfill {
  return {
    id: `b${n}`,
    planId: '1',
    planName: 'sales',
    granularity: 'DAY',
    state,
    note: '',
    lotDays: 1,
    createdBy: { id: 'p', name: 'Mia' },
    createdAt: `2026-11-21T0${n}:00:00.000Z`,
    tasks: [],
    counts: emptyCounts(),
    tracked: false,
    countsAsOf: null,
  };
}

const page = (numbers: number[], cursor?: string) => ({
  backfills: numbers.map((n) => backfill(n)),
  asOf,
  ...(cursor !== undefined && { cursor }),
});
const ids = ({ backfills }: { backfills: readonly Backfill[] }) => backfills.map(({ id }) => id).join(' ');

describe('the list of backfills', () => {
  const two = addOlder(feedOf(page([5, 4], 'c4')), page([3, 2], 'c2'));

  it('grows downwards', () => {
    expect(ids(two)).toBe('b5 b4 b3 b2');
    expect(two.cursor).toBe('c2');
  });

  it('takes what is new on top and keeps what was loaded below', () => {
    const next = layNewest(two, page([6, 5], 'c5'));
    expect(ids(next)).toBe('b6 b5 b4 b3 b2');
    expect(next.cursor).toBe('c2');
  });

  it('drops what has left the newest page', () => {
    const next = layNewest(two, page([5, 3], 'c3'));
    expect(ids(next)).toBe('b5 b3 b2');
  });

  it('starts anew rather than with a hole, and when the newest page is all there is', () => {
    expect(layNewest(two, page([9, 8], 'c8'))).toEqual(feedOf(page([9, 8], 'c8')));
    expect(ids(layNewest(two, page([5])))).toBe('b5');
    expect(layNewest(two, page([5])).cursor).toBeUndefined();
  });
});
