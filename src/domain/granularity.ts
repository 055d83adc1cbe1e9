import { granularities, type Granularity } from '../contract/plan.ts';
import {
  civilToDays,
  dayNumber,
  dayOfNumber,
  daysToCivil,
  digits,
  wallMs,
  wallText,
  yearText,
  type Day,
} from './wall-date.ts';

/**
 * A partition's key is the name of its period: `2026-11-21T13`, `2026-11-21`, `2026-W47`, `2026-11`, `2026-Q4`,
 * `2026`. Keys of one granularity sort as text. Each also has an ordinal, a whole number whose neighbours are the
 * neighbouring periods: everything that counts, shifts or joins is arithmetic on ordinals.
 */

const two = (n: number) => (n < 10 ? `0${n}` : `${n}`);

export function isGranularity(word: string | null): word is Granularity {
  return (granularities as readonly (string | null)[]).includes(word);
}

/** 1970-01-01 was a Thursday: week 0 is the one it lies in. */
const weekOfDay = (days: number) => Math.floor((days + 3) / 7);
const mondayOf = (week: number) => week * 7 - 3;

/** ISO 8601: a week belongs to the year in which its Thursday lies. */
function isoWeek(week: number): { year: number; week: number } {
  const { year } = daysToCivil(mondayOf(week) + 3);
  return { year, week: week - weekOfDay(civilToDays(year, 1, 4)) + 1 };
}

/** NaN when the text is not the canonical key of a real period. */
function parseKey(key: string, g: Granularity): number {
  switch (g) {
    case 'DAY':
      return dayNumber(key);
    case 'HOUR': {
      const hour = digits(key, 11, 13);
      return key.length === 13 && key[10] === 'T' && hour < 24
        ? dayNumber(key.slice(0, 10)) * 24 + hour
        : NaN;
    }
    case 'WEEK': {
      const year = digits(key, 0, 4);
      const week = digits(key, 6, 8);
      if (key.length !== 8 || key[4] !== '-' || key[5] !== 'W' || !(year >= 1 && week >= 1 && week <= 53))
        return NaN;
      const ordinal = weekOfDay(civilToDays(year, 1, 4)) + week - 1;
      return isoWeek(ordinal).year === year ? ordinal : NaN;
    }
    case 'MONTH': {
      const year = digits(key, 0, 4);
      const month = digits(key, 5, 7);
      const real = key.length === 7 && key[4] === '-' && year >= 1 && month >= 1 && month <= 12;
      return real ? year * 12 + month - 1 : NaN;
    }
    case 'QUARTER': {
      const year = digits(key, 0, 4);
      const quarter = digits(key, 6, 7);
      const real =
        key.length === 7 && key[4] === '-' && key[5] === 'Q' && year >= 1 && quarter >= 1 && quarter <= 4;
      return real ? year * 4 + quarter - 1 : NaN;
    }
    case 'YEAR': {
      const year = digits(key, 0, 4);
      return key.length === 4 && year >= 1 ? year : NaN;
    }
  }
}

export function ordinalOf(key: string, g: Granularity): number {
  const ordinal = parseKey(key, g);
  if (Number.isNaN(ordinal)) throw new RangeError(`"${key}" is no ${g}`);
  return ordinal;
}

export function keyOfOrdinal(ordinal: number, g: Granularity): string {
  switch (g) {
    case 'DAY':
      return dayOfNumber(ordinal);
    case 'HOUR': {
      const day = Math.floor(ordinal / 24);
      return `${dayOfNumber(day)}T${two(ordinal - day * 24)}`;
    }
    case 'WEEK': {
      const { year, week } = isoWeek(ordinal);
      return `${yearText(year)}-W${two(week)}`;
    }
    case 'MONTH': {
      const year = Math.floor(ordinal / 12);
      return `${yearText(year)}-${two(ordinal - year * 12 + 1)}`;
    }
    case 'QUARTER': {
      const year = Math.floor(ordinal / 4);
      return `${yearText(year)}-Q${ordinal - year * 4 + 1}`;
    }
    case 'YEAR':
      return yearText(ordinal);
  }
}

