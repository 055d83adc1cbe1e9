import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router';
import { useApi } from '../api/api-context.ts';
import { conversionsWaitingQuery } from '../api/conversions.ts';
import { isSamePerson, keepSession, sessionQuery, useSignIn, useSignOut } from '../api/session.ts';
import type { SignIn } from '../contract/session.ts';
import { instantMs } from '../domain/wall-date.ts';
import { useIdentityGuard } from '../features/session/identity-guard.ts';
import { Account } from '../features/shell/account.tsx';
import { Banners } from '../features/shell/banners.tsx';
import { Header } from '../features/shell/header.tsx';
import { KeyboardHelp } from '../features/shell/keyboard-help.tsx';
import { Toolbar } from '../features/shell/toolbar.tsx';
import { paths } from '../paths.ts';
import { ClockProvider } from '../ui/clock.tsx';
import { useRouteFocus } from '../ui/route-focus.ts';
import { asApiError } from '../api/errors.ts';

const SignInAgain = lazy(async () => ({
  default: (await import('../features/session/sign-in-again.tsx')).SignInAgain,
}));

/** A whole load drops what is in memory, so nothing fetched with the old credential stays behind. */
function goToSignIn(): void {
  window.location.assign(paths.signIn());
}

/** Around every page that needs a session. Its loader (routes.tsx) has made sure that there is one. */
export function SignedIn() {
  const { data: session, dataUpdatedAt } = useSuspenseQuery(sessionQuery);
  const { data: conversions } = useQuery(conversionsWaitingQuery);
  const { expiry, reachability } = useApi();
  const client = useQueryClient();
  const why = useSyncExternalStore(expiry.subscribe, expiry.get);
  const { outage } = useSyncExternalStore(reachability.subscribe, reachability.get);
  const signIn = useSignIn();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  useIdentityGuard();
  useRouteFocus(pathname);

  const leave = () => signOut.mutate(undefined, { onSuccess: goToSignIn });

  function signInAgain(given: SignIn) {
    signIn.mutate(given, {
      onSuccess: (next) => {
        if (!isSamePerson(session, next)) return window.location.reload();
        keepSession(client, next);
        // Those that never had data first: their pages show the failure, and draw anew once `expiry` is cleared.
        void client.resetQueries({
          predicate: ({ state }) => state.status === 'error' && state.data === undefined,
        });
        void client.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
        expiry.set(null);
      },
    });
  }

  return (
    <ClockProvider
      offsetMs={Math.round((instantMs(session.now) - dataUpdatedAt) / 1000) * 1000}
      zone={session.timeZone}
    >
      <Header
        signedIn={{ tenantId: session.tenantId, conversionsWaiting: conversions?.waiting ?? 0 }}
        tools={
          <>
            <KeyboardHelp onPlans={() => void navigate(paths.plans())} />
            <Toolbar />
            <Account session={session} signOutProblem={asApiError(signOut.error)} onSignOut={leave} />
          </>
        }
      />
      <Banners sandbox={session.mode === 'sandbox'} outage={outage} />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      {why !== null && (
        <Suspense fallback={null}>
          <SignInAgain
            why={why}
            pending={signIn.isPending}
            error={asApiError(signIn.error)}
            onSubmit={signInAgain}
            onLeave={leave}
          />
        </Suspense>
      )}
      <ScrollRestoration />
    </ClockProvider>
  );
}
