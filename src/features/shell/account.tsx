import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiError } from '../../api/errors.ts';
import type { Session } from '../../contract/session.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Glyph } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { shellMessages } from './messages.ts';
import bar from './tool-button.module.css';
import classes from './account.module.css';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface AccountProps {
  session: Session;
  /** The cookie can only be taken away by the server: when that fails, one is still signed in and must know. */
  signOutProblem: ApiError | null;
  onSignOut: () => void;
}

/** Who am I here, as whom do others see me, and the way out. */
export function Account({ session, signOutProblem, onSignOut }: AccountProps) {
  const messages = useMessages(shellMessages);
  const problemWords = useProblemWords();
  const { actor, tenantId, mode, canHost, timeZone, mayApprove } = session;
  const label = messages.who(actor.name);
  const button = (
    <>
      <Glyph name="person" />
      <bdi className={classes.name}>{actor.name}</bdi>
    </>
  );
  return (
    <Panel label={label} button={button} buttonClass={bar.button}>
      {() => (
        <div className={classes.card}>
          <p className={classes.title}>
            <bdi>{actor.name}</bdi>
          </p>
          <dl className={classes.facts}>
            <Fact name={messages.tenant}>
              <bdi>{tenantId}</bdi>
            </Fact>
            <Fact name={messages.can}>{mode === 'sandbox' ? messages.sandbox : canHost}</Fact>
            <Fact name={messages.clock}>{timeZone}</Fact>
            <Fact name={messages.fingerprint}>
              <code>{actor.id}</code>
              <CopyButton text={actor.id} what={messages.fingerprint} />
            </Fact>
          </dl>
          <p className={classes.help}>{messages.fingerprintHelp}</p>
          {!actor.stable && <p className={classes.limit}>{messages.unstable}</p>}
          {actor.stable && !mayApprove && <p className={classes.limit}>{messages.mayNotApprove}</p>}
          {signOutProblem && <ProblemAlert problem={problemWords(signOutProblem)} />}
          <Button variant="default" leftSection={<Glyph name="signOut" />} onClick={onSignOut}>
            {messages.signOut}
          </Button>
        </div>
      )}
    </Panel>
  );
}
