import type { QueryClient } from '@tanstack/react-query';
import { createBrowserRouter, redirect, type LoaderFunctionArgs } from 'react-router';
import { backfillInstancesQuery, backfillListQuery, backfillQuery } from './api/backfills.ts';
import { activityQuery, dataUpdateHistoryQuery } from './api/activity.ts';
import { conversionListQuery, conversionQuery } from './api/conversions.ts';
import { ApiError } from './api/errors.ts';
import { instanceQuery } from './api/instances.ts';
import { planStatesQuery } from './api/freshness.ts';
import { partitionsQuery } from './api/partitions.ts';
import { planListQuery, planQuery } from './api/plans.ts';
import { modeQuery, sessionQuery } from './api/session.ts';
import { readActivityFilter } from './features/activity/activity-filter.ts';
import { readConversionView } from './features/conversions/conversion-view.ts';
import { readListFilter } from './features/backfills/list-filter.ts';
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
                void client.prefetchQuery(planStatesQuery);
                return null;
              },
              lazy: { Component: async () => (await import('./pages/plans.tsx')).PlansPage },
            },
            {
              path: routePatterns.plan,
              loader: ({ params }) => {
                const planId = params['planId'] ?? '';
                void client.prefetchQuery(planQuery(planId));
                void client.prefetchQuery(partitionsQuery(planId));
                return null;
              },
              lazy: { Component: async () => (await import('./pages/plan.tsx')).PlanPage },
            },
            {
              path: routePatterns.conversions,
              loader: ({ request }) => {
                const view = readConversionView(new URL(request.url).searchParams);
                void client.prefetchQuery(conversionListQuery({ view }));
                return null;
              },
              lazy: { Component: async () => (await import('./pages/conversions.tsx')).ConversionsPage },
            },
            {
              path: routePatterns.conversion,
              loader: ({ params }) => {
                void client.prefetchQuery(conversionQuery(params['conversionId'] ?? ''));
                return null;
              },
              lazy: { Component: async () => (await import('./pages/conversion.tsx')).ConversionPage },
            },
            {
              path: routePatterns.backfillWizard,
              loader: ({ params }) => {
                void client.prefetchQuery(planQuery(params['planId'] ?? ''));
                return null;
              },
              lazy: {
                Component: async () => (await import('./pages/backfill-wizard.tsx')).BackfillWizardPage,
              },
            },
            {
              path: routePatterns.backfills,
              loader: ({ request }) => {
                const { planId, state } = readListFilter(new URL(request.url).searchParams);
                const filter = { planId: planId ?? undefined, state: state ?? undefined };
                void client.prefetchQuery(backfillListQuery(filter));
                return null;
              },
              lazy: { Component: async () => (await import('./pages/backfills.tsx')).BackfillsPage },
            },
            {
              // An instance opens over the list it was found in, which stays as it is: one frame for both.
              lazy: { Component: async () => (await import('./pages/backfill.tsx')).BackfillFrame },
              children: [
                {
                  path: routePatterns.backfill,
                  element: null,
                  loader: ({ params }) => {
                    const id = params['backfillId'] ?? '';
                    void client.prefetchQuery(backfillQuery(id));
                    void client.prefetchQuery(backfillInstancesQuery(id));
                    return null;
                  },
                },
                {
                  path: routePatterns.instance,
                  element: null,
                  loader: ({ params }) => {
                    void client.prefetchQuery(instanceQuery(params['instanceId'] ?? ''));
                    return null;
                  },
                },
              ],
            },
            {
              path: routePatterns.dataUpdates,
              loader: () => {
                void client.prefetchQuery(dataUpdateHistoryQuery);
                return null;
              },
              lazy: { Component: async () => (await import('./pages/data-updates.tsx')).DataUpdatesPage },
            },
            {
              path: routePatterns.activity,
              loader: ({ request }) => {
                const filter = readActivityFilter(new URL(request.url).searchParams);
                void client.prefetchQuery(activityQuery(filter));
                return null;
              },
              lazy: { Component: async () => (await import('./pages/activity.tsx')).ActivityPage },
            },
            { path: '*', Component: NotFound },
          ],
        },
      ],
    },
  ]);
}
