import { createContext, use, useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { wallNow } from '../domain/wall-date.ts';

/** How far the server's clock is ahead of this machine's, and the zone of the clock on CAN's wall. */
interface ServerClock {
  offsetMs: number;
  zone: string;
}

const ClockContext = createContext<ServerClock>({ offsetMs: 0, zone: 'UTC' });

export function ClockProvider({ offsetMs, zone, children }: ServerClock & { children: ReactNode }) {
  const value = useMemo(() => ({ offsetMs, zone }), [offsetMs, zone]);
  useEffect(() => {
    // The first look at a zone's clock takes a browser long. Here it falls into the wait for the first data.
    wallNow(zone, Date.now());
  }, [zone]);
  return <ClockContext value={value}>{children}</ClockContext>;
}

export function useZone(): string {
  return use(ClockContext).zone;
}

/** One timer for all ages on screen. It rests while the page is hidden. */
const tickMs = 5_000;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  if (document.hidden) return;
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(tick, tickMs);
    document.addEventListener('visibilitychange', tick);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    }
  };
}

/** Milliseconds since the epoch on the server's clock, moved on every few seconds. */
export function useServerNow(): number {
  const { offsetMs } = use(ClockContext);
  return useSyncExternalStore(subscribe, () => now) + offsetMs;
}
