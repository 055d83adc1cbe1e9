import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { paths } from '../../paths.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { MarkName } from '../../ui/state-mark.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { dataUpdateMessages } from './messages.ts';
import type { DayUpdate, Sending } from './sending.ts';
import classes from './results.module.css';

const looks: Record<DayUpdate['state'], { tone: Tone; icon: MarkName }> = {
  waiting: { tone: 'idle', icon: 'clock' },
  sending: { tone: 'busy', icon: 'running' },
  done: { tone: 'good', icon: 'check' },
  refused: { tone: 'bad', icon: 'cross' },
  unknown: { tone: 'warn', icon: 'warning' },
  unsent: { tone: 'idle', icon: 'hollow' },
};

interface ResultsProps {
  sending: Sending;
  busy: boolean;
  onQueue: (days: readonly string[]) => void;
}

function Says({ update, busy, onQueue }: { update: DayUpdate } & Omit<ResultsProps, 'sending'>) {
  const { results } = useMessages(dataUpdateMessages);
  const problem = useProblemWords();
  const { error, state, day } = update;
  if (!error) return null;
  const { title, words } = problem(error);
  return (
    <>
      <span className={classes.words}>{words?.text ?? title}</span>
      {state === 'unknown' && <span className={classes.dim}>{results.unknown}</span>}
      <Button variant="default" size="xs" disabled={busy} onClick={() => onQueue([day])}>
        {state === 'unknown' ? results.askAgain : results.sendAgain}
      </Button>
    </>
  );
}

/** What became of each day. */
export function Results({ sending, busy, onQueue }: ResultsProps) {
  const { results } = useMessages(dataUpdateMessages);
  const format = useFormat();
  const { columns, states } = results;
  const { updates } = sending;
  const unsent = updates.filter(({ state }) => state === 'unsent').map(({ day }) => day);
  const allDone = updates.every(({ state }) => state === 'done');
  return (
    <section className={classes.card} aria-label={results.title}>
      <h2 className={classes.title}>{results.title}</h2>
      <p>
        <code>{sending.tableName}</code>
      </p>
      <p role="status" className={classes.status}>
        {allDone ? results.allDone(updates.length) : unsent.length > 0 ? results.stopped : ''}
      </p>
      <div className={classes.scroll}>
        <table className={`${classes.table} ${classes.days}`} aria-label={results.table}>
          <thead>
            <tr>
              <th scope="col">{columns.day}</th>
              <th scope="col">{columns.outcome}</th>
              <th scope="col">{columns.says}</th>
              <th scope="col">{columns.trace}</th>
            </tr>
          </thead>
          <tbody>
            {updates.map((update) => (
              <tr key={update.day}>
                <td className={classes.day}>{format.day(update.day)}</td>
                <td>
                  <StateBadge {...looks[update.state]} label={states[update.state]} />
                </td>
                <td>
                  <div className={classes.says}>
                    <Says update={update} busy={busy} onQueue={onQueue} />
                  </div>
                </td>
                <td>
                  {update.traceId !== undefined && (
                    <>
                      <code className={classes.trace}>{update.traceId}</code>
                      <CopyButton text={update.traceId} what={columns.trace} />
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.foot}>
        {unsent.length > 0 && (
          <Button variant="default" disabled={busy} onClick={() => onQueue(unsent)}>
            {results.goOn(unsent.length)}
          </Button>
        )}
        <Link to={paths.activity({ action: 'data-update' })}>{results.journal}</Link>
      </p>
    </section>
  );
}
