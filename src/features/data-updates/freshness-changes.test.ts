import { describe, expect, it } from 'vitest';
import type { PlanState } from '../../contract/freshness.ts';
import { freshnessChanges } from './freshness-changes.ts';

const plan = (over: Partial<PlanState>): PlanState => ({
  id: '1',
  state: 'behind',
  latestData: '2026-11-17',
  latestRefresh: '2026-11-18T00:10:00',
  expected: '2026-11-20',
  lag: 3,
  granularity: 'DAY',
  exact: true,
  ...over,
});
const changed = (before: PlanState[], now: PlanState[]) =>
  freshnessChanges(before, now).map(({ now: { id } }) => id);

describe('changes of freshness', () => {
  it.each([
    ['caught up', {}, { state: 'fresh', lag: 0, latestData: '2026-11-20' }, true],
    [
      'caught up, as a group proved',
      {},
      { state: 'fresh', latestData: null, latestRefresh: null, exact: false },
      true,
    ],
    ['a day further', {}, { latestData: '2026-11-18', lag: 2 }, true],
    ['refreshed, no further', {}, { latestRefresh: '2026-11-21T10:00:00' }, true],
    ['nothing', {}, {}, false],
    [
      'fresh, proved by a group now',
      { state: 'fresh', lag: 0 },
      { state: 'fresh', lag: null, exact: false },
      false,
    ],
    ['CAN can’t say now', {}, { state: 'unknown' }, false],
    ['CAN could not say before', { state: 'unknown' }, {}, false],
  ] as const)('%s', (_, before, now, expected) => {
    expect(changed([plan(before)], [plan(now)])).toEqual(expected ? ['1'] : []);
  });

  it('says nothing of plans that were not known before', () => {
    expect(changed([], [plan({})])).toEqual([]);
  });
});
