import type { QueryClient } from '@tanstack/react-query';
import { createBrowserRouter, redirect, type LoaderFunctionArgs } from 'react-router';
import { ApiError } from './api/errors.ts';
import { planListQuery, planQuery } from './api/plans.ts';
import { modeQuery, sessionQuery } from './api/session.ts';
import { NotFound } from './features/shell/not-found.tsx';
import { FailurePage } from './pages/failure.tsx';
import { SignedIn } from './pages/signed-in.tsx';
import { paths, routePatterns, safeNext } from './paths.ts';

/**
 * The loaders start what a page reads while the page's code is still on its way; none but the session's is waited
 * for, so that a slow CAN shows a skeleton and not the page before.
 */
export function createRouter(client: QueryClient) {
  async function hasSession(): Promise<boolean> {
    try {
      await client.ensureQueryData(sessionQuery);
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.code === 'unauthenticated') return false;
      throw error;
    }
  }

  async function needSession({ request }: LoaderFunctionArgs) {
    if (await hasSession()) return null;
    const { pathname, search } = new URL(request.url);
    const next = pathname === routePatterns.home ? undefined : `${pathname}${search}`;
    // react-router takes what a loader throws for its answer.
    throw redirect(paths.signIn(next));
  }

  async function signInLoader({ request }: LoaderFunctionArgs) {
    void client.prefetchQuery(modeQuery);
    const next = new URL(request.url).searchParams.get('next');
    return (await hasSession()) ? redirect(safeNext(next)) : null;
  }

  return createBrowserRouter([
    {
      errorElement: <FailurePage />,
      children: [
        {
          path: routePatterns.signIn,
          loader: signInLoader,
          lazy: { Component: async () => (await import('./pages/sign-in.tsx')).SignInPage },
        },
        {
          Component: SignedIn,
          loader: needSession,
          children: [
            { path: routePatterns.home, loader: () => redirect(paths.plans()) },
            {
              path: routePatterns.plans,
              loader: () => {
                void client.prefetchQuery(planListQuery);
                return null;
              },
              lazy: { Component: async () => (await import('./pages/plans.tsx')).PlansPage },
            },
            {
              path: routePatterns.plan,
              loader: ({ params }) => {
                void client.prefetchQuery(planQuery(params['planId'] ?? ''));
                return null;
              },
              lazy: { Component: async () => (await import('./pages/plan.tsx')).PlanPage },
            },
            { path: '*', Component: NotFound },
          ],
        },
      ],
    },
  ]);
}
