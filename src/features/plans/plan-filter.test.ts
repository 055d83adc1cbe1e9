import { describe, expect, it } from 'vitest';
import type { PlanState } from '../../contract/freshness.ts';
import type { PlanListItem } from '../../contract/plan.ts';
import {
  filterRows,
  isFiltering,
  noFilter,
  planFilterQuery,
  readPlanFilter,
  type PlanFilter,
} from './plan-filter.ts';
import { planRows } from './plan-rows.ts';

const plans: PlanListItem[] = [
  { id: '12876560', name: 'sales_daily', displayName: '每日销售 GMV', kind: 'ACCELERATE' },
  { id: '12876561', name: null, displayName: null, kind: 'RESULT' },
  { id: '12876562', name: 'Sales_Monthly', displayName: null, kind: 'EXTERNAL' },
  { id: '12876563', name: '<b>x</b>', displayName: '', kind: 'SOMETHING_NEW' },
];
const known = (id: string, state: PlanState['state'], granularity: string): PlanState => ({
  id,
  state,
  granularity,
  latestData: null,
  latestRefresh: null,
  expected: null,
  lag: null,
  exact: true,
});
const rows = planRows(plans, [
  known('12876560', 'behind', 'DAY'),
  known('12876561', 'fresh', 'DAY'),
  known('12876562', 'behind', 'MONTH'),
]);
const ids = (filter: Partial<PlanFilter>) =>
  filterRows(rows, { ...noFilter, ...filter })
    .map(({ plan }) => plan.id.slice(-1))
    .join('');

describe('filterRows', () => {
  it.each([
    ['', '0123'],
    ['  ', '0123'],
    ['SALES', '02'],
    ['销售', '0'],
    ['gmv', '0'],
    ['ｇｍｖ', '0'],
    ['6561', '1'],
    ['１２８７６５６２', '2'],
    ['<b>', '3'],
    ['null', ''],
  ])('%j finds %j', (text, expected) => {
    expect(ids({ text })).toBe(expected);
  });

  it('filters by kind, state and granularity as well; what is not checked yet fits no state', () => {
    expect(ids({ text: 'sales', kind: 'EXTERNAL' })).toBe('2');
    expect(ids({ state: 'behind' })).toBe('02');
    expect(ids({ granularity: 'DAY' })).toBe('01');
    expect(ids({ state: 'behind', granularity: 'MONTH' })).toBe('2');
    expect(ids({ state: 'unknown' })).toBe('');
  });
});

const full: PlanFilter = {
  text: '销售 & co',
  kind: 'EXTERNAL',
  state: 'not-ready',
  granularity: 'WEEK',
  sort: { by: 'latest', reversed: true },
};

describe('the address', () => {
  it.each<[string, Partial<PlanFilter>]>([
    ['', {}],
    ['q=a%26b&kind=RESULT', { text: 'a&b', kind: 'RESULT' }],
    ['kind=NONSENSE&state=fine&granularity=EON&sort=size', {}],
    ['kind=result&state=BEHIND', {}],
    ['q=&kind=&state=&sort=', {}],
    ['q=%F0%9F', { text: '\uFFFD' }],
    [
      'state=behind&granularity=HOUR&sort=-plan',
      {
        state: 'behind',
        granularity: 'HOUR',
        sort: { by: 'plan', reversed: true },
      },
    ],
    ['sort=-state', { sort: { by: 'state', reversed: true } }],
    ['sort=-', {}],
  ])('%j is read as %j', (search, filter) => {
    expect(readPlanFilter(new URLSearchParams(search))).toEqual({ ...noFilter, ...filter });
  });

  it.each<PlanFilter>([noFilter, full, { ...noFilter, text: ' ' }])('%j comes back as it went', (filter) => {
    const params = new URLSearchParams(
      Object.entries(planFilterQuery(filter)).filter((e): e is [string, string] => e[1] !== null),
    );
    expect(readPlanFilter(params)).toEqual(filter);
  });

  it('leaves defaults out', () => {
    expect(Object.values(planFilterQuery(noFilter))).toEqual([null, null, null, null, null]);
  });
});

it('an order leaves nothing out, a filter does', () => {
  expect(isFiltering({ ...noFilter, sort: full.sort, text: '  ' })).toBe(false);
  expect(isFiltering({ ...noFilter, state: 'fresh' })).toBe(true);
  expect(isFiltering({ ...noFilter, granularity: 'DAY' })).toBe(true);
});
