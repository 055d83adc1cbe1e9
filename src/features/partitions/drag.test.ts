import { expect, it } from 'vitest';
import { scrollStep } from './drag.ts';

it.each([
  [300, 0],
  [129, 0],
  [100, -14],
  [0, -22],
  [571, 0],
  [573, 1],
  [600, 14],
  [900, 22],
])('with the pointer at %d of 100 to 600 it scrolls by %d', (y, step) => {
  expect(scrollStep(y, 100, 600) + 0).toBe(step);
});
