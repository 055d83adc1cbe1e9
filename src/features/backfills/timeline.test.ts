import { describe, expect, it } from 'vitest';
import type { InstanceListItem } from '../../contract/instance.ts';
import { wallText } from '../../domain/wall-date.ts';
import { laneOf, ticksOf, timeAxis } from './timeline.ts';

function one(
  status: string,
  created: string,
  started: string | null,
  ended: string | null,
): InstanceListItem {
  const at = (time: string) => `2026-11-21T${time}:00`;
  return {
    id: '1',
    task: 1,
    status,
    range: null,
    createdAt: at(created),
    startedAt: started && at(started),
    endedAt: ended && at(ended),
    resourceGroup: null,
    priority: null,
  };
}

const now = '2026-11-21T11:00:00';

describe('the timeline', () => {
  const done = one('SUCCESS', '10:00', '10:15', '10:30');
  const running = one('RUNNING', '10:00', '10:45', null);
  const waiting = one('WAITING', '10:30', null, null);

  it('reaches to now only while something is under way', () => {
    expect(wallText(timeAxis([done], now)?.to ?? 0)).toBe('2026-11-21T10:30:00');
    expect(wallText(timeAxis([done, waiting], now)?.to ?? 0)).toBe(now);
    expect(timeAxis([], now)).toBeNull();
  });

  it('tells waiting and running apart', () => {
    const axis = timeAxis([done, running, waiting], now);
    if (!axis) throw new Error('there is something to show');
    expect(laneOf(done, axis, now)).toEqual({
      waiting: { left: 0, width: 25 },
      running: { left: 25, width: 25 },
    });
    expect(laneOf(running, axis, now)).toEqual({
      waiting: { left: 0, width: 75 },
      running: { left: 75, width: 25 },
    });
    expect(laneOf(waiting, axis, now)).toEqual({ waiting: { left: 50, width: 50 }, running: null });
  });

  it('draws nothing it does not know', () => {
    const axis = { from: 0, to: 1000 };
    const ended = one('FAILED', '10:00', null, null);
    expect(laneOf(ended, axis, now)).toEqual({ waiting: null, running: null });
  });

  it.each([
    ['10:00', '10:04', ['10:00', '10:01', '10:02', '10:03', '10:04']],
    ['10:02', '12:10', ['10:30', '11:00', '11:30', '12:00']],
  ])('marks round times from %s to %s', (from, to, expected) => {
    const axis = timeAxis([one('SUCCESS', from, from, to)], now);
    if (!axis) throw new Error('there is something to show');
    expect(ticksOf(axis, 6).map((tick) => wallText(tick).slice(11, 16))).toEqual(expected);
  });
});
