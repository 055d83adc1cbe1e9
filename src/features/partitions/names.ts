import type { Granularity } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { isKey } from '../../domain/granularity.ts';
import { wallMs } from '../../domain/wall-date.ts';
import { useLanguage } from '../../i18n/language.tsx';
import type { Language } from '../../i18n/messages.ts';
import { namesMessages } from './names-messages.ts';

export interface Names {
  /** "5 March 2024", "March 2024", "week 10 of 2024", … */
  partition: (key: string, g: Granularity) => string;
  /** "5 March 2024 to 9 April 2024", or the one partition. */
  range: (range: Range, g: Granularity) => string;
  /** What a cell is called: as its partition, but in the words that stand in it (WCAG 2.5.3). */
  cell: (key: string, g: Granularity) => string;
  /** "Mar". */
  shortMonth: (key: string) => string;
  /** Monday first, one letter each. */
  weekdays: readonly string[];
  decade: (key: string) => string;
}

/** Numbers of wall-date are read as if they were UTC, so they are shown in UTC: nothing moves. */
function utc(locale: string, options: Intl.DateTimeFormatOptions): (day: string) => string {
  const formatter = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  return (day) => formatter.format(wallMs(day) ?? 0);
}

const dayOfMonth = (i: number) => `2024-${String(i + 1).padStart(2, '0')}-01`;

function makeNames(language: Language): Names {
  const say = namesMessages[language];
  const months = (month: 'long' | 'short') => {
    const name = utc(say.locale, { month });
    return Array.from({ length: 12 }, (_month, i) => name(dayOfMonth(i)));
  };
  // The long form of Chinese spells months in words, which no date does.
  const long = months(say.monthForm === 'short' ? 'short' : 'long');
  const short = months('short');
  const letter = utc(say.locale, { weekday: 'narrow' });
  const month = (key: string) => say.month(key.slice(0, 4), long[Number(key.slice(5, 7)) - 1] ?? '');
  const day = (key: string) => say.day(Number(key.slice(8, 10)), month(key));

  const partition = (key: string, g: Granularity): string => {
    if (!isKey(key, g)) return key;
    const year = key.slice(0, 4);
    switch (g) {
      case 'HOUR':
        return say.hour(day(key), key.slice(11));
      case 'DAY':
        return day(key);
      case 'WEEK':
        return say.week(year, Number(key.slice(6)));
      case 'MONTH':
        return month(key);
      case 'QUARTER':
        return say.quarter(year, key.slice(6));
      case 'YEAR':
        return say.year(year);
    }
  };

  return {
    partition,
    range: ({ start, end }, g) =>
      start === end ? partition(start, g) : say.to(partition(start, g), partition(end, g)),
    cell: (key, g) =>
      g === 'MONTH'
        ? say.month(key.slice(0, 4), short[Number(key.slice(5, 7)) - 1] ?? '')
        : partition(key, g),
    shortMonth: (key) => short[Number(key.slice(5, 7)) - 1] ?? key,
    // 1 January 2024 was a Monday.
    weekdays: Array.from({ length: 7 }, (_day, i) => letter(`2024-01-0${i + 1}`)),
    decade: say.decade,
  };
}

const made = new Map<Language, Names>();

/** Intl objects are slow to make and free to keep. */
export function namesIn(language: Language): Names {
  let names = made.get(language);
  if (names === undefined) {
    names = makeNames(language);
    made.set(language, names);
  }
  return names;
}

export function useNames(): Names {
  return namesIn(useLanguage().language);
}
