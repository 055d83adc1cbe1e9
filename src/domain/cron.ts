/**
 * A cron expression as data, for the catalogues to word. Three spellings occur behind a Java service: 5 fields
 * (Unix), 6 with seconds in front (Spring), and 6 or 7 with a `?` (Quartz, whose weeks begin with Sunday = 1).
 */
export type Schedule =
  | { kind: 'minutes'; every: number }
  /** Every so many hours from `from` on, at that minute. */
  | { kind: 'hourly'; every: number; from: number; minute: number }
  | { kind: 'daily'; hour: number; minute: number }
  /** Monday is 1. */
  | { kind: 'weekly'; weekdays: number[]; hour: number; minute: number }
  | { kind: 'monthly'; days: (number | 'last')[]; hour: number; minute: number }
  /** Everything a short sentence can't say: shown as it is. */
  | { kind: 'other'; raw: string };

const weekdayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The values a field stands for; null when it can't be read or is out of bounds. */
function expand(
  field: string,
  min: number,
  max: number,
  names: readonly string[] = [],
  nameBase = 0,
): number[] | null {
  const values = new Set<number>();
  const read = (text: string) => {
    const named = names.indexOf(text.toUpperCase());
    if (named >= 0) return named + nameBase;
    return /^\d{1,2}$/.test(text) ? Number(text) : NaN;
  };
  for (const part of field.split(',')) {
    const match = /^(\*|[0-9a-z]+)(?:-([0-9a-z]+))?(?:\/(\d{1,2}))?$/i.exec(part);
    if (!match) return null;
    const [, first = '', last, step] = match;
    if (first === '*' && last !== undefined) return null;
    const from = first === '*' ? min : read(first);
    const to = first === '*' ? max : last !== undefined ? read(last) : step !== undefined ? max : from;
    const by = step === undefined ? 1 : Number(step);
    if (!(from >= min && to <= max && from <= to && by >= 1)) return null;
    for (let value = from; value <= to; value += by) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/** How far apart the values are when they go evenly round a cycle of that length; null when they don't. */
function evenStep(values: readonly number[], cycle: number): number | null {
  const step = cycle / values.length;
  const first = values[0] ?? 0;
  return Number.isInteger(step) && values.every((value, i) => value === first + i * step) ? step : null;
}

function daysOfMonth(field: string): (number | 'last')[] | 'any' | null {
  if (field === '*' || field === '?') return 'any';
  if (field.toUpperCase() === 'L') return ['last'];
  const days = expand(field, 1, 31);
  return days?.length === 31 ? 'any' : days;
}

function daysOfWeek(field: string, quartz: boolean): number[] | 'any' | null {
  if (field === '*' || field === '?') return 'any';
  const values = quartz ? expand(field, 1, 7, weekdayNames, 1) : expand(field, 0, 7, weekdayNames);
  if (!values) return null;
  const days = new Set(values.map((value) => (quartz ? value - 1 : value) % 7 || 7));
  return days.size === 7 ? 'any' : [...days].sort((a, b) => a - b);
}

export function describeCron(raw: string): Schedule {
  const other: Schedule = { kind: 'other', raw };
  const fields = raw.trim().split(/\s+/);
  if (fields.length < 5 || fields.length > 7) return other;
  const quartz = fields.length === 7 || fields.includes('?');
  if (fields.length === 7 && fields.pop() !== '*') return other;
  // Seconds are of no interest, as long as there is one run a minute.
  if (fields.length === 6 && !/^\d{1,2}$/.test(fields.shift() ?? '')) return other;
  const [minuteField = '', hourField = '', dayField = '', monthField = '', weekField = ''] = fields;

  const minutes = expand(minuteField, 0, 59);
  const hours = expand(hourField, 0, 23);
  const days = daysOfMonth(dayField);
  const weekdays = daysOfWeek(weekField, quartz);
  const months = expand(monthField, 1, 12);
  if (!minutes || !hours || !days || !weekdays || months?.length !== 12) return other;

  const [minute = 0] = minutes;
  const [hour = 0] = hours;
  if (minutes.length > 1) {
    const every = evenStep(minutes, 60);
    const always = hours.length === 24 && days === 'any' && weekdays === 'any';
    return always && every !== null ? { kind: 'minutes', every } : other;
  }
  if (hours.length > 1) {
    const every = evenStep(hours, 24);
    const everyDay = days === 'any' && weekdays === 'any';
    return everyDay && every !== null ? { kind: 'hourly', every, from: hour, minute } : other;
  }
  if (days === 'any') {
    return weekdays === 'any' ? { kind: 'daily', hour, minute } : { kind: 'weekly', weekdays, hour, minute };
  }
  // Both named: Unix runs when either fits, which no short sentence says well.
  return weekdays === 'any' ? { kind: 'monthly', days, hour, minute } : other;
}
