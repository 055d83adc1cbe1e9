import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import type { ApiError } from '../../api/errors.ts';
import type { Expiry } from '../../api/query-client.ts';
import { modeQuery } from '../../api/session.ts';
import type { SignIn } from '../../contract/session.ts';
import { useMessages } from '../../i18n/language.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DemoPeople } from './demo-people.tsx';
import { sessionMessages } from './messages.ts';
import { SignInForm } from './sign-in-form.tsx';
import classes from './sign-in-again.module.css';

interface SignInAgainProps {
  why: NonNullable<Expiry>;
  pending: boolean;
  error: ApiError | null;
  onSubmit: (signIn: SignIn) => void;
  onLeave: () => void;
}

/** Over the page, not instead of it: what stands there, typed or selected, is still there afterwards. */
export function SignInAgain({ why, pending, error, onSubmit, onLeave }: SignInAgainProps) {
  const messages = useMessages(sessionMessages);
  const { mode } = useSuspenseQuery(modeQuery).data;
  return (
    <Dialog title={messages.again.title} closing="never" onClose={onLeave}>
      <div className={classes.body}>
        <p className={classes.why}>{messages.again[why]}</p>
        {mode === 'sandbox' && <DemoPeople pending={pending} onChoose={onSubmit} />}
        {mode === 'sandbox' ? (
          <details>
            <summary className={classes.summary}>{messages.otherWay}</summary>
            <SignInForm pending={pending} error={error} onSubmit={onSubmit} />
          </details>
        ) : (
          <SignInForm pending={pending} error={error} onSubmit={onSubmit} />
        )}
        <Button variant="subtle" onClick={onLeave}>
          {messages.again.leave}
        </Button>
      </div>
    </Dialog>
  );
}
