import { describe, expect, it } from 'vitest';
import type { PlanState, PlanStateList } from '../contract/freshness.ts';
import { keepKnown } from './known-states.ts';

const state = (id: string, lag: number): PlanState => ({
  id,
  state: lag === 0 ? 'fresh' : 'behind',
  latestData: '2026-11-12',
  latestRefresh: null,
  expected: '2026-11-20',
  lag,
  granularity: 'DAY',
  exact: true,
});

const list = (asOf: string, states: PlanState[], more: Partial<PlanStateList> = {}): PlanStateList => ({
  states,
  checked: states.length,
  total: 2,
  mode: 'groups',
  asOf,
  ...more,
});

const problem = { code: 'can-timeout', message: 'late' } as const;
const before = list('2026-11-21T10:00:00.000Z', [state('1', 0), state('2', 3)]);

describe('keepKnown', () => {
  it('keeps what is no longer told while CAN cannot be asked, with its age', () => {
    const answer = list('2026-11-21T10:09:00.000Z', [state('1', 1)], { problem });
    expect(keepKnown(before, answer)).toEqual({
      ...answer,
      states: [state('1', 1), state('2', 3)],
      checked: 2,
      asOf: before.asOf,
    });
  });

  it('takes an answer as it is when nothing stands in the way', () => {
    const answer = list('2026-11-21T10:09:00.000Z', [state('1', 1)]);
    expect(keepKnown(before, answer)).toBe(answer);
    expect(keepKnown(undefined, { ...answer, problem })).toEqual({ ...answer, problem });
  });
});
