import type { Clock } from '../clock.ts';
import { CanError } from './can-error.ts';

const retries = 2;
const firstBackoffMs = 200;
/** CAN may ask for hours; nobody waits for a page that long. Beyond this its wish is honoured by not asking again. */
const longestWaitMs = 10_000;
/** No new try starts after this, so that a person is told in time that CAN hangs. */
const budgetMs = 30_000;

/** Resolves after `ms`, or rejects with the signal's reason. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

export interface RetryTools {
  clock: Clock;
  wait: Wait;
  /** In [0, 1). */
  random: () => number;
}

/** A read, tried at most twice more. There is deliberately nothing like it for writes (DESIGN §4). */
export async function retryRead<T>(
  tools: RetryTools,
  signal: AbortSignal,
  attempt: () => Promise<T>,
): Promise<T> {
  const startedAt = tools.clock.now();
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (failures >= retries || !(error instanceof CanError) || !error.transient) throw error;
      const wait = waitMs(error, failures, tools.random());
      if (wait > longestWaitMs || tools.clock.now() - startedAt + wait > budgetMs) throw error;
      await tools.wait(wait, signal);
    }
  }
}

/** What CAN asked for, else 200 ms and 400 ms, with jitter so that many readers do not come back as one. */
function waitMs(error: CanError, failures: number, random: number): number {
  const backoff = firstBackoffMs * 2 ** failures * (0.5 + random / 2);
  return Math.round(Math.max(error.retryAfterMs ?? 0, backoff));
}

/** `Retry-After` in seconds or as an HTTP date; undefined when it is neither. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
