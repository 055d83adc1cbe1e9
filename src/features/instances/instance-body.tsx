import type { ReactNode } from 'react';
import { readLog, wholeLogBytes } from '../../api/instances.ts';
import type { Instance, InstanceListItem } from '../../contract/instance.ts';
import { useMessages } from '../../i18n/language.tsx';
import { apiPaths } from '../../paths.ts';
import { InstanceFacts } from './instance-facts.tsx';
import { LogViewer } from './log-viewer.tsx';
import { instanceMessages } from './messages.ts';
import { SqlPanel, type LastSuccess } from './sql-panel.tsx';
import { TimesPanel } from './times-panel.tsx';
import classes from './instance-panels.module.css';

interface InstanceBodyProps {
  instance: Instance;
  listed: InstanceListItem | null;
  siblings: readonly InstanceListItem[];
  plan: { id: string; title: string } | null;
  backfillId: string | null;
  lastSuccess: LastSuccess;
  onCompare: () => void;
  line: number | null;
  onLine: (line: number) => void;
  wallNow: string;
}

function Section({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={heading}>
      <h2 className={classes.heading}>{heading}</h2>
      {children}
    </section>
  );
}

/** What ran, when, and why it failed: the failure first, since that is what one comes for. */
export function InstanceBody(props: InstanceBodyProps) {
  const { instance, listed, siblings, plan, backfillId, lastSuccess, onCompare, line, onLine, wallNow } =
    props;
  const messages = useMessages(instanceMessages);
  const { id, log, logBytes, status } = instance;
  return (
    <>
      <InstanceFacts instance={instance} listed={listed} plan={plan} backfillId={backfillId} />
      <Section heading={messages.log.heading}>
        {log === null || log === '' ? (
          <p className={classes.note}>{status === 'FAILED' ? messages.log.missing : messages.log.none}</p>
        ) : (
          <LogViewer
            key={id}
            text={log}
            bytes={logBytes}
            whole={logBytes <= wholeLogBytes}
            cause={instance.rootCause ?? null}
            read={(take, signal) => readLog(id, take, signal)}
            href={apiPaths.instanceLog(id)}
            fileName={`${id}.log`}
            line={line}
            onLine={onLine}
          />
        )}
      </Section>
      <Section heading={messages.times.heading}>
        <TimesPanel instance={instance} listed={listed} siblings={siblings} wallNow={wallNow} />
      </Section>
      <Section heading={messages.sql.heading}>
        <SqlPanel instance={instance} lastSuccess={lastSuccess} onCompare={onCompare} />
      </Section>
    </>
  );
}
