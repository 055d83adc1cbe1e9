import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Instance, InstanceListItem } from '../../contract/instance.ts';
import { rangeText } from '../../domain/range-text.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useStatusLook } from '../../i18n/status-look.ts';
import { copyText } from '../../ui/clipboard.ts';
import { timesOf } from './instance-times.ts';
import { instanceMessages } from './messages.ts';
import { reportText } from './report.ts';
import classes from './instance-panels.module.css';

interface ReportButtonProps {
  instance: Instance;
  listed: InstanceListItem | null;
  planTitle: string | null;
  /** Of the call to CAN that created it. */
  call: { dagName?: string | undefined; traceId?: string | undefined } | null;
}

/** Tickets take a few thousand characters; the whole of it is behind the link. */
const longestSql = 8000;

export function ReportButton({ instance, listed, planTitle, call }: ReportButtonProps) {
  const { report: messages, facts } = useMessages(instanceMessages);
  const look = useStatusLook();
  const [copied, setCopied] = useState<boolean | null>(null);

  async function copy(): Promise<void> {
    const { id, status, server, range, rootCause, sql } = instance;
    const times = timesOf(instance, listed);
    const days = range === null ? facts.wholeTable : rangeText(range);
    const own = sql.formatted ?? sql.original;
    const text = reportText({
      title: messages.title(planTitle ?? facts.noPlan, days),
      facts: [
        [messages.plan, planTitle],
        [messages.days, days],
        [messages.instance, id],
        [messages.status, look.instance(status).label],
        [messages.server, server],
        [
          messages.times,
          [times.createdAt, times.startedAt, times.endedAt].map((time) => time ?? messages.none).join(' / '),
        ],
        [messages.dagName, call?.dagName ?? null],
        [messages.traceId, call?.traceId ?? null],
        // The address of this page holds ids only; a person signs in with their own credential.
        [messages.link, window.location.href],
      ],
      cause: rootCause === undefined ? null : { label: messages.cause, text: rootCause },
      sql:
        own === null
          ? null
          : { label: messages.sql, text: own.length > longestSql ? `${own.slice(0, longestSql)}\n…` : own },
    });
    setCopied(await copyText(text));
    setTimeout(() => setCopied(null), 2500);
  }

  return (
    <>
      <Button variant="default" size="xs" onClick={() => void copy()}>
        {messages.copy}
      </Button>
      <span role="status" className={classes.said}>
        {copied === null ? '' : copied ? messages.copied : messages.copyFailed}
      </span>
    </>
  );
}
