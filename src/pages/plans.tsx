import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { planListQuery } from '../api/plans.ts';
import { planMessages } from '../features/plans/messages.ts';
import {
  filterPlans,
  noFilter,
  planFilterQuery,
  readPlanFilter,
  type PlanFilter,
} from '../features/plans/plan-filter.ts';
import { PlanFilters } from '../features/plans/plan-filters.tsx';
import { PlanTable } from '../features/plans/plan-table.tsx';
import { QueryBoundary } from '../features/shell/query-boundary.tsx';
import { useMessages } from '../i18n/language.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { paths } from '../paths.ts';
import { useAddressState } from '../ui/address-state.ts';
import { UpdatedAgo } from '../ui/age.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import classes from './plans.module.css';

const codec = { read: readPlanFilter, path: (filter: PlanFilter) => paths.plans(planFilterQuery(filter)) };

function Plans() {
  const messages = useMessages(planMessages);
  const format = useFormat();
  const { plans, asOf, truncated } = useSuspenseQuery(planListQuery).data;
  const [filter, setFilter] = useAddressState(codec);
  const settled = useDeferredValue(filter);
  const shown = useMemo(() => filterPlans(plans, settled), [plans, settled]);
  return (
    <Page title={messages.title} aside={<UpdatedAgo asOf={asOf} />}>
      {plans.length === 0 ? (
        <EmptyState title={messages.noPlans.title}>{messages.noPlans.text}</EmptyState>
      ) : (
        <>
          <div className={classes.bar}>
            <PlanFilters filter={filter} onChange={setFilter} />
            <p role="status" className={classes.count}>
              {messages.count(format.number(shown.length), format.number(plans.length))}
            </p>
          </div>
          {truncated && <p className={classes.warning}>{messages.truncated}</p>}
          {shown.length === 0 ? (
            <EmptyState
              title={messages.noMatch.title}
              action={
                <Button variant="default" onClick={() => setFilter(noFilter)}>
                  {messages.noMatch.clear}
                </Button>
              }
            >
              {messages.noMatch.text}
            </EmptyState>
          ) : (
            <PlanTable plans={shown} />
          )}
        </>
      )}
    </Page>
  );
}

function PlansSkeleton() {
  const messages = useMessages(planMessages);
  return (
    <Page title={messages.title} loading>
      <div className={classes.skeleton}>
        <SkeletonRows count={12} />
      </div>
    </Page>
  );
}

export function PlansPage() {
  const { title } = useMessages(planMessages);
  return (
    <QueryBoundary title={title} of="plans" skeleton={<PlansSkeleton />}>
      <Plans />
    </QueryBoundary>
  );
}
