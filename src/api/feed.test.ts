import { describe, expect, it } from 'vitest';
import { addOlder, layNewest, type Feed } from './feed.ts';

const asOf = '2026-11-21T10:00:00.000Z';
const page = (ids: string, cursor?: string): Feed<{ id: string }> => ({
  rows: [...ids].map((id) => ({ id })),
  cursor,
  asOf,
});
const ids = ({ rows }: Feed<{ id: string }>) => rows.map(({ id }) => id).join('');

describe('a list that grows on top', () => {
  const two = addOlder(page('54', '4'), page('32', '2'));

  it('grows downwards, each row once', () => {
    expect(ids(two)).toBe('5432');
    expect(two.cursor).toBe('2');
    expect(ids(addOlder(two, page('21')))).toBe('54321');
  });

  it('takes what is new on top and keeps what was loaded below', () => {
    const next = layNewest(two, page('65', '5'));
    expect(ids(next)).toBe('65432');
    expect(next.cursor).toBe('2');
  });

  it('drops what has left the newest page', () => {
    expect(ids(layNewest(two, page('53', '3')))).toBe('532');
  });

  it('starts anew rather than with a hole, and when the newest page is all there is', () => {
    expect(layNewest(two, page('98', '8'))).toEqual(page('98', '8'));
    expect(layNewest(two, page('5'))).toEqual(page('5'));
    expect(layNewest(undefined, page('5', '5'))).toEqual(page('5', '5'));
  });
});
