import { queryOptions, useMutation, type QueryClient } from '@tanstack/react-query';
import type { Mode, Session, SignIn } from '../contract/session.ts';
import { apiPaths } from '../paths.ts';
import { getJson, newCommandKey, sendCommand } from './client.ts';
import { ApiError } from './errors.ts';
import { pollSession } from './polling.ts';

const sessionKeys = {
  current: ['session', 'current'] as const,
  mode: ['session', 'mode'] as const,
};

export const sessionQuery = queryOptions({
  queryKey: sessionKeys.current,
  queryFn: ({ signal }) => getJson<Session>(apiPaths.session(), signal),
  staleTime: 60_000,
  gcTime: Infinity,
  refetchInterval: pollSession,
  refetchOnWindowFocus: 'always',
});

export const modeQuery = queryOptions({
  queryKey: sessionKeys.mode,
  queryFn: ({ signal }) => getJson<Mode>(apiPaths.mode(), signal),
  staleTime: Infinity,
});

export function isSignedIn(client: QueryClient): boolean {
  return client.getQueryData(sessionKeys.current) !== undefined;
}

export function isSamePerson(a: Session, b: Session): boolean {
  return a.tenantId === b.tenantId && a.actor.id === b.actor.id;
}

const channelName = 'session';

/** Other tabs share the cookie, so they must learn at once that another person, or nobody, is signed in now. */
function tellOtherTabs(): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(channelName);
  channel.postMessage('changed');
  channel.close();
}

export function onChangeInOtherTab(listener: () => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel(channelName);
  channel.addEventListener('message', listener);
  return () => channel.close();
}

/** Resolves to the new session. What was fetched for somebody else must be dropped by the caller (`isSamePerson`). */
export function useSignIn() {
  return useMutation({
    meta: { ownsSignIn: true },
    mutationFn: async (signIn: SignIn) => {
      await sendCommand<void>('POST', apiPaths.session(), signIn, newCommandKey());
      tellOtherTabs();
      return getJson<Session>(apiPaths.session());
    },
  });
}

/** Whoever calls it must drop what was fetched with the credential. */
export function useSignOut() {
  return useMutation({
    meta: { ownsSignIn: true },
    mutationFn: async () => {
      try {
        await sendCommand<void>('DELETE', apiPaths.session(), {}, newCommandKey());
      } catch (error) {
        // Nobody is signed in any more: that is what was asked for.
        if (!(error instanceof ApiError && error.code === 'unauthenticated')) throw error;
      }
      tellOtherTabs();
    },
  });
}

export function keepSession(client: QueryClient, session: Session): void {
  client.setQueryData(sessionKeys.current, session);
}
