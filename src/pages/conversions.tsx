import { Button } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { conversionListQuery, useOlderConversions } from '../api/conversions.ts';
import { asApiError } from '../api/errors.ts';
import { sessionQuery } from '../api/session.ts';
import { conversionViews, type ConversionView } from '../contract/conversion.ts';
import { ConversionList } from '../features/conversions/conversion-list.tsx';
import { conversionViewQuery, readConversionView } from '../features/conversions/conversion-view.ts';
import { GuardNote } from '../features/conversions/guard-note.tsx';
import { conversionMessages } from '../features/conversions/messages.ts';
import { useMessages } from '../i18n/language.tsx';
import { useProblemWords } from '../i18n/problems.ts';
import { paths } from '../paths.ts';
import { UpdatedAgo } from '../ui/age.tsx';
import { ChoiceBar } from '../ui/choice-bar.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import classes from './conversions.module.css';

function List({ view }: { view: ConversionView }) {
  const messages = useMessages(conversionMessages);
  const problemWords = useProblemWords();
  const list = useQuery(conversionListQuery({ view }));
  const older = useOlderConversions({ view });
  const error = asApiError(older.error ?? list.error);
  if (!list.data) {
    if (!error) return <SkeletonRows count={6} />;
    return <ProblemAlert problem={problemWords(error)} onRetry={() => void list.refetch()} />;
  }
  const { rows, cursor, asOf } = list.data;
  if (rows.length === 0) {
    return <EmptyState title={messages.empty[view].title}>{messages.empty[view].text}</EmptyState>;
  }
  return (
    <>
      <ConversionList conversions={rows} />
      {error && <ProblemAlert problem={problemWords(error)} />}
      <div className={classes.foot}>
        {cursor !== undefined && (
          <Button variant="default" loading={older.isPending} onClick={() => older.mutate(cursor)}>
            {messages.older}
          </Button>
        )}
        <UpdatedAgo asOf={asOf} />
      </div>
    </>
  );
}

export function ConversionsPage() {
  const messages = useMessages(conversionMessages);
  const { twoPerson } = useSuspenseQuery(sessionQuery).data;
  const navigate = useNavigate();
  const view = readConversionView(useSearchParams()[0]);
  return (
    <Page title={messages.title}>
      <p className={classes.lead}>{twoPerson ? messages.lead : messages.leadOne}</p>
      <div>
        <ChoiceBar
          label={messages.viewsLabel}
          value={view}
          choices={conversionViews.map((value) => ({ value, label: messages.views[value] }))}
          onChange={(next) => void navigate(paths.conversions(conversionViewQuery(next)), { replace: true })}
        />
      </div>
      <List key={view} view={view} />
      <GuardNote />
    </Page>
  );
}
