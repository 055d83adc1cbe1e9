import { expect, it } from 'vitest';
import { bare, wireText } from './wire-out.ts';

it('writes ids beyond 2^53 as bare numbers, to the last digit', () => {
  expect(wireText({ id: bare('9007199254740993'), list: [bare('12876560')], name: '名字 "1"' })).toBe(
    '{"id":9007199254740993,"list":[12876560],"name":"名字 \\"1\\""}',
  );
});