/** Canonical, and a real period. */
export function isKey(text: string, g: Granularity): boolean {
  return !Number.isNaN(parseKey(text, g));
}

/** The first day of a period as a day number; for an hour, its day. */
function firstDayNumber(ordinal: number, g: Granularity): number {
  switch (g) {
    case 'DAY':
      return ordinal;
    case 'HOUR':
      return Math.floor(ordinal / 24);
    case 'WEEK':
      return mondayOf(ordinal);
    case 'MONTH':
      return civilToDays(Math.floor(ordinal / 12), (ordinal % 12) + 1, 1);
    case 'QUARTER':
      return civilToDays(Math.floor(ordinal / 4), (ordinal % 4) * 3 + 1, 1);
    case 'YEAR':
      return civilToDays(ordinal, 1, 1);
  }
}

function ordinalAt(ms: number, g: Granularity): number {
  if (g === 'HOUR') return Math.floor(ms / 3_600_000);
  const days = Math.floor(ms / 86_400_000);
  switch (g) {
    case 'DAY':
      return days;
    case 'WEEK':
      return weekOfDay(days);
    case 'MONTH':
    case 'QUARTER':
    case 'YEAR': {
      const { year, month } = daysToCivil(days);
      if (g === 'YEAR') return year;
      return g === 'MONTH' ? year * 12 + month - 1 : year * 4 + Math.floor((month - 1) / 3);
    }
  }
}

/** The period in which a wall time or a day lies. */
export function keyAt(wall: string, g: Granularity): string {
  const ms = wallMs(wall);
  if (ms === null) throw new RangeError(`"${wall}" is no wall time`);
  return keyOfOrdinal(ordinalAt(ms, g), g);
}

/**
 * The canonical key of any spelling CAN uses for a period: its own, or the wall time (for DAY and coarser also
 * the day) at which it starts. A time inside a period names no period: null, so that a day of a MONTH plan is never
 * silently widened to its month.
 */
export function keyOf(text: string, g: Granularity): string | null {
  const trimmed = text.trim();
  if (isKey(trimmed, g)) return trimmed;
  if (g === 'HOUR' && /^\d{4}-\d\d-\d\d$/.test(trimmed)) return null;
  const ms = wallMs(g === 'HOUR' && trimmed.length === 13 ? `${trimmed}:00` : trimmed);
  if (ms === null) return null;
  const ordinal = ordinalAt(ms, g);
  const start = g === 'HOUR' ? ordinal * 3_600_000 : firstDayNumber(ordinal, g) * 86_400_000;
  return start === ms ? keyOfOrdinal(ordinal, g) : null;
}

export function shiftKey(key: string, n: number, g: Granularity): string {
  return keyOfOrdinal(ordinalOf(key, g) + n, g);
}

/** In periods: how far `to` lies after `from`. */
export function keyDistance(from: string, to: string, g: Granularity): number {
  return ordinalOf(to, g) - ordinalOf(from, g);
}

export function firstDay(key: string, g: Granularity): Day {
  return dayOfNumber(firstDayNumber(ordinalOf(key, g), g));
}

export function lastDay(key: string, g: Granularity): Day {
  const ordinal = ordinalOf(key, g);
  return dayOfNumber(g === 'HOUR' ? firstDayNumber(ordinal, g) : firstDayNumber(ordinal + 1, g) - 1);
}

/** The start of the period as CAN spells it in a range. */
export function startWall(key: string, g: Granularity): string {
  if (g === 'HOUR') return wallText(ordinalOf(key, g) * 3_600_000);
  return `${firstDay(key, g)}T00:00:00`;
}

/** The newest period that should exist: the present one shifted by the plan's `updateUpperInterval` (DESIGN §5). */
export function expectedKey(wallNow: string, g: Granularity, offset: number): string {
  return shiftKey(keyAt(wallNow, g), offset, g);
}
