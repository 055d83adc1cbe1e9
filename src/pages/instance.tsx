import { Button } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { backfillInstancesQuery, backfillQuery } from '../api/backfills.ts';
import { evidenceQuery } from '../api/evidence.ts';
import { instanceQuery } from '../api/instances.ts';
import { planListQuery } from '../api/plans.ts';
import { sessionQuery } from '../api/session.ts';
import type { Evidence } from '../contract/evidence.ts';
import type { InstanceListItem } from '../contract/instance.ts';
import { wallNow } from '../domain/wall-date.ts';
import { InstanceBody } from '../features/instances/instance-body.tsx';
import { instanceMessages } from '../features/instances/messages.ts';
import { ReportButton } from '../features/instances/report-button.tsx';
import type { LastSuccess } from '../features/instances/sql-panel.tsx';
import { planTitle } from '../features/plans/plan-names.ts';
import { QueryBoundary } from '../features/shell/query-boundary.tsx';
import { useMessages } from '../i18n/language.tsx';
import { paths } from '../paths.ts';
import { useServerNow } from '../ui/clock.tsx';
import { Page } from '../ui/page.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

/** The newest that went well, of the instances this console knows of the plan. */
function lastSuccessOf(id: string, planId: string | null, evidence: Evidence | undefined): LastSuccess {
  if (planId === null) return { kind: 'no-plan' };
  if (evidence === undefined) return { kind: 'looking' };
  let last: InstanceListItem | null = null;
  for (const one of evidence.instances) {
    if (one.id === id || one.status !== 'SUCCESS') continue;
    if (last === null || (one.endedAt ?? '') > (last.endedAt ?? '')) last = one;
  }
  return last === null ? { kind: 'none' } : { kind: 'found', id: last.id };
}

/** All that is known of an instance besides what CAN says of it alone. */
function useInstance(instanceId: string) {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { data: instance } = useSuspenseQuery(instanceQuery(instanceId));
  const [params] = useSearchParams();
  const named = params.get('backfill');
  const [planOfInstance] = instance.planIds;

  const backfill = useQuery({ ...backfillQuery(named ?? ''), enabled: named !== null });
  const planId = planOfInstance ?? backfill.data?.planId ?? null;
  const [comparing, setComparing] = useState(false);
  // It holds every instance that is known of the plan, so it is asked for once, and only where it is needed.
  const evidence = useQuery({
    ...evidenceQuery(planId ?? '', session.timeZone),
    enabled: planId !== null && (named === null || comparing),
    refetchInterval: false,
  });
  const plans = useQuery(planListQuery);
  const plan = plans.data?.plans.find(({ id }) => id === planId);

  // The address names the backfill when one came from there; else the plan's instances know it.
  const known = evidence.data?.instances.find(({ id }) => id === instanceId);
  const backfillId = named ?? known?.backfillId ?? null;
  const list = useQuery({
    ...backfillInstancesQuery(backfillId ?? '', { state: backfill.data?.state }),
    enabled: backfillId !== null,
  });
  const listed = list.data?.byId.get(instanceId) ?? known ?? null;
  const siblings = useMemo(
    () => list.data?.list.filter(({ id }) => id !== instanceId) ?? [],
    [list.data, instanceId],
  );
  const owner = useQuery({ ...backfillQuery(backfillId ?? ''), enabled: backfillId !== null });
  const call = owner.data?.tasks.find(({ n }) => n === listed?.task) ?? null;
  return {
    instance,
    listed,
    siblings,
    backfillId,
    call,
    plan: planId === null ? null : { id: planId, title: plan ? planTitle(plan) : planId },
    lastSuccess: lastSuccessOf(instanceId, planId, evidence.data),
    compare: () => setComparing(true),
    wall: wallNow(session.timeZone, useServerNow()),
  };
}

function readLine(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
}

function InstanceContents({ of }: { of: ReturnType<typeof useInstance> }) {
  const [params] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  const { instance, listed, siblings, backfillId, plan, lastSuccess, compare, wall } = of;
  return (
    <InstanceBody
      instance={instance}
      listed={listed}
      siblings={siblings}
      plan={plan}
      backfillId={backfillId}
      lastSuccess={lastSuccess}
      onCompare={compare}
      wallNow={wall}
      line={readLine(params.get('line'))}
      onLine={(line) =>
        void navigate(paths.instance(instance.id, { backfill: params.get('backfill'), line }), {
          replace: true,
          state: location.state as unknown,
          preventScrollReset: true,
        })
      }
    />
  );
}

function Report({ of: { instance, listed, plan, call } }: { of: ReturnType<typeof useInstance> }) {
  return <ReportButton instance={instance} listed={listed} planTitle={plan?.title ?? null} call={call} />;
}

function Alone({ instanceId }: { instanceId: string }) {
  const messages = useMessages(instanceMessages);
  const of = useInstance(instanceId);
  return (
    <Page title={messages.title(instanceId)} aside={<Report of={of} />}>
      <InstanceContents of={of} />
    </Page>
  );
}

export function InstancePage({ instanceId }: { instanceId: string }) {
  const messages = useMessages(instanceMessages);
  const title = messages.title(instanceId);
  return (
    <QueryBoundary
      title={title}
      of={instanceId}
      skeleton={
        <Page title={title}>
          <SkeletonRows count={8} />
        </Page>
      }
    >
      <Alone instanceId={instanceId} />
    </QueryBoundary>
  );
}

function InPanel({ instanceId, onClose }: { instanceId: string; onClose: () => void }) {
  const messages = useMessages(instanceMessages);
  const of = useInstance(instanceId);
  return (
    <SidePanel
      title={messages.title(instanceId)}
      aside={
        <>
          <Report of={of} />
          <Button
            component="a"
            href={window.location.href}
            target="_blank"
            rel="noopener"
            variant="default"
            size="xs"
          >
            {messages.alone}
          </Button>
        </>
      }
      onClose={onClose}
    >
      <title>{messages.title(instanceId)}</title>
      <InstanceContents of={of} />
    </SidePanel>
  );
}

/** Over the list it was opened from, under the same address as the page. */
export function InstancePanel({ instanceId, onClose }: { instanceId: string; onClose: () => void }) {
  const messages = useMessages(instanceMessages);
  return (
    <QueryBoundary
      title={messages.title(instanceId)}
      of={instanceId}
      skeleton={
        <SidePanel title={messages.title(instanceId)} onClose={onClose}>
          <SkeletonRows count={8} />
        </SidePanel>
      }
    >
      <InPanel instanceId={instanceId} onClose={onClose} />
    </QueryBoundary>
  );
}
