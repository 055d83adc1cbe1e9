import { expect, it } from 'vitest';
import type { Backfill } from '../../contract/backfill.ts';
import type { Conversion } from '../../contract/conversion.ts';
import { emptyCounts } from '../../domain/backfill.ts';
import { workByPlan } from './plan-work.ts';

const backfill = (id: string, planId: string | null, success: number) =>
  ({ id, planId, counts: { ...emptyCounts(), success, failed: 1, total: 10 } }) as Backfill;

it('gathers by plan: the newest of each, and how many there are', () => {
  const work = workByPlan(
    [backfill('b3', 'p', 2), backfill('b2', null, 5), backfill('b1', 'p', 9)],
    [{ id: 'c1', planId: 'p' } as Conversion, { id: 'c2', planId: 'q' } as Conversion],
  );
  expect([...work]).toEqual([
    ['p', { backfill: { id: 'b3', done: 3, total: 10 }, conversion: { id: 'c1' }, count: 3 }],
    ['q', { backfill: null, conversion: { id: 'c2' }, count: 1 }],
  ]);
  expect(workByPlan(undefined, undefined).size).toBe(0);
});
