import {
  civilToDays,
  dayOfNumber,
  daysToCivil,
  wallMs,
  wallText,
  type Day,
} from '../../src/domain/wall-date.ts';

export type Granularity = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

/**
 * Periods of a granularity, counted from 1970: hour 0, day 0, the week of Monday 5 January, month 0, … Whole
 * numbers make a ten year history an interval instead of 3,700 texts. Times are wall milliseconds (`wallMs`).
 */
export type Period = number;

/** Inclusive at both ends. */
export interface Periods {
  from: Period;
  to: Period;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4;

export function periodAt(wall: number, granularity: Granularity): Period {
  if (granularity === 'HOUR') return Math.floor(wall / HOUR_MS);
  const day = Math.floor(wall / DAY_MS);
  if (granularity === 'DAY') return day;
  if (granularity === 'WEEK') return Math.floor((day - FIRST_MONDAY) / 7);
  const { year, month } = daysToCivil(day);
  if (granularity === 'MONTH') return (year - 1970) * 12 + month - 1;
  if (granularity === 'QUARTER') return (year - 1970) * 4 + Math.floor((month - 1) / 3);
  return year - 1970;
}

function startDay(period: Period, granularity: Exclude<Granularity, 'HOUR'>): number {
  if (granularity === 'DAY') return period;
  if (granularity === 'WEEK') return period * 7 + FIRST_MONDAY;
  const months = granularity === 'MONTH' ? period : granularity === 'QUARTER' ? period * 3 : period * 12;
  const year = Math.floor(months / 12);
  return civilToDays(1970 + year, months - year * 12 + 1, 1);
}

/** Wall milliseconds at which the period begins. */
export function startOf(period: Period, granularity: Granularity): number {
  return granularity === 'HOUR' ? period * HOUR_MS : startDay(period, granularity) * DAY_MS;
}

export function firstDayOf(period: Period, granularity: Granularity): Day {
  return dayOfNumber(Math.floor(startOf(period, granularity) / DAY_MS));
}

export function lastDayOf(period: Period, granularity: Granularity): Day {
  return dayOfNumber(Math.floor((startOf(period + 1, granularity) - 1) / DAY_MS));
}

/** How CAN spells a partition's value. Which of its two spellings a month has depends on the plan (CAN_API, Partitions). */
export function valueOf(period: Period, granularity: Granularity, shortMonth: boolean): string {
  if (granularity === 'HOUR') return wallText(period * HOUR_MS).replace('T', ' ');
  const day = firstDayOf(period, granularity);
  return granularity === 'MONTH' && shortMonth ? day.slice(0, 7) : day;
}

/** The period a wall time or day lies in; null when the text is neither. */
export function periodOf(text: unknown, granularity: Granularity): Period | null {
  const wall = typeof text === 'string' ? wallMs(text) : null;
  return wall === null ? null : periodAt(wall, granularity);
}
