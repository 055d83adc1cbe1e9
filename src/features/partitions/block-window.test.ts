import { expect, it } from 'vitest';
import { nextDrawn } from './block-window.ts';

const sorted = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b);

it('draws two more a step, the nearest to the middle first, until all that is wanted is there', () => {
  const window = { wanted: { first: 4, last: 8 }, middle: 7 };
  const steps: number[][] = [];
  let drawn: ReadonlySet<number> = new Set([20]);
  for (let next = nextDrawn(drawn, window, 20); next !== drawn; next = nextDrawn(drawn, window, 20)) {
    drawn = next;
    steps.push(sorted(drawn));
  }
  expect(steps).toEqual([
    [6, 7, 20],
    [5, 6, 7, 8, 20],
    [4, 5, 6, 7, 8, 20],
  ]);
});

it('drops what is far away, but never the block that has the focus', () => {
  const far = nextDrawn(new Set([1, 2, 3, 9]), { wanted: { first: 2, last: 2 }, middle: 2 }, 9);
  expect(sorted(far)).toEqual([2, 9]);
});
