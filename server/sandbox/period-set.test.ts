import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PeriodSet } from './period-set.ts';

const change = fc.record({
  add: fc.boolean(),
  from: fc.integer({ min: -20, max: 60 }),
  length: fc.integer({ min: -1, max: 25 }),
});

describe('PeriodSet', () => {
  it('is a set, whatever is added and removed', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), fc.nat(30), fc.nat(30), (changes, skip, count) => {
        const set = new PeriodSet();
        const model = new Set<number>();
        for (const { add, from, length } of changes) {
          const to = from + length;
          if (add) set.add(from, to);
          else set.remove(from, to);
          for (let p = from; p <= to; p++) {
            if (add) model.add(p);
            else model.delete(p);
          }
        }
        const newest = [...model].sort((a, b) => b - a);
        expect(set.size).toBe(model.size);
        expect(set.first).toBe(newest.at(-1) ?? null);
        expect(set.last).toBe(newest[0] ?? null);
        expect(set.newest(skip, count)).toEqual(newest.slice(skip, skip + count));
        for (let p = -25; p < 90; p++) expect(set.has(p)).toBe(model.has(p));
      }),
    );
  });
});
