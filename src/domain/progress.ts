import { wallMs } from './wall-date.ts';

/**
 * When a running backfill will be over, as a range, from its own instances only (other backfills of the plan may
 * have read other data). The rest of the work is played through many times with durations drawn from those seen,
 * on as many hands as were seen at work; the range is where the middle of those ends lies.
 */

export interface Timed {
  status: string;
  /** CAN's wall clock. */
  startedAt: string | null;
  endedAt: string | null;
}

export type Estimate =
  /** Nothing waits or runs. */
  | { kind: 'over' }
  /** Too few have ended to learn from, or nothing has moved for longer than an instance takes. */
  | { kind: 'unknown'; reason: 'few-samples' | 'stalled'; samples: number }
  /** Milliseconds from now. */
  | { kind: 'range'; fromMs: number; toMs: number; samples: number; parallelism: number };

const fewest = 5;
/** The newest durations say most about the next ones. */
const most = 200;
const plays = 300;
/** So many of the last instances a hand are dealt out one by one; those before only count as work. */
const dealtPerHand = 6;

/** mulberry32: the same picture gives the same range, so that it does not tremble between two looks. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Run {
  start: number;
  /** null: still running. */
  end: number | null;
}

function runsOf(instances: readonly Timed[], now: number): Run[] {
  const runs: Run[] = [];
  for (const { status, startedAt, endedAt } of instances) {
    const start = startedAt === null ? null : wallMs(startedAt);
    if (start === null) continue;
    const end = endedAt === null ? null : wallMs(endedAt);
    if (status === 'RUNNING') runs.push({ start: Math.min(start, now), end: null });
    else if (end !== null && end >= start) runs.push({ start, end });
  }
  return runs.sort((a, b) => a.start - b.start);
}

/** How many were at work at once, on average over the newest runs. */
function parallelismOf(runs: readonly Run[], now: number): number {
  const since = runs.at(-most)?.start ?? runs[0]?.start ?? now;
  const busy = runs.reduce(
    (sum, { start, end }) => sum + Math.max(0, (end ?? now) - Math.max(start, since)),
    0,
  );
  return now > since ? busy / (now - since) : runs.length;
}

/** What is left of a run that has lasted `elapsed`: as of those seen that lasted longer. */
function restOf(elapsed: number, sorted: readonly number[], random: () => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= elapsed) low = middle + 1;
    else high = middle;
  }
  const longer = sorted[low + Math.floor(random() * (sorted.length - low))];
  // Longer than all: what lasts long tends to last as long again.
  return longer === undefined ? elapsed * random() * 2 : longer - elapsed;
}

/** CAN's clock shows seconds: a run of less is not a thousand times shorter than one of a second. */
const tick = 1000;

/** How much a duration not yet seen may differ from one that was: the bandwidth of a smoothed bootstrap, in logs. */
function spreadOf(durations: readonly number[]): number {
  const logs = durations.map((ms) => Math.log(Math.max(tick, ms)));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length;
  return Math.sqrt(variance) * logs.length ** -0.2;
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

interface Left {
  waiting: number;
  /** How long those at work have lasted. */
  elapsed: readonly number[];
  parallelism: number;
  spread: number;
}

/** One way the rest may go: milliseconds until the last one ends. */
function play(
  seen: readonly number[],
  { waiting, elapsed, parallelism, spread }: Left,
  random: () => number,
): number {
  const pick = (from: readonly number[]) => from[Math.floor(random() * from.length)] ?? 0;
  const varied = (ms: number) => ms * Math.exp(spread * normal(random));
  const rests = elapsed.map((lasted) => varied(restOf(lasted, seen, random)));
  // Those that have ended are the shorter ones: without those at work, all would seem to be short. And drawing what
  // can be drawn from, too, lets the range be wide while little has been seen.
  const all = [...seen, ...rests.map((rest, i) => rest + (elapsed[i] ?? 0))];
  const pool = all.map(() => pick(all));
  const slots = Math.max(1, Math.round(parallelism), elapsed.length);
  const dealt = Math.min(waiting, slots * dealtPerHand);
  const mean = pool.reduce((sum, ms) => sum + ms, 0) / pool.length;
  const hands = Array.from({ length: slots }, (_, i) => rests[i] ?? 0);
  const before = ((waiting - dealt) * mean) / Math.max(1, parallelism);
  for (let n = 0; n < dealt; n++) {
    let free = 0;
    for (let i = 1; i < slots; i++) if ((hands[i] ?? 0) < (hands[free] ?? 0)) free = i;
    hands[free] = (hands[free] ?? 0) + varied(pick(pool));
  }
  return before + Math.max(...hands);
}

export function estimateEnd(instances: readonly Timed[], wallNow: string): Estimate {
  const waiting = instances.filter(({ status }) => status === 'WAITING').length;
  const running = instances.filter(({ status }) => status === 'RUNNING').length;
  if (waiting + running === 0) return { kind: 'over' };
  const now = wallMs(wallNow) ?? NaN;
  const runs = runsOf(instances, now);
  const durations = runs.flatMap(({ start, end }) => (end === null ? [] : [end - start]));
  const samples = durations.length;
  if (samples < fewest || Number.isNaN(now)) return { kind: 'unknown', reason: 'few-samples', samples };

  const seen = durations.slice(-most).sort((a, b) => a - b);
  const elapsed = runs.filter(({ end }) => end === null).map(({ start }) => now - start);
  const lastEnd = runs.reduce((latest, { end }) => Math.max(latest, end ?? 0), 0);
  if (elapsed.length === 0 && now - lastEnd > Math.max(60_000, ...seen)) {
    return { kind: 'unknown', reason: 'stalled', samples };
  }

  const parallelism = Math.max(1, parallelismOf(runs, now));
  const left: Left = { waiting, elapsed, parallelism, spread: spreadOf(seen) };
  const random = randomFrom(samples * 31 + waiting);
  const ends = Array.from({ length: plays }, () => play(seen, left, random));
  ends.sort((a, b) => a - b);
  const at = (share: number) => Math.round(ends[Math.floor(share * (plays - 1))] ?? 0);
  return { kind: 'range', fromMs: at(0.05), toMs: at(0.95), samples, parallelism };
}
