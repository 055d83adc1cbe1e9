import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { Suspense, useSyncExternalStore, type ReactNode } from 'react';
import { ApiError } from '../../api/errors.ts';
import { useProblemWords } from '../../i18n/problems.ts';
import { Catch } from '../../ui/catch.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useApi } from '../../api/api-context.ts';

function Problem({ title, error, onRetry }: { title: string; error: ApiError; onRetry: () => void }) {
  const problem = useProblemWords()(error);
  return (
    <Page title={title}>
      <ProblemAlert problem={problem} onRetry={onRetry} />
    </Page>
  );
}

interface QueryBoundaryProps {
  /** What the page is called while what it shows has no name yet, or never came. */
  title: string;
  /** Of the shape of what is on its way. */
  skeleton: ReactNode;
  /** Which thing the page shows: another one starts without the failure of the one before. */
  of: string;
  children: ReactNode;
}

/**
 * Around a page that reads with suspense: a skeleton while its data is on the way, the problem in words when it
 * did not come, and by itself another try when CAN is back or the person has signed in again.
 */
export function QueryBoundary({ title, skeleton, of, children }: QueryBoundaryProps) {
  const { reset } = useQueryErrorResetBoundary();
  const { reachability, expiry } = useApi();
  const { recoveries } = useSyncExternalStore(reachability.subscribe, reachability.get);
  const why = useSyncExternalStore(expiry.subscribe, expiry.get);
  return (
    <Catch
      resetKey={`${of} ${recoveries} ${why}`}
      onRetry={reset}
      fallback={(error, retry) => {
        // Not a failed request: the error page of the router is for that.
        if (!(error instanceof ApiError)) throw error;
        return <Problem title={title} error={error} onRetry={retry} />;
      }}
    >
      <Suspense fallback={skeleton}>{children}</Suspense>
    </Catch>
  );
}
