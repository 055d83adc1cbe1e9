import { wallMs } from './wall-date.ts';

/** CAN's wall clock. */
interface Times {
  createdAt: string | null;
  startedAt: string | null;
  endedAt: string | null;
}

/** null when one of the two is missing, unreadable, or lies before the other (a clock was set back). */
function between(from: string | null, to: string | null): number | null {
  const start = from === null ? null : wallMs(from);
  const end = to === null ? null : wallMs(to);
  return start === null || end === null || end < start ? null : end - start;
}

/** How long it waited, or has waited by now. */
export function waitingMs({ createdAt, startedAt, endedAt }: Times, wallNow: string): number | null {
  return between(createdAt, startedAt ?? endedAt ?? wallNow);
}

/** How long it ran, or has run by now; null when it has not started. */
export function runningMs({ startedAt, endedAt }: Times, wallNow: string): number | null {
  return startedAt === null ? null : between(startedAt, endedAt ?? wallNow);
}

/** Of an even number, the lower of the two in the middle: a duration that really occurred. */
export function median(values: readonly number[]): number | null {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;
}
