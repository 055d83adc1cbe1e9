import { useRouteError } from 'react-router';
import { ApiError } from '../api/errors.ts';
import { Crash } from '../features/shell/crash.tsx';
import { Header } from '../features/shell/header.tsx';
import { Toolbar } from '../features/shell/toolbar.tsx';
import { useProblemWords } from '../i18n/problems.ts';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';

function ProblemPage({ error }: { error: ApiError }) {
  const problem = useProblemWords()(error);
  return (
    <Page title={problem.title}>
      <ProblemAlert problem={problem} onRetry={() => window.location.reload()} />
    </Page>
  );
}

/** Instead of everything: the session could not be asked for, or code of ours has thrown. */
export function FailurePage() {
  const error = useRouteError();
  return (
    <>
      <Header signedIn={null} tools={<Toolbar />} />
      <main id="content" tabIndex={-1}>
        {error instanceof ApiError ? <ProblemPage error={error} /> : <Crash error={error} />}
      </main>
    </>
  );
}
