import { describe, expect, it } from 'vitest';
import type { PlanListItem } from '../../contract/plan.ts';
import { filterPlans, noFilter, planFilterQuery, readPlanFilter, type PlanFilter } from './plan-filter.ts';

const plans: PlanListItem[] = [
  { id: '12876560', name: 'sales_daily', displayName: '每日销售 GMV', kind: 'ACCELERATE' },
  { id: '12876561', name: null, displayName: null, kind: 'RESULT' },
  { id: '12876562', name: 'Sales_Monthly', displayName: null, kind: 'EXTERNAL' },
  { id: '12876563', name: '<b>x</b>', displayName: '', kind: 'SOMETHING_NEW' },
];
const ids = (text: string, kind: string | null = null) =>
  filterPlans(plans, { text, kind: kind as 'RESULT' | null }).map(({ id }) => id.slice(-1));

describe('filterPlans', () => {
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
    expect(ids(text).join('')).toBe(expected);
  });

  it('filters by kind as well', () => {
    expect(ids('sales', 'EXTERNAL')).toEqual(['2']);
    expect(ids('', 'RESULT')).toEqual(['1']);
  });
});

describe('the address', () => {
  it.each([
    ['', noFilter],
    ['q=a%26b&kind=RESULT', { text: 'a&b', kind: 'RESULT' }],
    ['kind=NONSENSE', noFilter],
    ['kind=result', noFilter],
    ['q=&kind=', noFilter],
    ['q=%F0%9F', { text: '\uFFFD', kind: null }],
  ])('%j is read as %j', (search, filter) => {
    expect(readPlanFilter(new URLSearchParams(search))).toEqual(filter);
  });

  it.each<PlanFilter>([noFilter, { text: '销售 & co', kind: 'EXTERNAL' }, { text: ' ', kind: null }])(
    '%j comes back as it went',
    (filter) => {
      const query = planFilterQuery(filter);
      const params = new URLSearchParams(
        Object.entries(query).filter((e): e is [string, string] => e[1] !== null),
      );
      expect(readPlanFilter(params)).toEqual(filter);
    },
  );

  it('leaves defaults out', () => {
    expect(planFilterQuery(noFilter)).toEqual({ q: null, kind: null });
  });
});
