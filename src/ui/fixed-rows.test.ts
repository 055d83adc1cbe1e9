import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstRows, towards, viewOf, type Rows } from './fixed-rows.ts';

const rowHeight = 36;
const at = (row: number, count = 10_000) =>
  viewOf({ scrollTop: row * rowHeight, clientHeight: 20 * rowHeight }, rowHeight, count);

function drawnAfter(frames: number, from: Rows, view: ReturnType<typeof at>): Rows {
  let rows = from;
  for (let n = 0; n < frames; n++) rows = towards(rows, view);
  return rows;
}

describe('the rows drawn of a long list', () => {
  it('begin at the top, and not all at once', () => {
    const first = firstRows(10_000);
    expect(first.from).toBe(0);
    expect(first.to).toBeLessThan(20);
    expect(firstRows(3)).toEqual({ from: 0, to: 3 });
  });

  it('go on in the direction of scrolling while what is still seen stays', () => {
    const before = drawnAfter(100, firstRows(10_000), at(100));
    const after = towards(before, at(110));
    expect(after.from).toBeGreaterThan(before.from);
    expect(after.to).toBeGreaterThan(before.to);
  });

  it('after a jump begin with the first that is seen', () => {
    const rows = towards(firstRows(10_000), at(5000));
    expect(rows.from).toBe(5000);
    expect(rows.to).toBeGreaterThan(5000);
  });

  it('come above first when it is scrolled up', () => {
    const before = drawnAfter(100, firstRows(10_000), at(100));
    const after = towards(before, at(before.from - 3));
    expect(after.from).toBeLessThan(before.from);
  });

  it('are soon all that is seen and some beyond, few new ones a frame, wherever it was and goes', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.nat(10_000),
        fc.integer({ min: 1, max: 10_000 }),
        (start, goal, count) => {
          let rows = drawnAfter(100, firstRows(count), at(start, count));
          const view = at(goal, count);
          for (let n = 0; n < 60; n++) {
            const next = towards(rows, view);
            const kept = Math.max(0, Math.min(rows.to, next.to) - Math.max(rows.from, next.from));
            expect(next.to - next.from - kept).toBeLessThanOrEqual(4);
            expect(next.to - next.from).toBeGreaterThanOrEqual(0);
            rows = next;
          }
          expect(rows).toEqual(view.wanted);
          expect(rows.from).toBeLessThanOrEqual(view.seen.from);
          expect(rows.to).toBeGreaterThanOrEqual(view.seen.to);
        },
      ),
    );
  });
});
