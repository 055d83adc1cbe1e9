import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoff, pollInterval, type Watched } from './polling.ts';

const watched = (some: Partial<Watched>): Watched => ({
  state: 'moving',
  ageMs: 0,
  errors: 0,
  count: 10,
  visible: true,
  ...some,
});

describe('how often to look', () => {
  test.each([
    ['a small backfill that has just begun', {}, 2000],
    ['a large one', { count: 3650 }, 15_000],
    ['one of medium size after half an hour', { count: 500, ageMs: 1_800_000 }, 7500],
    ['one that has been at it for hours', { count: 3650, ageMs: 20_000_000 }, 45_000],
    ['nothing moves', { state: 'idle' }, 60_000],
    ['it is over', { state: 'settled' }, false],
    ['nobody looks', { visible: false }, false],
    ['nobody looks, and it fails', { visible: false, errors: 3 }, false],
    ['it failed once', { errors: 1 }, 4000],
    ['it failed four times', { errors: 4 }, 32_000],
    ['it keeps failing', { errors: 400 }, 120_000],
    ['it seemed over, but the last look failed', { state: 'settled', errors: 1 }, 120_000],
  ] as const)('%s', (_, some, interval) => expect(pollInterval(watched(some))).toBe(interval));

  const any = fc.record({
    state: fc.constantFrom('moving' as const, 'idle' as const, 'settled' as const),
    ageMs: fc.nat({ max: 1e9 }),
    errors: fc.nat({ max: 1000 }),
    count: fc.nat({ max: 100_000 }),
    visible: fc.boolean(),
  });

  test('errors slow it down but never stop it', () => {
    fc.assert(
      fc.property(any, (one) => {
        const now = pollInterval({ ...one, visible: true, errors: one.errors + 1 });
        expect(now !== false && now >= 2000 && now <= 120_000).toBe(true);
        expect(Number(now) >= Number(pollInterval({ ...one, visible: true, errors: 1 }))).toBe(true);
      }),
    );
  });

  test('size and age only slow it down; 3,650 instances are asked for at most 6 times a minute', () => {
    fc.assert(
      fc.property(any, (one) => {
        const moving = { ...one, state: 'moving' as const, visible: true, errors: 0 };
        const now = Number(pollInterval(moving));
        expect(
          Number(pollInterval({ ...moving, count: one.count * 2, ageMs: one.ageMs * 2 })),
        ).toBeGreaterThanOrEqual(now);
        if (one.count >= 3650) expect(now).toBeGreaterThanOrEqual(15_000);
      }),
    );
  });

  test('backing off starts from the interval itself', () => expect(backoff(5000, 0)).toBe(5000));
});
