import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { planStatesQuery } from '../api/freshness.ts';
import { sessionQuery } from '../api/session.ts';
import type { PlanStateList } from '../contract/freshness.ts';
import { cutTableName, type TableName } from '../domain/table-name.ts';
import type { Day } from '../domain/wall-date.ts';
import { Changes } from '../features/data-updates/changes.tsx';
import { dataUpdateMessages } from '../features/data-updates/messages.ts';
import { Results } from '../features/data-updates/results.tsx';
import { Templates } from '../features/data-updates/templates-list.tsx';
import { UpdateForm } from '../features/data-updates/update-form.tsx';
import { useSending } from '../features/data-updates/use-sending.ts';
import { useMessages } from '../i18n/language.tsx';
import { Page } from '../ui/page.tsx';
import classes from './data-updates.module.css';

const nothing: TableName = { source: '', catalog: '', schema: '', table: '' };

/** An address may name a table, as the journal's rows do; one that can't be taken apart is left out. */
function tableIn(params: URLSearchParams): TableName {
  const cut = cutTableName(params.get('table') ?? '');
  return cut.ok ? cut.parts : nothing;
}

export function DataUpdatesPage() {
  const messages = useMessages(dataUpdateMessages);
  const { today } = useSuspenseQuery(sessionQuery).data;
  const [params] = useSearchParams();
  const client = useQueryClient();
  // Asked for beforehand, so that there is something to compare with.
  useQuery(planStatesQuery);
  const { sending, busy, begin, queue } = useSending();
  const [template, setTemplate] = useState({ parts: tableIn(params), nth: 0 });
  const [before, setBefore] = useState<PlanStateList | undefined>();

  function send(tableName: string, days: Day[]) {
    setBefore(client.getQueryData<PlanStateList>(planStatesQuery.queryKey));
    begin(tableName, days);
  }

  return (
    <Page title={messages.title}>
      <p className={classes.lead}>{messages.lead}</p>
      <div className={classes.columns}>
        <div className={classes.column}>
          <UpdateForm key={template.nth} initial={template.parts} today={today} busy={busy} onSend={send} />
          {sending && <Results sending={sending} busy={busy} onQueue={queue} />}
          {sending && <Changes before={before} />}
        </div>
        <Templates onUse={(parts) => setTemplate(({ nth }) => ({ parts, nth: nth + 1 }))} />
      </div>
    </Page>
  );
}
