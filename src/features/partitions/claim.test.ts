import { expect, it } from 'vitest';
import { partitionMap } from '../../domain/partition-state.ts';
import { unsupported } from './claim.ts';

const instance = (day: string, status: string) => ({
  id: day,
  status,
  range: { start: day, end: day },
  createdAt: `${day}T01:00:00`,
  startedAt: `${day}T01:00:00`,
  endedAt: `${day}T02:00:00`,
  backfillId: 'b',
  who: 'Mia',
});

it('finds the claims of success that nothing known supports', () => {
  const map = partitionMap({
    granularity: 'DAY',
    history: { start: '2026-11-01', end: '2026-11-10' },
    materialised: [{ start: '2026-11-01', end: '2026-11-02' }],
    readAt: '2026-11-11T00:00:00',
    instances: [instance('2026-11-04', 'SUCCESS'), instance('2026-11-05', 'FAILED')],
    marks: [],
    expected: '2026-11-09',
    wallNow: '2026-11-10T12:00:00',
    cutover: null,
  });
  expect(unsupported(map, [{ start: '2026-11-01', end: '2026-11-12' }])).toEqual([
    { start: '2026-11-03', end: '2026-11-03' },
    { start: '2026-11-05', end: '2026-11-12' },
  ]);
  expect(unsupported(map, [{ start: '2026-11-01', end: '2026-11-02' }])).toEqual([]);
});
