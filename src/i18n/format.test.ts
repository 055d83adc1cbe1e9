import { describe, expect, it } from 'vitest';
import { formatFor } from './format.ts';

const en = formatFor('en');
const zh = formatFor('zh');

describe('format', () => {
  it.each([
    ['2026-11-12', 'DAY', '12 Nov 2026', '2026年11月12日'],
    ['2024-02-29', 'DAY', '29 Feb 2024', '2024年2月29日'],
    ['2026-11', 'MONTH', 'Nov 2026', '2026年11月'],
    ['2026-W07', 'WEEK', '2026-W07', '2026年第7周'],
    ['2026-Q4', 'QUARTER', 'Q4 2026', '2026年第4季度'],
    ['2026', 'YEAR', '2026', '2026年'],
    ['2026-11-12T07', 'HOUR', '12 Nov 2026, 07:00', '2026年11月12日 07:00'],
    ['2026-11-12T00:00:00', null, '12 Nov 2026', '2026年11月12日'],
    ['whatever', 'DAY', 'whatever', 'whatever'],
    ['2026-11-12', 'FORTNIGHT', '12 Nov 2026', '2026年11月12日'],
  ])('partition %s of %s', (key, granularity, english, chinese) => {
    expect(en.partition(key, granularity)).toBe(english);
    expect(zh.partition(key, granularity)).toBe(chinese);
  });

  it('shows a wall time as it stands', () => {
    expect(en.wallTime('2026-03-29T02:30:05')).toBe('29 Mar 2026, 02:30:05');
    expect(zh.wallTime('2026-03-29 02:30:05')).toBe('2026年3月29日 02:30:05');
    expect(zh.series(['甲', '乙'])).toBe('甲；乙');
    expect(en.wallTime('soon')).toBe('soon');
  });

  it('shows an instant on the clock of CAN’s zone', () => {
    expect(en.instant('2026-11-21T16:30:00.000Z', 'Asia/Shanghai')).toBe('22 Nov 2026, 00:30:00');
    expect(en.instant('2026-11-21T16:30:00.000Z', 'America/Los_Angeles')).toBe('21 Nov 2026, 08:30:00');
  });

  it.each([
    [-3, 'just now', '刚刚'],
    [4.9, 'just now', '刚刚'],
    [20, '20 s ago', '20 秒前'],
    [59.9, '59 s ago', '59 秒前'],
    [60, '1 min ago', '1 分钟前'],
    [7200, '2 h ago', '2 小时前'],
    [86_400, '1 day ago', '1 天前'],
    [259_200, '3 days ago', '3 天前'],
  ])('%d seconds ago', (seconds, english, chinese) => {
    expect(en.ago(seconds)).toBe(english);
    expect(zh.ago(seconds)).toBe(chinese);
  });
});
