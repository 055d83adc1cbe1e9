import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './tab-links.module.css';

interface Tab<T extends string> {
  value: T;
  label: string;
  href: string;
}

interface TabLinksProps<T extends string> {
  label: string;
  tabs: readonly Tab<T>[];
  current: T;
  /** What the current tab shows. */
  children: ReactNode;
}

/** Tabs that are addresses: they open in a new window, and can be sent to somebody. Arrow keys go along them. */
export function TabLinks<T extends string>({ label, tabs, current, children }: TabLinksProps<T>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    const at = tabs.findIndex(({ value }) => value === current);
    const to = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    const link = to === undefined ? null : list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[to];
    if (!link) return;
    event.preventDefault();
    link.focus();
    link.click();
  }

  return (
    <>
      <div ref={list} role="tablist" aria-label={label} className={classes.tabs} onKeyDown={onKeyDown}>
        {tabs.map(({ value, label: name, href }) => {
          const isCurrent = value === current;
          return (
            <Link
              key={value}
              to={href}
              id={`${id}-${value}`}
              role="tab"
              aria-selected={isCurrent}
              aria-controls={isCurrent ? `${id}-panel` : undefined}
              tabIndex={isCurrent ? 0 : -1}
              preventScrollReset
              className={classes.tab}
            >
              {name}
            </Link>
          );
        })}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${current}`} className={classes.panel}>
        {children}
      </div>
    </>
  );
}
