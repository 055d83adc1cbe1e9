import { describe, expect, it } from 'vitest';
import { readDays, withDay } from './days-text.ts';

const today = '2026-11-21';

describe('days as text', () => {
  it.each([
    ['2026-11-20', ['2026-11-20']],
    ['2026-11-18..2026-11-19, 2026-11-15', ['2026-11-15', '2026-11-18', '2026-11-19']],
    ['2026-11-18, 2026-11-18', ['2026-11-18']],
    ['last 2', ['2026-11-20', '2026-11-21']],
    ['2026-02-28..2026-03-01', ['2026-02-28', '2026-03-01']],
  ])('%s', (text, days) => expect(readDays(text, today)).toEqual({ days, problem: null, future: false }));

  it.each([
    ['', { is: 'none' }],
    ['missing', { is: 'none' }],
    ['2026-02-30', { is: 'unreadable', token: '2026-02-30' }],
    ['soon', { is: 'unreadable', token: 'soon' }],
    ['2026-11-20..2026-11-18', { is: 'reversed', token: '2026-11-20..2026-11-18' }],
    ['2026', { is: 'too-many', count: 365 }],
  ])('%j is no list of days', (text, problem) => {
    expect(readDays(text, today)).toEqual({ days: [], problem, future: false });
  });

  it('notices a day that has not come yet', () => {
    expect(readDays('2026-11-22', today)).toMatchObject({ days: ['2026-11-22'], future: true });
  });

  it.each([
    ['', '2026-11-20', '2026-11-20'],
    ['2026-11-18', '2026-11-20', '2026-11-18, 2026-11-20'],
    ['2026-11-18, ', '2026-11-20', '2026-11-18, 2026-11-20'],
    ['2026-11-18', '', '2026-11-18'],
  ])('%j and the day %j make %j', (text, day, both) => expect(withDay(text, day)).toBe(both));
});
