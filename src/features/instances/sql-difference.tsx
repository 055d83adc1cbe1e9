import { useMemo } from 'react';
import { diffSql, type SqlDiffLine } from '../../domain/sql-diff.ts';
import { useMessages } from '../../i18n/language.tsx';
import { instanceMessages } from './messages.ts';
import classes from './sql-difference.module.css';

/** Unchanged lines shown around each change. */
const around = 3;

interface Stretch {
  lines: SqlDiffLine[];
  /** Left out; 0: these are shown. */
  skipped: number;
}

/** Long runs of unchanged lines are told by their number. */
function stretches(lines: readonly SqlDiffLine[]): Stretch[] {
  const near = new Uint8Array(lines.length);
  lines.forEach(({ kind }, i) => {
    if (kind === 'same') return;
    near.fill(1, Math.max(0, i - around), Math.min(lines.length, i + around + 1));
  });
  const result: Stretch[] = [];
  lines.forEach((line, i) => {
    const last = result.at(-1);
    if (near[i] === 1) {
      if (last && last.skipped === 0) last.lines.push(line);
      else result.push({ lines: [line], skipped: 0 });
    } else if (last && last.skipped > 0) last.skipped++;
    else result.push({ lines: [], skipped: 1 });
  });
  return result;
}

const signs = { same: ' ', added: '+', removed: '-' } as const;

/** What ran, and as which instance. */
export interface Ran {
  id: string;
  sql: string;
}

interface SqlDifferenceProps {
  success: Ran;
  own: Ran;
  wrap: boolean;
}

/** What is different beyond the dates; a sign stands before each changed line, the colour only helps. */
export function SqlDifference({ success, own, wrap }: SqlDifferenceProps) {
  const { sql: messages } = useMessages(instanceMessages);
  const diff = useMemo(
    () => diffSql(success.sql, own.sql, { left: success.id, right: own.id }),
    [success.sql, own.sql, success.id, own.id],
  );
  const parts = useMemo(() => stretches(diff.lines), [diff.lines]);
  if (diff.added + diff.removed === 0) return <p className={classes.same}>{messages.same}</p>;
  return (
    <>
      {diff.coarse && <p className={classes.same}>{messages.tooDifferent}</p>}
      <div
        className={classes.diff}
        data-wrap={wrap || undefined}
        tabIndex={0}
        role="region"
        aria-label={messages.difference}
      >
        {parts.map(({ lines, skipped }, i) =>
          skipped > 0 ? (
            <p key={i} className={classes.skipped}>
              {messages.unchanged(skipped)}
            </p>
          ) : (
            lines.map(({ kind, left, right, text }) => (
              <div key={`${left} ${right}`} className={classes.line} data-kind={kind}>
                <span className={classes.number}>{right ?? left}</span>
                <span className={classes.sign}>
                  <span aria-hidden="true">{signs[kind]}</span>
                  {kind !== 'same' && (
                    <span className={classes.said}>
                      {kind === 'added' ? messages.added : messages.removed}:{' '}
                    </span>
                  )}
                </span>
                <span className={classes.text}>{text}</span>
              </div>
            ))
          ),
        )}
      </div>
    </>
  );
}
