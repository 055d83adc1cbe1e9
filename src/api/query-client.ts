import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './errors.ts';
import { createReachability } from './reachability.ts';
import { isSignedIn } from './session.ts';
import { createStore } from './store.ts';

declare module '@tanstack/react-query' {
  interface Register {
    /** `ownsSignIn`: a refused credential is this mutation's own business, not an expired session. */
    mutationMeta: { ownsSignIn?: boolean };
  }
}

/** Why signing in again is needed; null: it is not. */
export type Expiry = 'unauthenticated' | 'can-unauthenticated' | null;

/** Something answered, with "who are you": the session has ended, or CAN no longer accepts its credential. */
function expiryOf(error: unknown): Expiry {
  if (!(error instanceof ApiError)) return null;
  return error.code === 'unauthenticated' || error.code === 'can-unauthenticated' ? error.code : null;
}

/** A cut connection to our own gateway is worth a second try at once; the gateway repeats reads of CAN by itself. */
function retry(count: number, error: Error): boolean {
  return error instanceof ApiError && error.code === 'gateway-unreachable' && count < 1;
}

export function createApi() {
  const expiry = createStore<Expiry>(null);
  const reachability = createReachability();

  /** Without a session in the cache there is nothing to expire: the loaders lead to the sign-in page by themselves. */
  function noteExpiry(error: unknown): void {
    const why = expiryOf(error);
    if (why !== null && isSignedIn(queryClient)) expiry.set(why);
  }

  const queryClient: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onSuccess: (_data, query) => reachability.settled(query),
      onError: (error, query) => {
        noteExpiry(error);
        reachability.failed(query, error);
      },
    }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        if (!mutation.meta?.ownsSignIn) noteExpiry(error);
      },
    }),
    defaultOptions: {
      // `always`: a machine that calls itself offline can still reach a console on its own network.
      queries: { staleTime: 30_000, retry, retryDelay: 1_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  reachability.watch(queryClient);

  return { queryClient, expiry, reachability: reachability.store };
}

export type Api = ReturnType<typeof createApi>;
