import { Button } from '@mantine/core';
import { useId } from 'react';
import { useMessages } from '../i18n/language.tsx';
import { CopyButton } from './copy-button.tsx';
import { StateMark } from './state-mark.tsx';
import { uiMessages } from './messages.ts';
import classes from './problem-alert.module.css';

/** A failure in the reader's words: what happened, what it means, what to do next. */
export interface ProblemText {
  title: string;
  means: string;
  next: string;
  /** The other system's own words, shown as they are. */
  words?: { label: string; text: string } | undefined;
  traceId?: string | undefined;
  requestId?: string | undefined;
}

function Handle({ name, value }: { name: string; value: string }) {
  return (
    <div className={classes.handle}>
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
        <CopyButton text={value} what={name} />
      </dd>
    </div>
  );
}

export function ProblemAlert({ problem, onRetry }: { problem: ProblemText; onRetry?: () => void }) {
  const messages = useMessages(uiMessages);
  const titleId = useId();
  const { title, means, next, words, traceId, requestId } = problem;
  return (
    <section className={classes.alert} role="alert" aria-labelledby={titleId}>
      <span className={classes.icon}>
        <StateMark name="warning" />
      </span>
      <div className={classes.body}>
        <p id={titleId} className={classes.title}>
          {title}
        </p>
        <p className={classes.text}>{means}</p>
        {words !== undefined && (
          <div>
            <p className={classes.label}>{words.label}</p>
            <p className={classes.words} dir="auto">
              {words.text}
            </p>
          </div>
        )}
        <p className={classes.text}>
          <strong>{messages.whatNext}</strong> {next}
        </p>
        {(traceId !== undefined || requestId !== undefined) && (
          <dl className={classes.handles}>
            {traceId !== undefined && <Handle name={messages.traceId} value={traceId} />}
            {requestId !== undefined && <Handle name={messages.requestId} value={requestId} />}
          </dl>
        )}
        {onRetry && (
          <Button variant="default" size="xs" onClick={onRetry} className={classes.retry}>
            {messages.tryAgain}
          </Button>
        )}
      </div>
    </section>
  );
}
