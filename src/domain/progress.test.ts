import { describe, expect, test } from 'vitest';
import { estimateEnd, type Timed } from './progress.ts';
import { wallMs, wallText } from './wall-date.ts';

const begin = wallMs('2026-11-21T10:00:00') ?? 0;

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

interface Played {
  start: number;
  end: number;
  failed: boolean;
}

/** A backfill as CAN would run it: so many hands, log-normal durations, a few failures that end early. */
function played(seed: number): Played[] {
  const random = randomFrom(seed * 7919 + 1);
  for (let i = 0; i < 10; i++) random();
  const hands = Array.from({ length: 2 + Math.floor(random() * 7) }, () => 0);
  const count = 40 + Math.floor(random() * 360);
  const median = 20_000 + random() * 600_000;
  const sigma = 0.2 + random() * 0.8;
  const failures = random() * 0.1;
  return Array.from({ length: count }, () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const failed = random() < failures;
    const lasts = median * Math.exp(sigma * normal) * (failed ? random() : 1);
    const hand = hands.indexOf(Math.min(...hands));
    const start = (hands[hand] ?? 0) + random() * 3000;
    hands[hand] = start + lasts;
    return { start, end: start + lasts, failed };
  });
}

/** What CAN shows of it at that time. */
function seenAt(all: readonly Played[], now: number): Timed[] {
  return all.map(({ start, end, failed }) => {
    if (start > now) return { status: 'WAITING', startedAt: null, endedAt: null };
    const startedAt = wallText(begin + start);
    if (end > now) return { status: 'RUNNING', startedAt, endedAt: null };
    return { status: failed ? 'FAILED' : 'SUCCESS', startedAt, endedAt: wallText(begin + end) };
  });
}

test('runs that fail within the second they began in do not make it a matter of hours', () => {
  const at = (second: number) => wallText(begin + second * 1000);
  const run = (status: string, from: number, to: number | null): Timed => ({
    status,
    startedAt: at(from),
    endedAt: to === null ? null : at(to),
  });
  const lasting = [8, 29, 9, 18, 12, 10, 11, 14, 9, 13];
  const estimate = estimateEnd(
    [
      ...lasting.map((seconds, i) => run('SUCCESS', i * 4, i * 4 + seconds)),
      run('FAILED', 44, 44),
      run('FAILED', 45, 45),
      run('RUNNING', 46, null),
      run('RUNNING', 46, null),
      ...Array.from({ length: 7 }, () => ({ status: 'WAITING', startedAt: null, endedAt: null })),
    ],
    at(48),
  );
  expect(estimate).toMatchObject({ kind: 'range', samples: 12 });
  expect(estimate.kind === 'range' && estimate.toMs).toBeLessThan(5 * 60_000);
});

describe('replayed simulations', () => {
  test.each([0.2, 0.5, 0.8])(
    'once %d of it is done, the true end lies in the range three times of four, and the range is of use',
    (share) => {
      const runs = 200;
      let inside = 0;
      const widths: number[] = [];
      for (let seed = 0; seed < runs; seed++) {
        const all = played(seed);
        const ends = all.map(({ end }) => end).sort((a, b) => a - b);
        const now = ends[Math.floor(share * ends.length)] ?? 0;
        const rest = (ends.at(-1) ?? 0) - now;
        const estimate = estimateEnd(seenAt(all, now), wallText(begin + now));
        if (estimate.kind !== 'range') throw new Error(`no range: ${estimate.kind}`);
        if (estimate.fromMs <= rest && rest <= estimate.toMs) inside++;
        widths.push((estimate.toMs - estimate.fromMs) / rest);
      }
      widths.sort((a, b) => a - b);
      expect(inside / runs).toBeGreaterThanOrEqual(0.75);
      // "Between now and never" would always be right.
      expect(widths[runs / 2]).toBeLessThan(1);
    },
  );
});

describe('the estimate', () => {
  const ended = (n: number, minutes = 10): Timed[] =>
    Array.from({ length: n }, (_, i) => ({
      status: i % 4 ? 'SUCCESS' : 'FAILED',
      startedAt: wallText(begin + i * minutes * 60_000),
      endedAt: wallText(begin + (i + 1) * minutes * 60_000),
    }));
  const waiting: Timed = { status: 'WAITING', startedAt: null, endedAt: null };
  const running = (since: number): Timed => ({
    status: 'RUNNING',
    startedAt: wallText(begin + since * 60_000),
    endedAt: null,
  });
  const at = (minutes: number) => wallText(begin + minutes * 60_000);

  test('is over when nothing waits or runs', () => {
    expect(estimateEnd(ended(9), at(90))).toEqual({ kind: 'over' });
    expect(estimateEnd([], at(0))).toEqual({ kind: 'over' });
  });

  test('is unknown below five samples', () => {
    expect(estimateEnd([...ended(4), waiting], at(41))).toEqual({
      kind: 'unknown',
      reason: 'few-samples',
      samples: 4,
    });
    expect(estimateEnd([...ended(5), waiting], at(51)).kind).toBe('range');
  });

  test('is unknown while nothing has moved for longer than any instance took', () => {
    expect(estimateEnd([...ended(6), waiting], at(69)).kind).toBe('range');
    expect(estimateEnd([...ended(6), waiting], at(71))).toEqual({
      kind: 'unknown',
      reason: 'stalled',
      samples: 6,
    });
    expect(estimateEnd([...ended(6), running(60), waiting], at(500)).kind).toBe('range');
  });

  test('of equal instances is exact', () => {
    const estimate = estimateEnd([...ended(10), running(100), waiting, waiting, waiting], at(104));
    expect(estimate).toEqual({
      kind: 'range',
      fromMs: 36 * 60_000,
      toMs: 36 * 60_000,
      samples: 10,
      parallelism: 1,
    });
  });

  test('is the same for the same picture', () => {
    const picture = seenAt(played(3), 4_000_000);
    const once = estimateEnd(picture, wallText(begin + 4_000_000));
    expect(estimateEnd(picture, wallText(begin + 4_000_000))).toEqual(once);
  });

  test('reads no times that make no sense', () => {
    const odd: Timed[] = [
      { status: 'SUCCESS', startedAt: 'soon', endedAt: at(1) },
      { status: 'SUCCESS', startedAt: at(2), endedAt: at(1) },
      { status: 'FAILED', startedAt: null, endedAt: at(1) },
    ];
    expect(estimateEnd([...odd, ...ended(4), waiting], at(41))).toMatchObject({
      kind: 'unknown',
      samples: 4,
    });
  });

  test('of ten thousand instances is made between two frames', () => {
    const many = [
      ...ended(5000, 1),
      ...Array.from({ length: 8 }, () => running(5000)),
      ...Array.from({ length: 4992 }, () => waiting),
    ];
    const begun = performance.now();
    expect(estimateEnd(many, at(5001)).kind).toBe('range');
    // Ten times as long as on a slow machine.
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});
