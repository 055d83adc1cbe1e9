import { describe, expect, it } from 'vitest';
import { logScroll } from './log-scroll.ts';

describe('the scroller of a log', () => {
  it.each([10, 1000, 500_000, 2_000_000, 40_000_000])('reaches the first and the last of %d rows', (rows) => {
    const scroll = logScroll(rows, 20, 600);
    expect(scroll.height).toBeLessThan(17_000_000);
    expect(scroll.offsetOf(0)).toBe(0);
    const most = Math.max(0, rows * 20 - 600);
    expect(scroll.offsetOf(scroll.height - Math.min(600, scroll.height))).toBeCloseTo(most, 3);
    for (const offset of [0, most / 3, most]) {
      expect(scroll.offsetOf(scroll.scrollTopOf(offset))).toBeCloseTo(offset, 3);
    }
  });
});
