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

/**
 * Watches what becomes of the queries. An outage lasts until each query that met it has succeeded or is no
 * longer kept: one answer from a cache does not end it. While it lasts the failed ones are asked again, so that
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

  function publish(): void {
    const outage =
      [...failing.values()].find(({ who }) => who === 'gateway') ?? [...failing.values()][0] ?? null;
    const { outage: before, recoveries } = store.get();
    if (outage?.code === before?.code && outage?.who === before?.who) return;
    store.set({ outage, recoveries: before !== null && outage === null ? recoveries + 1 : recoveries });
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
        if (store.get().outage === null) {
          attempt = 0;
          clearTimeout(timer);
          timer = undefined;
        } else {
          timer ??= setTimeout(askAgain, retryAfter(attempt));
        }
      };
      const stopStore = store.subscribe(plan);
      return () => {
        stopCache();
        stopStore();
        clearTimeout(timer);
      };
    },
  };
}
