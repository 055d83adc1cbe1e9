import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../domain/partition-history.ts';
import { querySentence, stateSentence } from './coverage-words.ts';
import { planPageMessages } from './plan-page-messages.ts';

const saying = (language: 'en' | 'zh') => ({
  messages: planPageMessages[language],
  granularity: 'DAY' as const,
  period: (key: string) => key.slice(5),
  units: (n: number) => (language === 'zh' ? `${n} 天` : n === 1 ? '1 day' : `${n} days`),
});

const days = (start: string, end: string) => ({ start: `2026-11-${start}`, end: `2026-11-${end}` });
const coverage = (...ranges: { start: string; end: string }[]) => coverageOf(ranges, '2026-11-20', 'DAY');

describe('how complete a plan is', () => {
  it.each([
    ['nothing', coverage(), 'Nothing is materialised yet.'],
    ['all', coverage(days('01', '20')), 'Complete up to 11-20, the newest expected by now.'],
    ['more than expected', coverage(days('01', '21')), 'Complete up to 11-21, the newest expected by now.'],
    [
      'the last eight missing',
      coverage(days('01', '12')),
      'Complete up to 11-12; 8 days expected since then are missing.',
    ],
    [
      'the last one missing',
      coverage(days('01', '19')),
      'Complete up to 11-19; 1 day expected since then is missing.',
    ],
    [
      'old gaps',
      coverage(days('01', '03'), days('06', '20')),
      'Complete up to 11-20, the newest expected by now, but for 2 days further back.',
    ],
    [
      'old gaps and the last ones missing',
      coverage(days('01', '03'), days('05', '18')),
      'Complete up to 11-18, but for 1 day further back; 2 days expected since then are missing.',
    ],
  ])('%s', (_case, is, sentence) => {
    expect(stateSentence(is, saying('en'))).toBe(sentence);
  });

  it('is said in Chinese', () => {
    expect(stateSentence(coverage(days('01', '12')), saying('zh'))).toBe(
      '数据完整至 11-12；此后应有的数据中缺少 8 天。',
    );
  });
});

describe('what a query gets', () => {
  it.each([
    ['nothing', coverage(), planPageMessages.en.query.none],
    [
      'all',
      coverage(days('01', '20')),
      'Queries from 11-01 to 11-20 hit the fast table; before and after that they fall back to the source tables.',
    ],
    [
      'one day',
      coverage(days('20', '20')),
      'Queries for 11-20 hit the fast table; everything else falls back to the source tables.',
    ],
    [
      'the last eight missing',
      coverage(days('01', '12')),
      'Queries from 11-01 to 11-12 hit the fast table; for 11-13 to 11-20, and everything else, they fall back to the source tables.',
    ],
    [
      'two gaps, and the last missing',
      coverage(days('01', '03'), days('05', '08'), days('11', '19')),
      'Queries hit the fast table from 11-01 to 11-19, but fall back to the source tables for 11-04 and 11-09 to 11-10, and for everything before and after.',
    ],
    [
      'many gaps',
      coverage(days('01', '01'), days('03', '03'), days('05', '05'), days('07', '07'), days('10', '20')),
      'Queries hit the fast table from 11-01 to 11-20, but fall back to the source tables for 11-02, 11-04, 11-06 and 1 more range (5 days in all), and for everything before and after.',
    ],
  ])('%s', (_case, is, sentence) => {
    expect(querySentence(is, saying('en'))).toBe(sentence);
  });
});
