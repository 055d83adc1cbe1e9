import { instantMs } from '../../../src/domain/wall-date.ts';
import type { Clock } from '../../clock.ts';

/** Stands still until it is moved. */
export interface TestClock extends Clock {
  move(ms: number): void;
}

export function testClock(start = '2026-11-21T10:00:00.000Z'): TestClock {
  let now = instantMs(start);
  return {
    now: () => now,
    move: (ms) => {
      now += ms;
    },
  };
}
