import type { Context } from 'hono';
import { checkedId } from '../http/params.ts';
import { ProblemError } from '../problem-error.ts';

export function invalidQuery(detail: string): ProblemError {
  return new ProblemError('invalid', 'The query of the address is not usable.', { detail });
}

/** One of a closed set of words. */
export function queryWord<T extends string>(c: Context, field: string, words: readonly T[]): T | undefined {
  const given = c.req.query(field);
  if (given === undefined || given === '') return undefined;
  const word = words.find((each) => each === given);
  if (word === undefined) throw invalidQuery(`${field}: expected one of ${words.join(', ')}`);
  return word;
}

export function queryId(c: Context, field: string): string | undefined {
  const given = c.req.query(field);
  return given === undefined || given === '' ? undefined : checkedId(field, given);
}

export function queryCount(c: Context, field: string, most: number): number | undefined {
  const given = c.req.query(field);
  if (given === undefined || given === '') return undefined;
  const count = /^\d{1,6}$/.test(given) ? Number(given) : NaN;
  if (!(count >= 1 && count <= most))
    throw invalidQuery(`${field}: expected a whole number from 1 to ${most}`);
  return count;
}
