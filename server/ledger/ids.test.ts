import { describe, expect, it } from 'vitest';
import { createIds } from './ids.ts';
import { testClock } from './testing/test-clock.ts';

describe('ids', () => {
  it('sort by the time they were made, within a millisecond and when the clock is set back', () => {
    const clock = testClock();
    const newId = createIds(clock);
    const ids = [newId(), newId()];
    clock.move(1);
    ids.push(newId());
    clock.move(-60_000);
    ids.push(newId(), newId());
    clock.move(3_600_000);
    ids.push(newId());
    expect([...ids].sort()).toEqual(ids);
  });

  it('stay unique and in order when more are made in a millisecond than it has room for', () => {
    const newId = createIds(testClock());
    const ids = Array.from({ length: 100_000 }, newId);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });

  it('differ between two gateways on one clock', () => {
    const clock = testClock();
    const [a, b] = [createIds(clock), createIds(clock)];
    expect(a()).not.toBe(b());
  });
});
