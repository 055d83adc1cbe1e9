import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** Nothing is there, why that is, and what one can do. Never drawn where a request has failed. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      {children !== undefined && <p className={classes.text}>{children}</p>}
      {action}
    </div>
  );
}
