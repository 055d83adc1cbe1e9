import type { FreshnessState } from '../contract/freshness.ts';
import type { Granularity, GranularityWord, PlanKind, PlanKindWord } from '../contract/plan.ts';
import { useMessages } from './language.tsx';
import { defineMessages } from './messages.ts';

/** The words of DESIGN §5, one for each thing, used on every page. */
const words = defineMessages(
  {
    kinds: { ACCELERATE: 'Acceleration', RESULT: 'Result', EXTERNAL: 'External' } satisfies Record<
      PlanKind,
      string
    >,
    granularities: {
      HOUR: 'Hour',
      DAY: 'Day',
      WEEK: 'Week',
      MONTH: 'Month',
      QUARTER: 'Quarter',
      YEAR: 'Year',
    } satisfies Record<Granularity, string>,
    freshness: {
      fresh: 'Up to date',
      behind: 'Behind',
      'not-ready': 'Not ready',
      unknown: 'Unknown',
    } satisfies Record<FreshnessState, string>,
    periods: {
      HOUR: (n: number) => (n === 1 ? '1 hour' : `${n} hours`),
      DAY: (n: number) => (n === 1 ? '1 day' : `${n} days`),
      WEEK: (n: number) => (n === 1 ? '1 week' : `${n} weeks`),
      MONTH: (n: number) => (n === 1 ? '1 month' : `${n} months`),
      QUARTER: (n: number) => (n === 1 ? '1 quarter' : `${n} quarters`),
      YEAR: (n: number) => (n === 1 ? '1 year' : `${n} years`),
    } satisfies Record<Granularity, (n: number) => string>,
    periodsOther: (n: number) => (n === 1 ? '1 period' : `${n} periods`),
  },
  {
    kinds: { ACCELERATE: '加速', RESULT: '结果', EXTERNAL: '外部' },
    granularities: { HOUR: '小时', DAY: '天', WEEK: '周', MONTH: '月', QUARTER: '季度', YEAR: '年' },
    freshness: { fresh: '已是最新', behind: '落后', 'not-ready': '未就绪', unknown: '未知' },
    periods: {
      HOUR: (n) => `${n} 小时`,
      DAY: (n) => `${n} 天`,
      WEEK: (n) => `${n} 周`,
      MONTH: (n) => `${n} 个月`,
      QUARTER: (n) => `${n} 个季度`,
      YEAR: (n) => `${n} 年`,
    },
    periodsOther: (n) => `${n} 个周期`,
  },
);

function has<T extends object>(table: T, word: string): word is string & keyof T {
  return Object.hasOwn(table, word);
}

/** A word of CAN's that we do not know is shown as it is. */
export function useWords() {
  const { kinds, granularities, freshness, periods, periodsOther } = useMessages(words);
  return {
    kind: (word: PlanKindWord): string => (has(kinds, word) ? kinds[word] : word),
    granularity: (word: GranularityWord): string => (has(granularities, word) ? granularities[word] : word),
    freshness: (state: FreshnessState): string => freshness[state],
    /** "3 days". */
    periods: (n: number, granularity: GranularityWord | null): string =>
      granularity !== null && has(periods, granularity) ? periods[granularity](n) : periodsOther(n),
  };
}
