import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { useMessages } from '../../i18n/language.tsx';
import { paths } from '../../paths.ts';
import { Glyph } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { Logo } from '../../ui/logo.tsx';
import { shellMessages } from './messages.ts';
import bar from './tool-button.module.css';
import classes from './header.module.css';

interface Place {
  to: string;
  label: string;
  /** Something there waits for the reader; absent or 0: nothing does. */
  waiting?: number;
}

/** Beyond that the exact number helps nobody. */
const mostCounted = 99;

const counted = (count: number) => (count > mostCounted ? `${mostCounted}+` : String(count));

function Waiting({ count }: { count: number }) {
  const messages = useMessages(shellMessages);
  return (
    <span className={classes.waiting}>
      {counted(count)}
      <VisuallyHidden> {messages.waiting}</VisuallyHidden>
    </span>
  );
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
      {places.map(({ to, label, waiting = 0 }) => (
        <NavLink key={to} to={to} className={classes.place} {...(onGo ? { onClick: onGo } : {})}>
          {label}
          {waiting > 0 && <Waiting count={waiting} />}
        </NavLink>
      ))}
    </nav>
  );
}

interface HeaderProps {
  /** null: on the sign-in page, which has no places to go to. */
  signedIn: { tenantId: string; conversionsWaiting?: number } | null;
  tools: ReactNode;
}

/** The bar at the top. */
export function Header({ signedIn, tools }: HeaderProps) {
  const messages = useMessages(shellMessages);
  const waiting = signedIn?.conversionsWaiting ?? 0;
  const places: readonly Place[] = [
    { to: paths.plans(), label: messages.nav.plans },
    { to: paths.backfills(), label: messages.nav.backfills },
    { to: paths.conversions(), label: messages.nav.conversions, waiting },
    { to: paths.dataUpdates(), label: messages.nav.dataUpdates },
    { to: paths.activity(), label: messages.nav.activity },
  ];
  return (
    <header className={classes.header}>
      <a href="#content" className={classes.skip}>
        {messages.skip}
      </a>
      <Link to={paths.home()} className={classes.brand} aria-label={messages.product}>
        <Logo />
        <span className={classes.product} data-alone={signedIn === null || undefined}>
          {messages.product}
        </span>
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
            <Panel
              label={
                waiting > 0 ? `${messages.menu}, ${counted(waiting)} ${messages.waiting}` : messages.menu
              }
              button={
                <>
                  <Glyph name="menu" />
                  {waiting > 0 && <span className={classes.waiting}>{counted(waiting)}</span>}
                </>
              }
              buttonClass={bar.button}
            >
              {(close) => <Places places={places} onGo={close} className={classes.drawer} />}
            </Panel>
          </span>
        )}
      </div>
    </header>
  );
}
