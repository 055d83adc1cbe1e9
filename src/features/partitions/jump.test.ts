import { expect, it } from 'vitest';
import { keyOfOrdinal, ordinalOf } from '../../domain/granularity.ts';
import { jumpTarget } from './jump.ts';

const days = { start: '2022-06-15', end: '2026-11-30' };

it.each([
  ['2024', '2024-01-01'],
  ['2022', '2022-06-15'],
  ['2024-03', '2024-03-01'],
  [' 2024-02-29 ', '2024-02-29'],
  ['2024-W10', '2024-03-04'],
  ['2024-Q4', '2024-10-01'],
])('%s of days leads to %s', (text, key) => {
  expect(jumpTarget(text, 'DAY', days)).toBe(ordinalOf(key, 'DAY'));
});

it.each([
  ['2021', 'outside'],
  ['2027-01', 'outside'],
  ['2023-02-29', 'unreadable'],
  ['soon', 'unreadable'],
  ['', 'unreadable'],
])('%j of days is %s', (text, problem) => {
  expect(jumpTarget(text, 'DAY', days)).toBe(problem);
});

it('leads to the period a finer name lies in, and to the day of hours', () => {
  const months = { start: '2022-06', end: '2026-11' };
  expect(keyOfOrdinal(Number(jumpTarget('2024-03-05', 'MONTH', months)), 'MONTH')).toBe('2024-03');
  const years = { start: '2002', end: '2026' };
  expect(keyOfOrdinal(Number(jumpTarget('2024-03', 'YEAR', years)), 'YEAR')).toBe('2024');
  const hours = { start: '2024-01-01T05', end: '2026-11-21T23' };
  expect(keyOfOrdinal(Number(jumpTarget('2024-03-05', 'HOUR', hours)), 'DAY')).toBe('2024-03-05');
});
