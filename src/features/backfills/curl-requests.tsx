import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readBackfillPreview } from '../../api/backfill-facts.ts';
import type { BackfillPreview, CreateBackfill } from '../../contract/backfill.ts';
import { curlText } from '../../domain/curl.ts';
import { useMessages } from '../../i18n/language.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { wizardMessages } from './wizard-messages.ts';
import classes from './wizard.module.css';

/** Thousands of calls are copied whole, but not all drawn. */
const drawn = 50;

function textOf({ headers, requests }: BackfillPreview): string[] {
  return requests.map(({ method, url, body }) =>
    curlText({ method, url, headers: { ...headers, 'auth-value': '***' }, body }),
  );
}

export function CurlRequests({ request }: { request: CreateBackfill }) {
  const { review: messages } = useMessages(wizardMessages);
  const [open, setOpen] = useState(false);
  const { planId, ranges, lotDays } = request;
  const body: CreateBackfill = { planId, ranges, ...(lotDays !== undefined && { lotDays }) };
  const preview = useQuery({
    queryKey: ['backfills', 'preview', JSON.stringify(body)],
    queryFn: () => readBackfillPreview(body),
    enabled: open,
    staleTime: Infinity,
  });
  const texts = preview.data ? textOf(preview.data) : null;
  return (
    <details className={classes.details} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{messages.curl}</summary>
      <p className={classes.means}>
        {messages.curlHint}{' '}
        {texts !== null && <CopyButton text={texts.join('\n\n')} what={messages.curlCopy} />}
      </p>
      {texts !== null ? (
        <pre className={classes.curl} tabIndex={0}>
          {texts.slice(0, drawn).join('\n\n')}
          {texts.length > drawn && '\n\n…'}
        </pre>
      ) : preview.isError ? (
        <p className={classes.warning}>{messages.curlFailed}</p>
      ) : (
        open && <SkeletonRows count={2} />
      )}
    </details>
  );
}
