import { expect, it } from 'vitest';
import { lookText, readLook } from './plan-columns.ts';

it.each([
  [null, 'comfortable', 9],
  ['compact plan state', 'compact', 2],
  ['compact', 'compact', 2],
  ['roomy id nonsense behind', 'comfortable', 4],
  ['', 'comfortable', 2],
])('%j is read as %s with %i columns', (kept, density, count) => {
  const look = readLook(kept);
  expect([look.density, look.columns.length]).toEqual([density, count]);
  expect(look.columns.slice(0, 2)).toEqual(['plan', 'state']);
  expect(readLook(lookText(look))).toEqual(look);
});
