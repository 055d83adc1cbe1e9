import { useMemo } from 'react';
import { useMessages } from '../../i18n/language.tsx';
import { instanceMessages } from './messages.ts';
import { sqlLines } from './sql-tokens.ts';
import classes from './sql-text.module.css';

/** Longer ones would make thousands of elements for colours that nobody looks at. */
const longestColoured = 100_000;

export function SqlText({ sql, wrap }: { sql: string; wrap: boolean }) {
  const { sql: messages } = useMessages(instanceMessages);
  const coloured = sql.length <= longestColoured;
  const lines = useMemo(() => (coloured ? sqlLines(sql) : null), [coloured, sql]);
  return (
    <>
      {!coloured && <p className={classes.hint}>{messages.large}</p>}
      <pre
        className={classes.sql}
        data-wrap={wrap || undefined}
        tabIndex={0}
        aria-label={messages.region}
        role="region"
      >
        {lines === null
          ? sql
          : lines.map((tokens, i) => (
              <span key={i} className={classes.line}>
                {tokens.map(({ kind, text }, n) =>
                  kind === 'space' || kind === 'mark' || kind === 'name' ? (
                    text
                  ) : (
                    <span key={n} data-kind={kind}>
                      {text}
                    </span>
                  ),
                )}
                {'\n'}
              </span>
            ))}
      </pre>
    </>
  );
}
