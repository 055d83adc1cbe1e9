import type { ReactNode } from 'react';
import classes from './conversion.module.css';

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Names({ names, none }: { names: readonly string[]; none: string }) {
  if (names.length === 0) return <span className={classes.dim}>{none}</span>;
  return (
    <ul className={classes.names}>
      {names.map((name, i) => (
        <li key={i}>
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
}
