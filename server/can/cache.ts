import type { Clock } from '../clock.ts';
import { CanError } from './can-error.ts';

/** What an answer is about: forgetting a plan forgets whatever names it, and whatever is about every plan. */
export type About = readonly string[] | 'every-plan';

interface CachedRead<T> {
  /** Starts with the credential's fingerprint: nobody sees what another's credential fetched (DESIGN §7). */
  key: string;
  about: About;
  /** How old a kept answer may be for whoever does not say. */
  freshMs: (value: T) => number;
  maxAgeMs: number | undefined;
  signal: AbortSignal | undefined;
  /** `count` is told the bytes of each answer: what keeping the value will roughly cost. */
  load: (signal: AbortSignal, count: (bytes: number) => void) => Promise<T>;
}

export interface Cache {
  read<T>(read: CachedRead<T>): Promise<T>;
  forgetPlan(planId: string): void;
  /** Ends what is under way and everything that is asked later. */
  close(): void;
}

interface Kept {
  value: unknown;
  about: About;
  freshMs: number;
  keptAt: number;
  bytes: number;
}

interface Flight {
  promise: Promise<unknown>;
  about: About;
  readers: number;
  stop: AbortController;
}

const maxBytes = 32 * 1024 * 1024;
/** A bigger answer (a huge log) is shared by those who wait for it, then let go. */
const maxEntryBytes = 4 * 1024 * 1024;
const entryOverhead = 500;
/** Nobody asks for an older answer. */
const keepMs = 60_000;

/** Single-flight and a short memory: many people watching cost CAN as much as one. Errors are not kept. */
export function createCache(clock: Clock): Cache {
  /** In the order of use, the longest unused first. */
  const kept = new Map<string, Kept>();
  const flights = new Map<string, Flight>();
  const running = new Set<Flight>();
  let bytesKept = 0;
  let closed = false;

  function drop(key: string): void {
    bytesKept -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  }

  function keep(key: string, entry: Kept): void {
    drop(key);
    if (entry.bytes > maxEntryBytes) return;
    kept.set(key, entry);
    bytesKept += entry.bytes;
    for (const [oldest, { keptAt }] of kept) {
      if (bytesKept <= maxBytes && clock.now() - keptAt <= keepMs) break;
      drop(oldest);
    }
  }

  function lookUp<T>(read: CachedRead<T>): Kept | null {
    const entry = kept.get(read.key);
    if (!entry) return null;
    // At 0 the reader wants what CAN says now, even within the same millisecond.
    const maxAgeMs = read.maxAgeMs ?? entry.freshMs;
    if (maxAgeMs <= 0 || clock.now() - entry.keptAt > Math.min(maxAgeMs, keepMs)) return null;
    kept.delete(read.key);
    kept.set(read.key, entry);
    return entry;
  }

  function start<T>(read: CachedRead<T>): Flight {
    let bytes = entryOverhead;
    const stop = new AbortController();
    const flight: Flight = { promise: Promise.resolve(), about: read.about, readers: 0, stop };
    const load = async (): Promise<T> => {
      try {
        const value = await read.load(stop.signal, (more) => (bytes += more));
        // Off the map: a change was made or a later read was started since, so what this one found may be old.
        if (flights.get(read.key) === flight)
          keep(read.key, {
            value,
            about: read.about,
            freshMs: read.freshMs(value),
            keptAt: clock.now(),
            bytes,
          });
        return value;
      } finally {
        running.delete(flight);
        if (flights.get(read.key) === flight) flights.delete(read.key);
      }
    };
    running.add(flight);
    flights.set(read.key, flight);
    flight.promise = load();
    return flight;
  }

  /** Waits as one of the flight's readers; when the last one leaves, the call to CAN is ended too. */
  async function board(key: string, flight: Flight, signal: AbortSignal | undefined): Promise<unknown> {
    flight.readers += 1;
    if (!signal) return flight.promise;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(givenUp());
        flight.readers -= 1;
        if (flight.readers > 0) return;
        if (flights.get(key) === flight) flights.delete(key);
        flight.stop.abort(givenUp());
      };
      signal.addEventListener('abort', leave, { once: true });
      flight.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
      if (signal.aborted) leave();
    });
  }

  return {
    async read<T>(read: CachedRead<T>): Promise<T> {
      if (closed) throw shuttingDown();
      const entry = lookUp(read);
      if (entry) return entry.value as T;
      const joinable = read.maxAgeMs === 0 ? undefined : flights.get(read.key);
      return (await board(read.key, joinable ?? start(read), read.signal)) as T;
    },
    forgetPlan(planId) {
      const concerns = (about: About): boolean => about === 'every-plan' || about.includes(planId);
      for (const [key, entry] of kept) if (concerns(entry.about)) drop(key);
      for (const [key, flight] of flights) if (concerns(flight.about)) flights.delete(key);
    },
    close() {
      closed = true;
      for (const flight of running) flight.stop.abort(shuttingDown());
      kept.clear();
      bytesKept = 0;
    },
  };
}

function givenUp(): CanError {
  return new CanError('can-timeout', 'The call was given up before CAN answered');
}

function shuttingDown(): CanError {
  return new CanError('can-unreachable', 'The gateway is ending');
}
