import { expect, it } from 'vitest';
import type { PlanState } from '../../contract/freshness.ts';
import { planCsv } from './plan-csv.ts';
import { planRows } from './plan-rows.ts';

const words = {
  header: ['ID', 'Name'],
  kind: (word: string) => word,
  granularity: (word: string) => word,
  state: (state: string) => state,
  byMany: 'by many',
  unchecked: 'not checked',
};
const known = (id: string, more: Partial<PlanState>): PlanState => ({
  id,
  state: 'fresh',
  latestData: null,
  latestRefresh: null,
  expected: '2026-11-20',
  lag: 0,
  granularity: 'DAY',
  exact: false,
  ...more,
});

it('writes what is known exactly, says what is not, and lets no formula through', () => {
  const plan = (id: string, name: string | null) => ({ id, name, displayName: '=cmd|calc', kind: 'RESULT' });
  const rows = planRows(
    [plan('1', '销售'), plan('2', null), plan('3', 'c'), plan('4', 'd')],
    [
      known('1', {}),
      known('2', {
        exact: true,
        state: 'unknown',
        expected: null,
        lag: null,
        granularity: null,
        problem: { code: 'can-refused', message: 'no', detail: 'Deleted', traceId: 't-1' },
      }),
      known('3', {}),
    ],
  );
  const exact = known('3', { latestData: '2026-11-21', latestRefresh: '2026-11-21T00:05:00' });
  const text = planCsv(rows, (id) => (id === '3' ? exact : undefined), words);
  expect(text.startsWith('\uFEFF')).toBe(true);
  expect(text.slice(1).trimEnd().split('\r\n')).toEqual([
    'ID,Name',
    "1,销售,'=cmd|calc,RESULT,DAY,fresh,,2026-11-20,0,,by many",
    "2,,'=cmd|calc,RESULT,,unknown,,,,,Deleted · t-1",
    "3,c,'=cmd|calc,RESULT,DAY,fresh,2026-11-21,2026-11-20,0,2026-11-21T00:05:00,",
    "4,d,'=cmd|calc,RESULT,,,,,,,not checked",
  ]);
});
