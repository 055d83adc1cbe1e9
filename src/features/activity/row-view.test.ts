import { describe, expect, it } from 'vitest';
import type { JournalRow } from '../../contract/activity.ts';
import { decodeRanges } from '../../domain/selection-url.ts';
import { granularityOf, markedAs, opposite, requestText, tableOf } from './row-view.ts';

const range = { start: '2026-11-01', end: '2026-11-03' };
const wire = [{ dateGranularity: 'DAY' }];

function row(over: Partial<JournalRow> & { body?: unknown }): JournalRow {
  const { body = {}, ...rest } = over;
  return {
    id: 'j',
    at: '2026-11-21T10:00:00.000Z',
    actor: { id: 'fp', name: 'Mia' },
    action: 'mark',
    state: 'done',
    ranges: [range],
    request: { method: 'POST', path: '/accelerate/plan/updatePartition', body },
    ...rest,
  };
}

describe('a row of the journal', () => {
  it.each([
    [{ successTimeRange: wire }, 'success'],
    [{ failedTimeRange: wire, successTimeRange: [] }, 'failed'],
    [{ failedTimeRange: wire, successTimeRange: wire }, 'both'],
    [{}, 'refreshed'],
    [null, 'refreshed'],
  ])('marked by %j is %s', (body, marked) => expect(markedAs(row({ body }))).toBe(marked));

  it.each([
    ['2026-11-01', 'DAY'],
    ['2026-11', 'MONTH'],
    ['2026-W47', 'WEEK'],
    ['2026-11-01T13', 'HOUR'],
    ['2026-Q4', 'QUARTER'],
    ['2026', 'YEAR'],
    ['everything', null],
  ])('%s is spelled as %s', (key, g) => expect(granularityOf({ start: key, end: key })).toBe(g));

  it.each([
    ['a mark as success', row({ body: { successTimeRange: wire } }), 'clear'],
    ['a mark as failed', row({ body: { failedTimeRange: wire } }), 'success'],
    ['a clear', row({ action: 'clear' }), 'success'],
  ])('offers the opposite of %s, for the very same partitions', (_, of, act) => {
    const found = opposite(of);
    expect(found?.act).toBe(act);
    expect(decodeRanges(found?.sel ?? '', 'DAY')).toEqual([range]);
  });

  it.each([
    ['of both at once', row({ body: { successTimeRange: wire, failedTimeRange: wire } })],
    ['of a whole table', row({ body: {}, ranges: [] })],
    ['of what CAN refused', row({ state: 'refused', body: { successTimeRange: wire } })],
    ['of what is not known', row({ state: 'unknown', action: 'clear' })],
    ['of a backfill', row({ action: 'backfill' })],
  ])('offers none %s', (_, of) => expect(opposite(of)).toBeNull());

  it('tells the table and day of a data update', () => {
    const body = { tableName: 's.`c.d`.t', tenantId: 'x', tablePartition: '2026-11-20' };
    expect(tableOf(row({ action: 'data-update', body }))).toEqual({ name: 's.`c.d`.t', day: '2026-11-20' });
    expect(tableOf(row({ body }))).toBeNull();
  });

  it('shows the request as it went out', () => {
    expect(requestText(row({ body: { uuid: '9007199254740993' } }))).toBe(
      'POST /accelerate/plan/updatePartition\n\n{\n  "uuid": "9007199254740993"\n}',
    );
  });
});
