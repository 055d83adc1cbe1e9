/**
 * Days and wall-clock times as CAN speaks of them: names, not moments, never shifted through a zone (DESIGN §5).
 * The arithmetic is done on whole numbers (days since 1970-01-01), because calendars of 50,000 cells go through it.
 * This is the only file that may touch `Date` and zones.
 */

/** `yyyy-MM-dd`. */
export type Day = string;

const DAY_MS = 86_400_000;
const two = (n: number) => (n < 10 ? `0${n}` : `${n}`);

/** Days since 1970-01-01 of a day of the proleptic Gregorian calendar (years run from March, so that leap days end them). */
export function civilToDays(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function daysToCivil(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

export function yearText(year: number): string {
  if (!(year >= 1 && year <= 9999)) throw new RangeError(`The year ${year} is beyond the calendar`);
  return year >= 1000 ? `${year}` : `${year}`.padStart(4, '0');
}

/** The number formed by the digits of `text` from `from` to before `to`; NaN when one of them is no digit. */
export function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 of `yyyy-MM-dd`; NaN when the text is no real day. */
export function dayNumber(day: string): number {
  if (day.length !== 10 || day.charCodeAt(4) !== 45 || day.charCodeAt(7) !== 45) return NaN;
  const year = digits(day, 0, 4);
  const month = digits(day, 5, 7);
  const date = digits(day, 8, 10);
  if (!(year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month))) return NaN;
  return civilToDays(year, month, date);
}

export function dayOfNumber(days: number): Day {
  const { year, month, day } = daysToCivil(days);
  return `${yearText(year)}-${two(month)}-${two(day)}`;
}

function realDay(day: Day): number {
  const number = dayNumber(day);
  if (Number.isNaN(number)) throw new RangeError(`"${day}" is no day`);
  return number;
}

export function isDay(text: string): boolean {
  return !Number.isNaN(dayNumber(text));
}

export function addDays(day: Day, n: number): Day {
  return dayOfNumber(realDay(day) + n);
}

export function daysBetween(from: Day, to: Day): number {
  return realDay(to) - realDay(from);
}

/** 1 is Monday, 7 Sunday. */
export function weekday(day: Day): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const sinceMonday = realDay(day) + 3;
  return (sinceMonday - Math.floor(sinceMonday / 7) * 7 + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

const wallPattern = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?$/;

/**
 * A wall time or a day, read as if it were UTC. The number means nothing by itself; only differences between
 * two of them do. null when the text is neither, or carries a zone (CAN's times never do).
 */
export function wallMs(text: string): number | null {
  const match = wallPattern.exec(text);
  if (!match) return null;
  const days = dayNumber(match[1] ?? '');
  const hour = Number(match[2] ?? 0);
  const minute = Number(match[3] ?? 0);
  const second = Number(match[4] ?? 0);
  if (Number.isNaN(days) || hour > 23 || minute > 59 || second > 59) return null;
  const millis = Number((match[5] ?? '0').padEnd(3, '0').slice(0, 3));
  return days * DAY_MS + hour * 3_600_000 + minute * 60_000 + second * 1000 + millis;
}

/** Inverse of `wallMs`, to the second. */
export function wallText(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const seconds = Math.floor((ms - days * DAY_MS) / 1000);
  return `${dayOfNumber(days)}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs some hundred times as much as using one. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

export function isTimeZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What a clock on the wall of that zone shows, `yyyy-MM-ddTHH:mm:ss`. */
export function wallNow(zone: string, epochMs: number): string {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(epochMs)) part[type] = value;
  return `${yearText(Number(part.year))}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`;
}

export function todayIn(zone: string, epochMs: number): Day {
  return wallNow(zone, epochMs).slice(0, 10);
}

/** An instant of the gateway's own, ISO with Z. */
export function instantText(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** NaN for a text that does not say its zone: that would be read in the zone of whoever runs this. */
export function instantMs(text: string): number {
  return /T.*(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : NaN;
}
