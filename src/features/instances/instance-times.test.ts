import { describe, expect, it } from 'vitest';
import type { Instance } from '../../contract/instance.ts';
import { compareTimes, statusHistory, timesAsLong, timesOf } from './instance-times.ts';

const at = (time: string) => `2026-11-21T${time}`;

const failed: Instance = {
  id: '1',
  status: 'FAILED',
  range: null,
  createdAt: null,
  startedAt: at('10:01:00'),
  endedAt: at('10:05:00'),
  sql: { original: null, formatted: null },
  log: null,
  logBytes: 0,
  runType: null,
  server: null,
  retries: null,
  statusTimes: { FAILED: at('10:05:00'), WAITING: at('10:00:00'), RUNNING: at('10:01:30') },
  planIds: [],
  tables: [],
  taskType: null,
};

describe('the times of an instance', () => {
  it('are those of its statuses, else its own, else those of the list', () => {
    expect(timesOf(failed, null)).toEqual({
      createdAt: at('10:00:00'),
      startedAt: at('10:01:30'),
      endedAt: at('10:05:00'),
    });
    const bare = { ...failed, statusTimes: {}, startedAt: null };
    const listed = { createdAt: at('09:59:00'), startedAt: at('10:00:30'), endedAt: null };
    expect(timesOf(bare, listed)).toEqual({
      createdAt: at('09:59:00'),
      startedAt: at('10:00:30'),
      endedAt: at('10:05:00'),
    });
  });

  it('are told in order', () => {
    expect(statusHistory(failed).map(({ status }) => status)).toEqual(['WAITING', 'RUNNING', 'FAILED']);
  });

  it('are compared with the median of the siblings that have ended', () => {
    const ran = (minutes: number) => ({
      createdAt: at('10:00:00'),
      startedAt: at('10:01:00'),
      endedAt: at(`10:${String(1 + minutes).padStart(2, '0')}:00`),
    });
    const running = { createdAt: at('10:00:00'), startedAt: at('10:01:00'), endedAt: null };
    const own = { createdAt: at('10:00:00'), startedAt: at('10:03:00'), endedAt: null };
    const { waiting, running: ownRun } = compareTimes(own, [ran(2), ran(9), ran(3), running], at('10:12:00'));
    expect(waiting).toEqual({ ownMs: 180_000, medianMs: 60_000, siblings: 4 });
    expect(ownRun).toEqual({ ownMs: 540_000, medianMs: 180_000, siblings: 3 });
    expect(timesAsLong(ownRun)).toBe('3.0');
    expect(timesAsLong({ ownMs: 200, medianMs: 180, siblings: 3 })).toBeNull();
    expect(timesAsLong({ ownMs: 200, medianMs: null, siblings: 0 })).toBeNull();
  });
});
