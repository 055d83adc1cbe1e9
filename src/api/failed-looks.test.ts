import { expect, it } from 'vitest';
import { failedLooks } from './failed-looks.ts';

it('counts failures in a row, and starts anew after each answer', () => {
  const query = { state: { dataUpdateCount: 0, errorUpdateCount: 1 } };
  expect(failedLooks(query)).toBe(1);
  query.state = { dataUpdateCount: 0, errorUpdateCount: 2 };
  expect(failedLooks(query)).toBe(2);
  query.state = { dataUpdateCount: 1, errorUpdateCount: 2 };
  expect(failedLooks(query)).toBe(0);
  query.state = { dataUpdateCount: 1, errorUpdateCount: 4 };
  expect(failedLooks(query)).toBe(2);
  query.state = { dataUpdateCount: 2, errorUpdateCount: 4 };
  expect(failedLooks(query)).toBe(0);
});
