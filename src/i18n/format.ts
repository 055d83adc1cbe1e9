import type { GranularityWord } from '../contract/plan.ts';
import { firstDay, isGranularity, isKey } from '../domain/granularity.ts';
import { instantMs, wallMs, wallNow, wallText } from '../domain/wall-date.ts';
import type { Language } from './messages.ts';

export interface Format {
  number(value: number): string;
  /** `2026-11-12` as "12 Nov 2026". What is no day is given back as it is. */
  day(day: string): string;
  /** CAN's wall clock `2026-11-12T10:02:03` as "12 Nov 2026, 10:02:03": never shifted. */
  wallTime(wall: string): string;
  /** An instant of the gateway's, as the clock on CAN's wall showed it. */
  instant(instant: string, zone: string): string;
  /** The name of a partition in its own granularity: "12 Nov 2026", "Nov 2026", "2026-W46", … */
  partition(key: string, granularity: GranularityWord | null): string;
  /** Several dates or ranges one after the other. */
  series(texts: readonly string[]): string;
  /** "20 s ago". */
  ago(seconds: number): string;
}

const locales: Record<Language, string> = { en: 'en-GB', zh: 'zh-CN' };

/** The numbers of wall-date are read as if they were UTC, so they are shown in UTC: nothing moves. */
function utc(language: Language, options: Intl.DateTimeFormatOptions): (ms: number) => string {
  const formatter = new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', ...options });
  return (ms) => formatter.format(ms);
}

const agoUnits: Record<Language, (n: number, unit: 's' | 'min' | 'h' | 'd') => string> = {
  en: (n, unit) => (unit === 'd' ? `${n} ${n === 1 ? 'day' : 'days'} ago` : `${n} ${unit} ago`),
  zh: (n, unit) => `${n} ${{ s: '秒', min: '分钟', h: '小时', d: '天' }[unit]}前`,
};

function makeFormat(language: Language): Format {
  const numbers = new Intl.NumberFormat(locales[language]);
  const day = utc(language, { day: 'numeric', month: language === 'zh' ? 'long' : 'short', year: 'numeric' });
  const month = utc(language, { month: language === 'zh' ? 'long' : 'short', year: 'numeric' });

  const wallTime = (wall: string) => {
    const ms = wallMs(wall);
    return ms === null ? wall : `${day(ms)}${language === 'zh' ? ' ' : ', '}${wallText(ms).slice(11)}`;
  };
  const dayText = (text: string) => {
    const ms = wallMs(text);
    return ms === null ? text : day(ms);
  };

  return {
    number: (value) => numbers.format(value),
    day: dayText,
    wallTime,
    instant: (instant, zone) => {
      const ms = instantMs(instant);
      return Number.isNaN(ms) ? instant : wallTime(wallNow(zone, ms));
    },
    partition: (key, granularity) => {
      if (!isGranularity(granularity) || !isKey(key, granularity)) return dayText(key);
      switch (granularity) {
        case 'DAY':
          return dayText(key);
        case 'MONTH':
          return month(wallMs(firstDay(key, granularity)) ?? 0);
        case 'HOUR':
          return `${dayText(key.slice(0, 10))}${language === 'zh' ? ' ' : ', '}${key.slice(11)}:00`;
        case 'QUARTER':
          return language === 'zh'
            ? `${key.slice(0, 4)}年第${key.slice(6)}季度`
            : `${key.slice(5)} ${key.slice(0, 4)}`;
        case 'WEEK':
          return language === 'zh' ? `${key.slice(0, 4)}年第${Number(key.slice(6))}周` : key;
        case 'YEAR':
          return language === 'zh' ? `${key}年` : key;
      }
    },
    series: (texts) => texts.join(language === 'zh' ? '；' : '; '),
    ago: (seconds) => {
      const s = Math.max(0, Math.floor(seconds));
      if (s < 5) return language === 'zh' ? '刚刚' : 'just now';
      const say = agoUnits[language];
      if (s < 60) return say(s, 's');
      if (s < 3600) return say(Math.floor(s / 60), 'min');
      if (s < 86_400) return say(Math.floor(s / 3600), 'h');
      return say(Math.floor(s / 86_400), 'd');
    },
  };
}

/** A date as it is written here, in either language, with its time if it has one. */
export const written =
  /(\d{4}年(?:第\d+(?:周|季度)|\d{1,2}月(?:\d{1,2}日)?)?(?: \d{2}:\d{2}(?::\d{2})?)?|(?:\d{1,2} )?[A-Z][a-z]{2,8} \d{4}(?:, \d{2}:\d{2}(?::\d{2})?)?|Q\d \d{4}|\d{4}-W\d{2})/;

const made = new Map<Language, Format>();

/** Intl objects are slow to make and free to keep. */
export function formatFor(language: Language): Format {
  let format = made.get(language);
  if (format === undefined) {
    format = makeFormat(language);
    made.set(language, format);
  }
  return format;
}
