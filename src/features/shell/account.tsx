import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Session } from '../../contract/session.ts';
import { useMessages } from '../../i18n/language.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Glyph } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';
import { shellMessages } from './messages.ts';
import bar from './toolbar.module.css';
import classes from './account.module.css';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Who am I here, as whom do others see me, and the way out. */
export function Account({ session, onSignOut }: { session: Session; onSignOut: () => void }) {
  const messages = useMessages(shellMessages);
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
          <Button variant="default" leftSection={<Glyph name="signOut" />} onClick={onSignOut}>
            {messages.signOut}
          </Button>
        </div>
      )}
    </Panel>
  );
}
