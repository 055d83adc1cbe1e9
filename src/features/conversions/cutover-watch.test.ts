import { describe, expect, it } from 'vitest';
import type { Range } from '../../contract/range.ts';
import { partitionMap } from '../../domain/partition-state.ts';
import type { Mark } from '../../domain/partition-cell.ts';
import { cutoverWatch } from './cutover-watch.ts';

const cutover = '2026-11-21';
const day = (n: number) => `2026-11-${n}`;

/** On 24 November, when the 23rd is expected. */
function watch(materialised: Range[], marks: Mark[] = [], expected = day(23), current = day(24)) {
  const map = partitionMap({
    granularity: 'DAY',
    history: { start: '2026-11-01', end: '2026-11-30' },
    materialised,
    readAt: `${current}T08:00:00`,
    instances: [],
    marks,
    expected,
    wallNow: `${current}T08:00:00`,
    cutover,
  });
  return cutoverWatch({ map, expected, current }, cutover);
}

describe('the watch over a cutover', () => {
  it('waits for the first period until it is due', () => {
    expect(watch([], [], day(20), day(21))).toMatchObject({
      first: { key: day(21), dueFrom: '2026-11-22T00:00:00', state: 'not-due' },
      due: 0,
      unreportedCount: 0,
    });
  });

  it('calls what nobody reports unreported, not failed', () => {
    expect(watch([])).toMatchObject({
      first: { state: 'unreported' },
      due: 3,
      reported: 0,
      failed: 0,
      unreported: [{ start: day(21), end: day(23) }],
      unreportedCount: 3,
    });
  });

  it('counts what CAN lists as reported, and tells the gap', () => {
    const both = [
      { start: day(21), end: day(21) },
      { start: day(23), end: day(23) },
    ];
    expect(watch(both)).toMatchObject({
      first: { state: 'reported' },
      reported: 2,
      unreported: [{ start: day(22), end: day(22) }],
    });
  });

  it('counts what somebody marked as failed as a report of its own', () => {
    const failed: Mark = {
      as: 'failed',
      ranges: [{ start: day(21), end: day(21) }],
      at: '2026-11-22T09:00:00',
      journalId: 'j',
      who: 'Mia',
    };
    expect(watch([], [failed])).toMatchObject({ first: { state: 'failed' }, failed: 1, unreportedCount: 2 });
  });

  it('says nothing of the time before', () => {
    expect(watch([{ start: '2026-11-01', end: day(20) }])).toMatchObject({ due: 3, reported: 0 });
  });
});
