import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { conversionQuery } from '../api/conversions.ts';
import { sessionQuery } from '../api/session.ts';
import { ConversionDetail } from '../features/conversions/conversion-detail.tsx';
import { conversionMessages } from '../features/conversions/messages.ts';
import { ConversionBadge } from '../features/conversions/state-badge.tsx';
import { QueryBoundary } from '../features/shell/query-boundary.tsx';
import { useMessages } from '../i18n/language.tsx';
import { paths } from '../paths.ts';
import { Page } from '../ui/page.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

/** The button that was pressed is gone; readers hear the page's name again, now of something that is done. */
function focusHeading(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-page-heading]')?.focus());
}

function ConversionOf({ id }: { id: string }) {
  const messages = useMessages(conversionMessages);
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { data: conversion } = useSuspenseQuery(conversionQuery(id));
  const { planId, planName } = conversion;
  const title = messages.pageTitle(planName ?? planId);
  return (
    <Page
      title={title}
      heading={<bdi>{title}</bdi>}
      aside={
        <>
          <ConversionBadge conversion={conversion} />
          <Link to={paths.plan(planId)}>{messages.actions.openPlan}</Link>
        </>
      }
    >
      <ConversionDetail conversion={conversion} session={session} onConverted={focusHeading} />
    </Page>
  );
}

export function ConversionPage() {
  const messages = useMessages(conversionMessages);
  const { conversionId = '' } = useParams();
  return (
    <QueryBoundary
      title={messages.title}
      of={conversionId}
      skeleton={
        <Page title={messages.title} loading>
          <SkeletonRows count={8} />
        </Page>
      }
    >
      <ConversionOf id={conversionId} />
    </QueryBoundary>
  );
}
