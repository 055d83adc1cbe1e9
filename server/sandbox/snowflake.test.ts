import { expect, it } from 'vitest';
import { readSnowflake, snowflake } from './snowflake.ts';

it('reads back when an id was made and its number', () => {
  const id = snowflake(Date.UTC(2026, 10, 21), 3649);
  expect(id).toMatch(/^\d{19}$/);
  expect(BigInt(id)).toBeGreaterThan(2n ** 53n);
  expect(readSnowflake(id)).toEqual({ instant: Date.UTC(2026, 10, 21), sequence: 3649 });
});

it.each(['', '12876560', 'abc', '-2124004879365046272', '21240048793650462720'])('is no id: %j', (text) => {
  expect(readSnowflake(text)).toBeNull();
});
