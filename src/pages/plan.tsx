import { Button } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { ApiError, isOutage } from '../api/errors.ts';
import { planListQuery, planQuery } from '../api/plans.ts';
import { sessionQuery } from '../api/session.ts';
import type { Plan } from '../contract/plan.ts';
import { planCan } from '../domain/plan-can.ts';
import { ActivityList } from '../features/activity/plan-activity.tsx';
import { ConversionActions } from '../features/conversions/conversion-actions.tsx';
import { ConversionReceipt } from '../features/conversions/conversion-receipt.tsx';
import { PartitionCalendar } from '../features/partitions/partition-calendar.tsx';
import { planMessages } from '../features/plans/messages.ts';
import { PlanDetails } from '../features/plans/plan-details.tsx';
import { PlanIdentity } from '../features/plans/plan-identity.tsx';
import { planTitle } from '../features/plans/plan-names.ts';
import { planPageMessages } from '../features/plans/plan-page-messages.ts';
import { PlanSentences } from '../features/plans/plan-sentences.tsx';
import { readTab, tabsOf, type PlanTab } from '../features/plans/plan-tab.ts';
import { QueryBoundary } from '../features/shell/query-boundary.tsx';
import { useMessages } from '../i18n/language.tsx';
import { useProblemWords } from '../i18n/problems.ts';
import { useReasonWords } from '../i18n/reasons.ts';
import { paths } from '../paths.ts';
import { UpdatedAgo } from '../ui/age.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { ReasonedButton } from '../ui/reasoned-button.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { TabLinks } from '../ui/tab-links.tsx';
import { PlanBackfills } from './plan-backfills.tsx';
import classes from './plan.module.css';

/** SQL is only taken apart where it is shown. */
const Scripts = lazy(async () => {
  const [{ PlanScripts }, { sqlTokens }] = await Promise.all([
    import('../features/plans/plan-scripts.tsx'),
    import('../features/instances/sql-tokens.ts'),
  ]);
  return { default: ({ plan }: { plan: Plan }) => <PlanScripts plan={plan} highlight={sqlTokens} /> };
});

function BackfillButton({ plan }: { plan: Plan }) {
  const { actions } = useMessages(planPageMessages);
  const because = useReasonWords();
  const can = planCan.backfill(plan);
  return can.ok ? (
    <Button component={Link} to={paths.backfillWizard(plan.id)}>
      {actions.backfill}
    </Button>
  ) : (
    <ReasonedButton reason={because(can.reason) ?? can.message} onClick={() => undefined}>
      {actions.backfill}
    </ReasonedButton>
  );
}

function Parts({ planId, plan, title }: { planId: string; plan: Plan | undefined; title: string }) {
  const { tabs: words } = useMessages(planPageMessages);
  const [params] = useSearchParams();
  const tabs = tabsOf(plan);
  const current = readTab(params, tabs);
  if (current === undefined) return null;
  // What the calendar keeps in the address stays there, for when one comes back to it.
  const kept = Object.fromEntries(params);
  const hrefOf = (tab: PlanTab) => paths.plan(planId, { ...kept, tab: tab === tabs[0] ? null : tab });
  return (
    <TabLinks
      label={words.label}
      current={current}
      tabs={tabs.map((value) => ({ value, label: words[value], href: hrefOf(value) }))}
    >
      {current === 'backfills' && <PlanBackfills planId={planId} title={title} />}
      {current === 'activity' && <ActivityList planId={planId} />}
      {plan && current === 'calendar' && <PartitionCalendar plan={plan} />}
      {plan && current === 'details' && <PlanDetails plan={plan} />}
      {plan && current === 'scripts' && (
        <Suspense fallback={<SkeletonRows count={8} />}>
          <Scripts plan={plan} />
        </Suspense>
      )}
    </TabLinks>
  );
}

function PlanView({ planId }: { planId: string }) {
  const { plan: untitled } = useMessages(planMessages);
  const words = useProblemWords();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { data: plan, error, refetch } = useQuery(planQuery(planId));
  const item = useQuery(planListQuery).data?.plans.find(({ id }) => id === planId);
  if (!plan && !(error instanceof ApiError)) {
    if (error) throw error;
    return <PlanSkeleton />;
  }
  const named = plan ?? item;
  const title = named ? planTitle(named) : untitled;
  // Of an outage the banner speaks; the page keeps what was read before.
  const problem = error instanceof ApiError && (plan === undefined || !isOutage(error)) ? error : null;
  return (
    <Page
      title={title}
      heading={
        <bdi className={classes.name} title={title}>
          {title}
        </bdi>
      }
      aside={
        plan && (
          <>
            <UpdatedAgo asOf={plan.asOf} />
            <div className={classes.actions}>
              <ConversionActions plan={plan} session={session} />
              <BackfillButton plan={plan} />
            </div>
          </>
        )
      }
    >
      <PlanIdentity planId={planId} item={item} plan={plan} />
      {problem && <ProblemAlert problem={words(problem)} onRetry={() => void refetch()} />}
      {plan && (
        <>
          <ConversionReceipt plan={plan} />
          <PlanSentences plan={plan} />
        </>
      )}
      <Parts planId={planId} plan={plan} title={title} />
    </Page>
  );
}

function PlanSkeleton() {
  const { plan } = useMessages(planMessages);
  return (
    <Page title={plan} loading>
      <div className={classes.skeleton} />
      <SkeletonRows count={8} />
    </Page>
  );
}

export function PlanPage() {
  const { plan } = useMessages(planMessages);
  const { planId = '' } = useParams();
  return (
    <QueryBoundary title={plan} of={planId} skeleton={<PlanSkeleton />}>
      <PlanView key={planId} planId={planId} />
    </QueryBoundary>
  );
}
