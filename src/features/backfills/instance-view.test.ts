import { describe, expect, it } from 'vitest';
import type { InstanceListItem } from '../../contract/instance.ts';
import {
  instanceViewQuery,
  keepPlaces,
  matcherOf,
  readInstanceView,
  sorted,
  wholeView,
} from './instance-view.ts';

const now = '2026-11-21T18:00:00';

function one(
  id: string,
  day: string,
  status = 'WAITING',
  more: Partial<InstanceListItem> = {},
): InstanceListItem {
  return {
    id,
    task: 1,
    status,
    range: { start: day, end: day },
    createdAt: '2026-11-21T17:00:00',
    startedAt: null,
    endedAt: null,
    resourceGroup: 'rg_backfill',
    priority: null,
    ...more,
  };
}

describe('the view in the address', () => {
  it.each([
    '',
    'status=FAILED',
    'status=FAILED%2CRUNNING&q=2026-11',
    'sort=-running&as=timeline',
    'sort=status',
    'status=PAUSED_BY_ADMIN',
  ])('%s comes back as it went in', (address) => {
    const query = instanceViewQuery(readInstanceView(new URLSearchParams(address)));
    const kept = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null);
    expect(new URLSearchParams(kept).toString()).toBe(address);
  });

  it('is the whole list for an address that makes no sense', () => {
    expect(readInstanceView(new URLSearchParams('sort=-colour&as=cake&status=,,'))).toEqual(wholeView);
  });
});

describe('a filter', () => {
  const week = one('128765', '2026-11-02', 'FAILED', {
    range: { start: '2026-11-02', end: '2026-11-08' },
    task: 3,
  });
  it.each([
    ['', true],
    ['2026-11-05', true],
    ['2026-11-09', false],
    ['2026-11', true],
    ['failed', true],
    ['8765', true],
    ['#3', true],
    ['rg_back failed', true],
    ['rg_back success', false],
  ])('for "%s" takes it: %s', (text, taken) => {
    expect(Boolean(matcherOf({ ...wholeView, text })(week))).toBe(taken);
  });

  it('takes only the statuses asked for', () => {
    expect(matcherOf({ text: '', statuses: ['SUCCESS'] })(week)).toBe(false);
    expect(matcherOf({ text: '', statuses: ['SUCCESS', 'FAILED'] })(week)).toBe(true);
  });
});

describe('the order', () => {
  const a = one('1', '2026-11-01', 'SUCCESS', {
    startedAt: '2026-11-21T17:10:00',
    endedAt: '2026-11-21T17:20:00',
  });
  const b = one('2', '2026-11-02', 'RUNNING', { startedAt: '2026-11-21T17:30:00' });
  const c = one('3', '2026-11-03', 'FAILED', {
    startedAt: '2026-11-21T17:10:00',
    endedAt: '2026-11-21T17:11:00',
  });
  const d = one('4', '2026-11-04');
  it.each([
    ['date', false, '1234'],
    ['date', true, '4321'],
    ['status', false, '3241'],
    ['running', true, '2134'],
    ['waiting', true, '4231'],
    ['ended', false, '3124'],
  ] as const)('by %s, descending %s', (sort, descending, expected) => {
    const ids = sorted([a, b, c, d], { ...wholeView, sort, descending }, now).map(({ id }) => id);
    expect(ids.join('')).toBe(expected);
  });
});

describe('an update', () => {
  const running = { ...wholeView, statuses: ['RUNNING'] };

  it('leaves a row that no longer matches where it is, and says so', () => {
    const list = [one('1', '2026-11-01', 'SUCCESS'), one('2', '2026-11-02', 'RUNNING')];
    const shown = keepPlaces(['1', '2'], list, running, now);
    expect(shown).toEqual({ ids: ['1', '2'], left: new Set(['1']), stale: true });
    expect(keepPlaces([], list, running, now)).toEqual({ ids: ['2'], left: new Set(), stale: false });
  });

  it('brings new rows in at their date, or at the end of an order that would shuffle', () => {
    const list = [one('1', '2026-11-01', 'FAILED'), one('2', '2026-11-02', 'RUNNING')];
    expect(keepPlaces(['2'], list, wholeView, now).ids).toEqual(['1', '2']);
    const byStatus = keepPlaces(['2'], list, { ...wholeView, sort: 'status' }, now);
    expect(byStatus).toEqual({ ids: ['2', '1'], left: new Set(), stale: true });
  });

  it('drops what is no more', () => {
    expect(keepPlaces(['1', '9'], [one('1', '2026-11-01')], wholeView, now).ids).toEqual(['1']);
  });
});
