import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { asApiError } from '../api/errors.ts';
import { backfillListQuery, useOlderBackfills } from '../api/backfills.ts';
import { attentionMessages } from '../features/backfills/attention-messages.ts';
import { BackfillTable } from '../features/backfills/backfill-table.tsx';
import { useMessages } from '../i18n/language.tsx';
import { useProblemWords } from '../i18n/problems.ts';
import { UpdatedAgo } from '../ui/age.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

/** The tab "Backfills" of a plan: those of ours on it, newest first. */
export function PlanBackfills({ planId, title }: { planId: string; title: string }) {
  const { list: messages } = useMessages(attentionMessages);
  const words = useProblemWords();
  const { data: feed, error, refetch } = useQuery(backfillListQuery({ planId }));
  const older = useOlderBackfills({ planId });
  const problem = asApiError(error);
  const olderProblem = asApiError(older.error);
  if (!feed) {
    return problem ? (
      <ProblemAlert problem={words(problem)} onRetry={() => void refetch()} />
    ) : (
      <SkeletonRows count={6} />
    );
  }
  const { backfills, cursor, asOf } = feed;
  if (backfills.length === 0 && cursor === undefined) {
    return <EmptyState title={messages.empty}>{messages.emptyOfPlan}</EmptyState>;
  }
  return (
    <>
      <UpdatedAgo asOf={asOf} />
      {problem && <ProblemAlert problem={words(problem)} />}
      <BackfillTable backfills={backfills} titleOf={() => title} />
      {olderProblem && <ProblemAlert problem={words(olderProblem)} />}
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
