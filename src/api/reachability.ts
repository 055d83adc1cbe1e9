import type { QueryClient } from '@tanstack/react-query';
import { isOutage, type ApiCode } from './errors.ts';
import { createStore, type Store } from './store.ts';

export interface Outage {
  who: 'can' | 'gateway';
  code: ApiCode;
}

export interface Reachability {
  outage: Outage | null;
  /** Counts how often things came back: whoever shows an old failure tries again when it changes. */
  recoveries: number;
}

/** All that is needed of a query: its name in the cache. */
type Kept = Readonly<{ queryHash: string }>;

const firstRetryMs = 5_000;
const slowestRetryMs = 60_000;

export function retryAfter(attempt: number): number {
  return Math.min(firstRetryMs * 2 ** attempt, slowestRetryMs);
}

/** Something answered, if only a proxy's error page: by itself this may be the trouble of a single plan. */
const oneCalls: readonly ApiCode[] = ['can-failed', 'can-bad-answer'];

/** Whoever asked for the one thing that fails is told in its place; the whole console is told when more does. */
function outageOf(failing: readonly Outage[]): Outage | null {
  const [first] = failing;
  if (failing.length === 1 && first && oneCalls.includes(first.code)) return null;
  return failing.find(({ who }) => who === 'gateway') ?? first ?? null;
}

/**
 * Watches what becomes of the queries. An outage lasts until each query that met it has succeeded or is no
 * longer kept: one answer from a cache does not end it. Meanwhile the failed ones are asked again, so that
 * the banner clears itself even on a page that asks for nothing.
 */
export function createReachability(): {
  store: Store<Reachability>;
  failed: (query: Kept, error: unknown) => void;
  settled: (query: Kept) => void;
  watch: (client: QueryClient) => () => void;
} {
  const store = createStore<Reachability>({ outage: null, recoveries: 0 });
  const failing = new Map<string, Outage>();

  const listeners = new Set<() => void>();

  function publish(): void {
    for (const listener of listeners) listener();
    const outage = outageOf([...failing.values()]);
    const before = store.get();
    const recoveries = failing.size === 0 ? before.recoveries + 1 : before.recoveries;
    if (
      outage?.code === before.outage?.code &&
      outage?.who === before.outage?.who &&
      recoveries === before.recoveries
    )
      return;
    store.set({ outage, recoveries });
  }

  function settled(query: Kept): void {
    if (failing.delete(query.queryHash)) publish();
  }

  return {
    store,
    settled,
    failed: (query, error) => {
      if (!isOutage(error)) return settled(query);
      failing.set(query.queryHash, {
        who: error.code.startsWith('can-') ? 'can' : 'gateway',
        code: error.code,
      });
      publish();
    },
    watch: (client) => {
      let attempt = 0;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const stopCache = client.getQueryCache().subscribe((event) => {
        if (event.type === 'removed') settled(event.query);
      });
      const askAgain = () => {
        timer = undefined;
        attempt += 1;
        const again = ({ queryHash }: Kept) => failing.has(queryHash);
        void client.refetchQueries({ predicate: again }, { cancelRefetch: false }).finally(plan);
      };
      const plan = () => {
        if (failing.size === 0) {
          attempt = 0;
          clearTimeout(timer);
          timer = undefined;
        } else {
          timer ??= setTimeout(askAgain, retryAfter(attempt));
        }
      };
      listeners.add(plan);
      return () => {
        stopCache();
        listeners.delete(plan);
        clearTimeout(timer);
      };
    },
  };
}
