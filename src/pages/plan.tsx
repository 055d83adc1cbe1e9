import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { freshnessQuery } from '../api/freshness.ts';
import { planQuery } from '../api/plans.ts';
import { sessionQuery } from '../api/session.ts';
import { ConversionActions } from '../features/conversions/conversion-actions.tsx';
import { ConversionReceipt } from '../features/conversions/conversion-receipt.tsx';
import { PartitionCalendar } from '../features/partitions/partition-calendar.tsx';
import { FreshnessBadge } from '../features/plans/freshness-badge.tsx';
import { planMessages } from '../features/plans/messages.ts';
import { PlanFacts } from '../features/plans/plan-facts.tsx';
import { planTitle } from '../features/plans/plan-names.ts';
import { QueryBoundary } from '../features/shell/query-boundary.tsx';
import { useMessages } from '../i18n/language.tsx';
import { paths } from '../paths.ts';
import { UpdatedAgo } from '../ui/age.tsx';
import { Page } from '../ui/page.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

function Plan({ planId }: { planId: string }) {
  const messages = useMessages(planMessages);
  const { data: plan } = useSuspenseQuery(planQuery(planId));
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { data: known } = useQuery(freshnessQuery(planId));
  const title = planTitle(plan);
  return (
    <Page
      title={title}
      heading={<bdi>{title}</bdi>}
      aside={
        <>
          {known && <FreshnessBadge state={known.freshness.state} />}
          <UpdatedAgo asOf={plan.asOf} />
          <ConversionActions plan={plan} session={session} />
        </>
      }
    >
      <ConversionReceipt plan={plan} />
      <PlanFacts plan={plan} />
      <PartitionCalendar plan={plan} />
      <p>
        <Link to={paths.plans()}>{messages.details.back}</Link>
      </p>
    </Page>
  );
}

export function PlanPage() {
  const messages = useMessages(planMessages);
  const { planId = '' } = useParams();
  return (
    <QueryBoundary
      title={messages.plan}
      of={planId}
      skeleton={
        <Page title={messages.plan} loading>
          <SkeletonRows count={6} />
        </Page>
      }
    >
      <Plan planId={planId} />
    </QueryBoundary>
  );
}
