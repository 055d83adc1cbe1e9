import { expect, it } from 'vitest';
import { namesIn } from './names.ts';

it.each([
  ['DAY', '2024-03-05', '5 March 2024', '2024年3月5日'],
  ['DAY', '2024-02-29', '29 February 2024', '2024年2月29日'],
  ['HOUR', '2024-12-31T07', '31 December 2024, 07:00', '2024年12月31日 07:00'],
  ['WEEK', '2020-W53', 'week 53 of 2020', '2020年第53周'],
  ['MONTH', '2024-01', 'January 2024', '2024年1月'],
  ['QUARTER', '2024-Q4', 'Q4 2024', '2024年第4季度'],
  ['YEAR', '2024', '2024', '2024年'],
  ['DAY', '2024-02-30', '2024-02-30', '2024-02-30'],
] as const)('%s %s', (g, key, english, chinese) => {
  expect(namesIn('en').partition(key, g)).toBe(english);
  expect(namesIn('zh').partition(key, g)).toBe(chinese);
});

it('names ranges, months and weekdays', () => {
  const range = { start: '2024-03-05', end: '2024-04-09' };
  expect(namesIn('en').range(range, 'DAY')).toBe('5 March 2024 to 9 April 2024');
  expect(namesIn('zh').range(range, 'DAY')).toBe('2024年3月5日至2024年4月9日');
  expect(namesIn('en').range({ start: '2024-03', end: '2024-03' }, 'MONTH')).toBe('March 2024');
  expect(namesIn('en').shortMonth('2024-03')).toBe('Mar');
  expect(namesIn('en').cell('2024-03', 'MONTH')).toBe('Mar 2024');
  expect(namesIn('en').cell('2024-03-05', 'DAY')).toBe('5 March 2024');
  expect(namesIn('en').weekdays).toEqual(['M', 'T', 'W', 'T', 'F', 'S', 'S']);
  expect(namesIn('zh').weekdays).toEqual(['一', '二', '三', '四', '五', '六', '日']);
});
