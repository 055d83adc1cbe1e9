import { expect, it } from 'vitest';
import type { PlanState, PlanStateList } from '../../contract/freshness.ts';
import { fleetSummary } from './summary.ts';

const state = (id: string, more: Partial<PlanState>): PlanState => ({
  id,
  state: 'fresh',
  latestData: null,
  latestRefresh: null,
  expected: '2026-11-20',
  lag: 0,
  granularity: 'DAY',
  exact: true,
  ...more,
});

it('counts by state, and finds the oldest over all granularities', () => {
  const states = [
    state('1', {}),
    state('2', { state: 'behind', latestData: '2026-11-12', lag: 8 }),
    state('3', { state: 'behind', latestData: '2026-10', granularity: 'MONTH', expected: '2026-11' }),
    state('4', { state: 'not-ready' }),
    state('5', { state: 'not-ready', latestData: '2026-11-20', latestRefresh: '2026-11-21T00:00:00' }),
    state('6', { state: 'unknown' }),
  ];
  const list: PlanStateList = { states, checked: 6, total: 8, mode: 'groups', asOf: '' };
  expect(fleetSummary(list)).toEqual({
    total: 8,
    checked: 6,
    counts: { fresh: 1, behind: 2, 'not-ready': 2, unknown: 1 },
    neverFilled: 1,
    oldest: { key: '2026-10', granularity: 'MONTH' },
  });
});
