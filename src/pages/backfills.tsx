import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { asApiError } from '../api/errors.ts';
import { backfillListQuery, useOlderBackfills } from '../api/backfills.ts';
import { planListQuery } from '../api/plans.ts';
import { backfillStates, type Backfill, type BackfillState } from '../contract/backfill.ts';
import { attentionMessages } from '../features/backfills/attention-messages.ts';
import { BackfillTable } from '../features/backfills/backfill-table.tsx';
import { listFilterQuery, readListFilter, type ListFilter } from '../features/backfills/list-filter.ts';
import { TrackDialog } from '../features/backfills/track-dialog.tsx';
import { planTitle } from '../features/plans/plan-names.ts';
import { QueryBoundary } from '../features/shell/query-boundary.tsx';
import { useMessages } from '../i18n/language.tsx';
import { useProblemWords } from '../i18n/problems.ts';
import { useStatusLook } from '../i18n/status-look.ts';
import { useFormat } from '../i18n/use-format.ts';
import { paths } from '../paths.ts';
import { useAddressState } from '../ui/address-state.ts';
import { UpdatedAgo } from '../ui/age.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import classes from './backfills.module.css';

const codec = {
  read: readListFilter,
  path: (filter: ListFilter) => paths.backfills(listFilterQuery(filter)),
};

interface RowsProps {
  filter: ListFilter;
  onClear: () => void;
  titleOf: (backfill: Backfill) => string;
}

function Rows({ filter, onClear, titleOf }: RowsProps) {
  const { list: messages } = useMessages(attentionMessages);
  const words = useProblemWords();
  const format = useFormat();
  const wanted = { planId: filter.planId ?? undefined, state: filter.state ?? undefined };
  const { data: feed, isError } = useSuspenseQuery(backfillListQuery(wanted));
  const older = useOlderBackfills(wanted);
  const olderError = asApiError(older.error);
  const { cursor, backfills, asOf } = feed;
  const filtered = filter.planId !== null || filter.state !== null;
  if (backfills.length === 0 && cursor === undefined) {
    return filtered ? (
      <EmptyState
        title={messages.noneMatch}
        action={
          <Button variant="default" onClick={onClear}>
            {messages.clear}
          </Button>
        }
      >
        {messages.noneMatchText}
      </EmptyState>
    ) : (
      <EmptyState
        title={messages.empty}
        action={
          <Button component={Link} to={paths.plans()} variant="default">
            {messages.toPlans}
          </Button>
        }
      >
        {messages.emptyText}
      </EmptyState>
    );
  }
  return (
    <>
      <p className={classes.note}>
        {messages.count(format.number(backfills.length))} · <UpdatedAgo asOf={asOf} />
        {isError && <span role="status"> {messages.failedToLoad}</span>}
      </p>
      <BackfillTable backfills={backfills} titleOf={titleOf} />
      {olderError !== null && <ProblemAlert problem={words(olderError)} />}
      {cursor !== undefined && (
        <div>
          <Button variant="default" disabled={older.isPending} onClick={() => older.mutate(cursor)}>
            {older.isPending ? messages.loadingOlder : messages.older}
          </Button>
        </div>
      )}
    </>
  );
}

export function BackfillsPage() {
  const messages = useMessages(attentionMessages);
  const { list } = messages;
  const look = useStatusLook();
  const navigate = useNavigate();
  const [filter, setFilter] = useAddressState(codec);
  const [tracking, setTracking] = useState(false);
  const { data } = useQuery(planListQuery);
  const plans = (data?.plans ?? []).map((plan) => ({ id: plan.id, title: planTitle(plan) }));
  const titleById = new Map(plans.map(({ id, title }) => [id, title]));
  const titleOf = ({ planId, planName }: Backfill) =>
    (planId === null ? undefined : titleById.get(planId)) ?? planName ?? planId ?? list.unnamed;
  const known = filter.planId === null || titleById.has(filter.planId);
  return (
    <Page
      title={list.title}
      aside={
        <Button variant="default" onClick={() => setTracking(true)}>
          {messages.track.open}
        </Button>
      }
    >
      <search className={classes.filters}>
        <NativeSelect
          aria-label={list.plan}
          value={filter.planId ?? ''}
          data={[
            { value: '', label: list.allPlans },
            ...(known ? [] : [{ value: filter.planId ?? '', label: filter.planId ?? '' }]),
            ...plans.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          onChange={(event) => setFilter({ ...filter, planId: event.currentTarget.value || null })}
        />
        <NativeSelect
          aria-label={list.state}
          value={filter.state ?? ''}
          data={[
            { value: '', label: list.allStates },
            ...backfillStates.map((state) => ({ value: state, label: look.backfill(state).label })),
          ]}
          onChange={(event) =>
            setFilter({ ...filter, state: (event.currentTarget.value || null) as BackfillState | null })
          }
        />
      </search>
      <QueryBoundary
        title={list.title}
        of={`${filter.planId} ${filter.state}`}
        skeleton={<SkeletonRows count={10} />}
      >
        <Rows filter={filter} onClear={() => setFilter({ planId: null, state: null })} titleOf={titleOf} />
      </QueryBoundary>
      {tracking && (
        <TrackDialog
          plans={plans}
          onClose={() => setTracking(false)}
          onTracked={({ id }) => void navigate(paths.backfill(id))}
        />
      )}
    </Page>
  );
}
