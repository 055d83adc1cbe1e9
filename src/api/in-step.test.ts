import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inStep, phaseOf, waitInStep } from './in-step.ts';

const intervals = fc.constantFrom(2_000, 5_000, 15_000, 60_000, 120_000);

describe('watchers in step', () => {
  it('wait at most the interval, and not much less where they look often', () => {
    fc.assert(
      fc.property(intervals, fc.nat(2_000_000_000_000), fc.nat(1_500), (every, at, phase) => {
        const wait = waitInStep(every, at, phase);
        expect(wait).toBeGreaterThanOrEqual(every * (every < 60_000 ? 7 / 8 : 1 / 2));
        expect(wait).toBeLessThanOrEqual(every);
      }),
    );
  });

  it('look together after some looks, whenever each began', () => {
    fc.assert(
      fc.property(
        intervals,
        fc.nat(2_000_000_000_000),
        fc.nat(1_500),
        fc.integer({ min: 0, max: 100 }),
        (every, begin, phase, latency) => {
          let at = begin;
          for (let look = 0; look < 16; look++) at += waitInStep(every, at, phase) + latency;
          expect((at - phase) % every).toBeLessThanOrEqual(latency);
        },
      ),
    );
  });

  it('ask for each thing at a moment of its own, in every browser the same but for a little', () => {
    expect(phaseOf(['backfills', 'one', 'a'], 0)).toBe(phaseOf(['backfills', 'list'], 0));
    expect(phaseOf(['backfills', 'list'], 0)).not.toBe(phaseOf(['freshness', 'states'], 0));
    expect(phaseOf(['plans', 'list'], 0.99) - phaseOf(['plans', 'list'], 0)).toBeLessThan(2_000);
  });

  it('do not wait for what is not asked again', () => {
    expect(inStep({ queryKey: ['plans'], state: { dataUpdatedAt: 1, errorUpdatedAt: 0 } }, false)).toBe(
      false,
    );
  });

  it('count from the last look, also from one that failed', () => {
    const dataUpdatedAt = 6_000_000;
    const seen = inStep({ queryKey: ['plans'], state: { dataUpdatedAt, errorUpdatedAt: 0 } }, 60_000);
    expect(
      inStep(
        { queryKey: ['plans'], state: { dataUpdatedAt, errorUpdatedAt: dataUpdatedAt + 10_000 } },
        60_000,
      ),
    ).not.toBe(seen);
  });
});
