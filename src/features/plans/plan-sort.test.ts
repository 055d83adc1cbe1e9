import { describe, expect, it } from 'vitest';
import type { PlanState } from '../../contract/freshness.ts';
import type { PlanRow } from './plan-rows.ts';
import { defaultSort, sortRows, type SortKey } from './plan-sort.ts';

const row = (id: string, known?: Partial<PlanState>): PlanRow => ({
  plan: { id, name: id, displayName: null, kind: 'RESULT' },
  known: known && {
    id,
    state: 'fresh',
    latestData: null,
    latestRefresh: null,
    expected: '2026-11-20',
    lag: 0,
    granularity: 'DAY',
    exact: true,
    ...known,
  },
});

const help = {
  compareText: (a: string, b: string) => a.localeCompare(b, 'en'),
  underWay: (id: string) => (id === 'busy' ? 1 : 0),
};
const order = (rows: PlanRow[], by: SortKey, reversed = false) =>
  sortRows(rows, { by, reversed }, help)
    .map(({ plan }) => plan.id)
    .join(' ');

describe('worst first', () => {
  it('is never filled, then longest behind whatever the granularity, then unknown, unchecked, fine as CAN lists them', () => {
    const rows = [
      row('fine1', {}),
      row('day9', { state: 'behind', lag: 9 }),
      row('unchecked'),
      row('hour30', { state: 'behind', lag: 30, granularity: 'HOUR' }),
      row('unknown', { state: 'unknown', lag: null }),
      row('month1', { state: 'behind', lag: 1, granularity: 'MONTH' }),
      row('empty', { state: 'not-ready', lag: null }),
      row('fine2', {}),
    ];
    expect(order(rows, defaultSort.by)).toBe('empty month1 day9 hour30 unknown unchecked fine1 fine2');
    expect(order(rows, 'state', true)).toBe('fine1 fine2 unchecked unknown hour30 day9 month1 empty');
  });
});

describe('by a column', () => {
  const rows = [
    row('b10', { latestData: '2026-11-18', latestRefresh: '2026-11-19T00:05:00', lag: 2, state: 'behind' }),
    row('a', { latestData: '2026-10', granularity: 'MONTH', expected: '2026-10' }),
    row('busy', { latestData: null, exact: false }),
    row('none'),
  ];

  it.each<[SortKey, string, string]>([
    ['plan', 'a b10 busy none', 'none busy b10 a'],
    // Up to date by an answer about many counts as what is expected.
    ['latest', 'a b10 busy none', 'busy b10 a none'],
    ['expected', 'a b10 busy none', 'b10 busy a none'],
    ['behind', 'b10 a busy none', 'a busy b10 none'],
    ['refresh', 'b10 a busy none', 'b10 a busy none'],
    ['granularity', 'b10 busy a none', 'a b10 busy none'],
    ['activity', 'busy b10 a none', 'busy b10 a none'],
  ])('%s: what is not known comes last, either way', (by, up, down) => {
    expect(order(rows, by)).toBe(up);
    expect(order(rows, by, true)).toBe(down);
  });
});
