import { expect, it } from 'vitest';
import { lastPeriods, thisPeriod } from './presets.ts';

it('counts back from the newest expected one', () => {
  expect(lastPeriods(7, '2024-03-03', 'DAY')).toEqual({ start: '2024-02-26', end: '2024-03-03' });
  expect(lastPeriods(30, '2024-03-01T05', 'HOUR')).toEqual({ start: '2024-02-29T00', end: '2024-03-01T05' });
  expect(lastPeriods(1, '2024', 'YEAR')).toEqual({ start: '2024', end: '2024' });
});

it.each([
  ['2024-03-04', '2024-03-03', 'DAY', { start: '2024-03-01', end: '2024-03-03' }],
  ['2024-03-01', '2024-02-29', 'DAY', null],
  ['2024-03-04', '2024-03-04T09', 'HOUR', { start: '2024-03-01T00', end: '2024-03-04T09' }],
  ['2024-03-04', '2024-02', 'MONTH', { start: '2024-01', end: '2024-02' }],
  ['2024-01-04', '2023-12', 'MONTH', null],
  ['2026-12-31', '2026-W52', 'WEEK', { start: '2026-W01', end: '2026-W52' }],
] as const)('on %s with %s expected', (today, expected, g, range) => {
  expect(thisPeriod(today, expected, g)).toEqual(range);
});
