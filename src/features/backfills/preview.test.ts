import { describe, expect, it } from 'vitest';
import type { Backfill, Task } from '../../contract/backfill.ts';
import { emptyCounts } from '../../domain/backfill.ts';
import { compileCalls } from '../../domain/gap-compiler.ts';
import type { KnownInstance } from '../../domain/partition-cell.ts';
import { partitionMap, type PartitionMap } from '../../domain/partition-state.ts';
import { differencesOf, fingerprintOf, plannedInstances, previewOf, reasonsOf, whyOf } from './preview.ts';
import { countKeys, toKeys } from '../../domain/ranges.ts';
import { wantedOf, type Include } from './wanted.ts';

const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}`;
const days = (from: number, to = from) => ({ start: day(from), end: day(to) });

function instance(id: string, n: number, status: string, backfillId = 'b7'): KnownInstance {
  const over = status === 'SUCCESS' || status === 'FAILED';
  return {
    id,
    status,
    range: days(n),
    createdAt: '2026-11-21T10:00:00',
    startedAt: status === 'WAITING' ? null : '2026-11-21T10:01:00',
    endedAt: over ? '2026-11-21T10:02:00' : null,
    backfillId,
    who: 'Mia',
  };
}

/** Materialised 1-3 and 6-8; 10 failed, 11 runs, 12 waits; due up to 20. */
const world: PartitionMap = partitionMap({
  granularity: 'DAY',
  history: days(1, 25),
  materialised: [days(1, 3), days(6, 8)],
  readAt: '2026-11-21T11:00:00',
  instances: [instance('1', 10, 'FAILED'), instance('2', 11, 'RUNNING'), instance('3', 12, 'WAITING')],
  marks: [],
  expected: day(20),
  wallNow: '2026-11-21T11:00:00',
  cutover: null,
});

const nothingElse: Include = { materialised: false, underWay: false, notDue: false };

describe('what is wanted of a selection', () => {
  it('is by default what is missing or failed', () => {
    const wanted = wantedOf([days(2, 22)], world, nothingElse);
    expect(wanted.ranges).toEqual([days(4, 5), days(9, 10), days(13, 20)]);
    expect(wanted.missing).toEqual([days(4, 5), days(9), days(13, 20)]);
    expect(wanted.failed).toEqual([days(10)]);
    expect(wanted.materialised).toEqual([days(2, 3), days(6, 8)]);
    expect(wanted.underWay).toEqual([days(11, 12)]);
    expect(wanted.notDue).toEqual([days(21, 22)]);
  });

  it.each([
    [{ materialised: true }, [days(2, 10), days(13, 20)]],
    [{ underWay: true }, [days(4, 5), days(9, 20)]],
    [{ notDue: true }, [days(4, 5), days(9, 10), days(13, 22)]],
    [{ materialised: true, underWay: true, notDue: true }, [days(2, 22)]],
  ])('with %j is more', (include, ranges) => {
    expect(wantedOf([days(2, 22)], world, { ...nothingElse, ...include }).ranges).toEqual(ranges);
  });

  it('takes what lies before all that is known for missing, and what lies after for not due', () => {
    const wanted = wantedOf([{ start: '2026-10-30', end: '2026-12-02' }], world, nothingElse);
    expect(wanted.missing[0]).toEqual({ start: '2026-10-30', end: '2026-10-31' });
    expect(wanted.notDue).toEqual([{ start: day(21), end: '2026-12-02' }]);
  });
});

function task(n: number, state: Task['state'], range = days(13, 14)): Task {
  return { n, range, state };
}

function backfill(id: string, tasks: Task[]): Backfill {
  return {
    id,
    planId: '1',
    planName: 'p',
    granularity: 'DAY',
    state: 'running',
    note: '',
    lotDays: 1,
    createdBy: { id: 'x', name: 'Li' },
    createdAt: '2026-11-21T10:00:00.000Z',
    tasks,
    counts: emptyCounts(),
    tracked: false,
    countsAsOf: null,
  };
}

function previewed(
  calls: number,
  backfills: Backfill[] = [],
  shows: (id: string, n: number) => boolean = () => false,
) {
  const wanted = wantedOf([days(2, 20)], world, nothingElse);
  const compiled = compileCalls({ granularity: 'DAY', wanted: wanted.ranges, good: wanted.good, lotDays: 1 });
  const preview = previewOf({ calls: compiled.callsOf(calls), map: world, wanted, backfills, shows });
  return { wanted, preview };
}

describe('a preview', () => {
  it('says why each partition is in', () => {
    const { wanted, preview } = previewed(1);
    expect(preview.calls.map(({ range }) => range)).toEqual([days(4, 20)]);
    expect(preview.goodRedone).toBe(5);
    const why = (n: number) => whyOf(world, wanted, day(n));
    expect([4, 6, 10, 11, 13].map(why)).toEqual(['missing', 'joined', 'failed', 'joined', 'missing']);
    expect(reasonsOf(world, wanted, days(4, 7))).toEqual([
      { why: 'missing', state: 'missing', ranges: [days(4, 5)] },
      { why: 'joined', state: 'materialised', ranges: [days(6, 7)] },
    ]);
  });

  it('names each instance in order', () => {
    const { preview } = previewed(3);
    expect(plannedInstances(preview.calls, 2)).toEqual([
      { call: 1, days: days(4, 5) },
      { call: 2, days: days(9, 10) },
      { call: 3, days: days(13, 14) },
      { call: 3, days: days(15, 16) },
      { call: 3, days: days(17, 18) },
      { call: 3, days: days(19, 20) },
    ]);
  });

  it('names whose work it would overlap with', () => {
    expect(previewed(1).preview.overlaps).toEqual([
      { backfillId: 'b7', who: 'Mia', state: 'running', ranges: [days(11)] },
      { backfillId: 'b7', who: 'Mia', state: 'waiting', ranges: [days(12)] },
    ]);
    expect(previewed(3).preview.overlaps).toEqual([]);
  });

  it.each([
    ['sending', false, true],
    ['unknown', false, true],
    ['created', false, true],
    ['created', true, false],
    ['refused', false, false],
    ['unsent', false, false],
  ] as const)(
    'counts a call that is %s, with instances shown %s, as overlapping: %s',
    (state, shown, counts) => {
      const { preview } = previewed(3, [backfill('b9', [task(1, state)])], () => shown);
      expect(preview.overlaps).toEqual(
        counts ? [{ backfillId: 'b9', who: 'Li', state: 'unsettled', ranges: [days(13, 14)] }] : [],
      );
    },
  );

  it('has another fingerprint once the world is another', () => {
    const same = fingerprintOf(previewed(3).preview);
    expect(fingerprintOf(previewed(3).preview)).toBe(same);
    expect(fingerprintOf(previewed(2).preview)).not.toBe(same);
    expect(fingerprintOf(previewed(3, [backfill('b9', [task(1, 'sending')])]).preview)).not.toBe(same);
  });

  it('tells the differences', () => {
    const before = { missing: [days(1, 5)], failed: [days(7)] };
    const after = { missing: [days(2, 3), days(9)], running: [days(4, 5)], failed: [days(7)] };
    expect(differencesOf(before, after, 'DAY')).toEqual([
      { range: days(1), before: 'missing', after: null },
      { range: days(4, 5), before: 'missing', after: 'running' },
      { range: days(9), before: null, after: 'missing' },
    ]);
    expect(differencesOf(before, before, 'DAY')).toEqual([]);
  });

  it('agrees with the calendar about every partition of its calls', () => {
    const { preview } = previewed(1);
    for (const [state, ranges] of Object.entries(preview.states)) {
      for (const key of toKeys(ranges, 'DAY')) expect(world.stateOf(key)).toBe(state);
    }
    expect(countKeys(Object.values(preview.states).flat(), 'DAY')).toBe(17);
  });
});
