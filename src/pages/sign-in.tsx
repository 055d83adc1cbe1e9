import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { asApiError } from '../api/errors.ts';
import { keepSession, modeQuery, useSignIn } from '../api/session.ts';
import type { SignIn } from '../contract/session.ts';
import { DemoPeople } from '../features/session/demo-people.tsx';
import { sessionMessages } from '../features/session/messages.ts';
import { SignInForm } from '../features/session/sign-in-form.tsx';
import { Header } from '../features/shell/header.tsx';
import { QueryBoundary } from '../features/shell/query-boundary.tsx';
import { Toolbar } from '../features/shell/toolbar.tsx';
import { useMessages } from '../i18n/language.tsx';
import { useProblemWords } from '../i18n/problems.ts';
import { safeNext } from '../paths.ts';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import classes from './sign-in.module.css';

function Ways() {
  const messages = useMessages(sessionMessages);
  const problemWords = useProblemWords();
  const { mode, canHost } = useSuspenseQuery(modeQuery).data;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const signIn = useSignIn();
  const error = asApiError(signIn.error);
  const submit = (given: SignIn) =>
    signIn.mutate(given, {
      onSuccess: (session) => {
        keepSession(client, session);
        void navigate(safeNext(search.get('next')), { replace: true });
      },
    });

  if (mode === 'can') {
    return (
      <Page title={messages.title}>
        <p className={classes.lead}>{messages.lead}</p>
        <p className={classes.host}>{messages.host(canHost)}</p>
        <div className={classes.card}>
          <SignInForm pending={signIn.isPending} error={error} onSubmit={submit} />
        </div>
      </Page>
    );
  }
  const ofDemo = signIn.variables !== undefined && 'demo' in signIn.variables;
  return (
    <Page title={messages.title}>
      <p className={classes.lead}>{messages.lead}</p>
      <p className={classes.sandbox}>{messages.sandboxLead}</p>
      <h2 className={classes.heading}>{messages.demoHeading}</h2>
      <DemoPeople pending={signIn.isPending} onChoose={submit} />
      {ofDemo && error !== null && <ProblemAlert problem={problemWords(error)} />}
      <details className={classes.other}>
        <summary>{messages.otherWay}</summary>
        <div className={classes.card}>
          <SignInForm pending={signIn.isPending} error={ofDemo ? null : error} onSubmit={submit} />
        </div>
      </details>
    </Page>
  );
}

export function SignInPage() {
  const { title } = useMessages(sessionMessages);
  return (
    <>
      <Header signedIn={null} tools={<Toolbar />} />
      <main id="content" tabIndex={-1} className={classes.column}>
        <QueryBoundary title={title} of="mode" skeleton={<SkeletonRows count={4} />}>
          <Ways />
        </QueryBoundary>
      </main>
    </>
  );
}
