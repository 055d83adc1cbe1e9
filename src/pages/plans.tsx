import { Button } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { ApiError } from '../api/errors.ts';
import { planStatesQuery } from '../api/freshness.ts';
import { isCounting } from '../api/plan-polling.ts';
import { openConversionsQuery, runningBackfillsQuery } from '../api/plan-work.ts';
import { planListQuery } from '../api/plans.ts';
import { FleetSentences } from '../features/plans/fleet-sentences.tsx';
import { useHeldRows } from '../features/plans/held-rows.ts';
import { planMessages } from '../features/plans/messages.ts';
import { useTableLook } from '../features/plans/plan-columns.ts';
import {
  filterRows,
  isFiltering,
  noFilter,
  planFilterQuery,
  readPlanFilter,
  type PlanFilter,
} from '../features/plans/plan-filter.ts';
import { PlanFilters } from '../features/plans/plan-filters.tsx';
import { planRows } from '../features/plans/plan-rows.ts';
import { sortRows } from '../features/plans/plan-sort.ts';
import { PlanTable } from '../features/plans/plan-table.tsx';
import { workByPlan } from '../features/plans/plan-work.ts';
import { TableTools } from '../features/plans/table-tools.tsx';
import { usePlanCsv } from '../features/plans/use-plan-csv.ts';
import { QueryBoundary } from '../features/shell/query-boundary.tsx';
import { useLanguage, useMessages } from '../i18n/language.tsx';
import { htmlLang } from '../i18n/messages.ts';
import { useFormat } from '../i18n/use-format.ts';
import { paths } from '../paths.ts';
import { useAddressState } from '../ui/address-state.ts';
import { UpdatedAgo } from '../ui/age.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import classes from './plans.module.css';

const pathOf = (filter: PlanFilter) => paths.plans(planFilterQuery(filter));
const codec = { read: readPlanFilter, path: pathOf };

/** A list of thousands is filtered a moment after what is typed; and only when it is another filter. */
function useSettled(filter: PlanFilter): PlanFilter {
  const path = useDeferredValue(pathOf(filter));
  return useMemo(() => readPlanFilter(new URL(path, window.location.origin).searchParams), [path]);
}

function useFleet(filter: PlanFilter, holding: boolean) {
  const { language } = useLanguage();
  const { plans, asOf, truncated } = useSuspenseQuery(planListQuery).data;
  const states = useQuery(planStatesQuery);
  const backfills = useQuery(runningBackfillsQuery).data;
  const conversions = useQuery(openConversionsQuery).data;
  const work = useMemo(() => workByPlan(backfills, conversions), [backfills, conversions]);
  const all = useMemo(() => planRows(plans, states.data?.states), [plans, states.data]);
  const sorted = useMemo(() => {
    const collator = new Intl.Collator(htmlLang[language], { numeric: true });
    return sortRows(filterRows(all, filter), filter.sort, {
      compareText: collator.compare,
      underWay: (id) => work.get(id)?.count ?? 0,
    });
  }, [all, filter, language, work]);
  const asked = `${language} ${pathOf(filter)}`;
  return {
    plans,
    truncated,
    states,
    work,
    held: useHeldRows(sorted, all, asked, holding),
    // What is on screen is as old as the older of the two.
    asOf: states.data && states.data.asOf < asOf ? states.data.asOf : asOf,
  };
}

function Plans() {
  const messages = useMessages(planMessages);
  const format = useFormat();
  const [filter, setFilter] = useAddressState(codec);
  const [holding, setHolding] = useState(false);
  const [look, setLook] = useTableLook();
  const settled = useSettled(filter);
  const { plans, truncated, states, work, held, asOf } = useFleet(settled, holding);
  const exportCsv = usePlanCsv();
  const { rows } = held;
  const known = states.data?.states.filter(({ latestRefresh }) => latestRefresh !== null).length ?? 0;
  const error = states.error instanceof ApiError ? states.error : null;

  return (
    <Page title={messages.title} aside={<UpdatedAgo asOf={asOf} />}>
      {plans.length === 0 ? (
        <EmptyState title={messages.noPlans.title}>{messages.noPlans.text}</EmptyState>
      ) : (
        <>
          <FleetSentences
            states={states.data}
            error={error}
            current={filter.state}
            hrefOf={(state) => pathOf({ ...noFilter, sort: filter.sort, state })}
          />
          <div className={classes.bar}>
            <PlanFilters filter={filter} onChange={setFilter} />
            <TableTools look={look} onLook={setLook} onExport={() => exportCsv(rows, asOf)} />
          </div>
          {truncated && <p className={classes.warning}>{messages.truncated}</p>}
          <div className={classes.above}>
            <p role="status" className={classes.count}>
              {messages.count(format.number(rows.length), format.number(plans.length))}
            </p>
            {held.waiting && (
              <p className={classes.reorder}>
                {messages.tools.reorder}{' '}
                <Button variant="default" size="compact-xs" onClick={held.apply}>
                  {messages.tools.apply}
                </Button>
              </p>
            )}
            {isFiltering(filter) && rows.length > 0 && (
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => setFilter({ ...noFilter, sort: filter.sort })}
              >
                {messages.noMatch.clear}
              </Button>
            )}
          </div>
          {settled.sort.by === 'refresh' && known < plans.length && (
            <p className={classes.note}>
              {messages.exactUnknown(format.number(known), format.number(plans.length))}
            </p>
          )}
          {rows.length === 0 ? (
            <EmptyState
              title={messages.noMatch.title}
              action={
                <Button variant="default" onClick={() => setFilter({ ...noFilter, sort: filter.sort })}>
                  {messages.noMatch.clear}
                </Button>
              }
            >
              {states.data && !isCounting(states.data) ? messages.noMatch.text : messages.noMatch.counting}
            </EmptyState>
          ) : (
            <PlanTable
              rows={rows}
              work={work}
              look={look}
              sort={filter.sort}
              onSort={(sort) => setFilter({ ...filter, sort })}
              onHold={setHolding}
              mayAsk={!states.isPending}
            />
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
      <div className={classes.summarySkeleton} />
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
