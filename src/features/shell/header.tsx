import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { useMessages } from '../../i18n/language.tsx';
import { paths } from '../../paths.ts';
import { Glyph } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';
import { shellMessages } from './messages.ts';
import bar from './tool-button.module.css';
import classes from './header.module.css';

interface Place {
  to: string;
  label: string;
}

function Places({
  places,
  onGo,
  className,
}: {
  places: readonly Place[];
  onGo?: () => void;
  className: string | undefined;
}) {
  const messages = useMessages(shellMessages);
  return (
    <nav aria-label={messages.navigation} className={className}>
      {places.map(({ to, label }) => (
        <NavLink key={to} to={to} className={classes.place} {...(onGo ? { onClick: onGo } : {})}>
          {label}
        </NavLink>
      ))}
    </nav>
  );
}

/** The bar at the top. Without `signedIn` (the sign-in page) it has no places to go to. */
export function Header({ signedIn, tools }: { signedIn: { tenantId: string } | null; tools: ReactNode }) {
  const messages = useMessages(shellMessages);
  const places: readonly Place[] = [{ to: paths.plans(), label: messages.nav.plans }];
  return (
    <header className={classes.header}>
      <a href="#content" className={classes.skip}>
        {messages.skip}
      </a>
      <Link to={paths.home()} className={classes.brand} aria-label={messages.product}>
        <img src="/favicon.svg" alt="" width="24" height="24" />
        <span className={classes.product}>{messages.product}</span>
      </Link>
      {signedIn && <Places places={places} className={classes.places} />}
      <div className={classes.tools}>
        {signedIn && (
          <span className={classes.tenant} title={`${messages.tenant}: ${signedIn.tenantId}`}>
            <span className={classes.tenantWord}>{messages.tenant}</span>
            <bdi>{signedIn.tenantId}</bdi>
          </span>
        )}
        {tools}
        {signedIn && (
          <span className={classes.burger}>
            <Panel label={messages.menu} button={<Glyph name="menu" />} buttonClass={bar.button}>
              {(close) => <Places places={places} onGo={close} className={classes.drawer} />}
            </Panel>
          </span>
        )}
      </div>
    </header>
  );
}
