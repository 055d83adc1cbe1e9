/**
 * Readers of single wire fields. CAN leaves fields out, sends null, numbers as text and text as numbers
 * (CAN_API.md, lies 5 and 7): each reader answers null for what is not there, and none throws.
 */
export type Fields = Record<string, unknown>;

export function record(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text or a number as text; blank is null. The text itself is kept as it came, blanks around it included. */
export function text(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** Ids are compared as strings; blanks around one are no part of it. */
export function idText(value: unknown): string | null {
  return text(value)?.trim() ?? null;
}

export function integer(value: unknown): number | null {
  const number = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** true, "true", false, "false" (CAN_API.md, lie 3); anything else is null. */
export function flag(value: unknown): boolean | null {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (word === true || word === 'true') return true;
  if (word === false || word === 'false') return false;
  return null;
}

const wallTimePattern = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}))?.*)?$/;

/** `yyyy-MM-ddTHH:mm:ss` from either separator. Never shifted; a spelling we do not know is passed on as it is. */
export function wallTime(value: unknown): string | null {
  const given = text(value)?.trim();
  if (given === undefined) return null;
  const match = wallTimePattern.exec(given);
  return match ? `${match[1]}T${match[2] ?? '00:00'}:${match[3] ?? '00'}` : given;
}

/** The day that a wall time or a day lies in. */
export function dayOf(value: unknown): string | null {
  return wallTime(value)?.split('T')[0] ?? null;
}

/** A known word in CAN's capitals, whatever case it came in; an unknown one as it is. */
export function word<T extends string>(value: unknown, known: readonly T[]): T | string | null {
  const given = text(value)?.trim();
  if (given === undefined) return null;
  return known.find((each) => each === given.toUpperCase()) ?? given;
}

/** Everything of `fields` but `known`; keys such as `__proto__` stay plain keys. */
export function without(fields: Fields, known: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !known.includes(key)));
}
