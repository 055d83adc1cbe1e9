import type { ReactNode } from 'react';
import classes from './page.module.css';

const product = 'Acceleration Console';

interface PageProps {
  /** Names the page: in the tab, and in its first heading unless `heading` says more. */
  title: string;
  heading?: ReactNode;
  /** Beside the heading: age of the data, actions. */
  aside?: ReactNode;
  /** A skeleton: the focus waits for the page that takes its place. */
  loading?: boolean;
  children: ReactNode;
}

/** The heading takes the focus after a navigation (ui/route-focus.tsx), so that readers hear where they are. */
export function Page({ title, heading, aside, loading = false, children }: PageProps) {
  return (
    <div className={classes.page}>
      <title>{`${title} · ${product}`}</title>
      <div className={classes.head}>
        <h1 className={classes.heading} tabIndex={-1} data-page-heading={loading ? undefined : ''}>
          {heading ?? title}
        </h1>
        {aside !== undefined && <div className={classes.aside}>{aside}</div>}
      </div>
      {children}
    </div>
  );
}
