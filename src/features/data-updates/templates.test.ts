import { expect, it } from 'vitest';
import type { JournalRow } from '../../contract/activity.ts';
import { templatesOf } from './templates.ts';

const row = (tableName: unknown, tablePartition: unknown = '2026-11-20', who = 'Mia'): JournalRow => ({
  id: 'j',
  at: '',
  actor: { id: 'fp', name: who },
  action: 'data-update',
  state: 'done',
  request: { method: 'POST', path: '/scheduler/task/trigger', body: { tableName, tablePartition } },
});

it('offers each table once, by its newest use, and no more than asked for', () => {
  const rows = [
    row('s.`c.d`.orders', '2026-11-20', 'Li'),
    row('s.`c.d`.orders', '2026-11-19'),
    row('not a name'),
    row(7),
    row('s.`c.d`.refunds'),
    row('s.`c.d`.stock'),
  ];
  const found = templatesOf(rows, 2);
  expect(found.map(({ name }) => name)).toEqual(['s.`c.d`.orders', 's.`c.d`.refunds']);
  expect(found[0]).toMatchObject({
    day: '2026-11-20',
    who: 'Li',
    parts: { source: 's', catalog: 'c', schema: 'd', table: 'orders' },
  });
});
