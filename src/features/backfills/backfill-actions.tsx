import { useQuery } from '@tanstack/react-query';
import { memo, useDeferredValue, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { partitionsQuery } from '../../api/partitions.ts';
import type { Backfill } from '../../contract/backfill.ts';
import type { InstanceListItem } from '../../contract/instance.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { ReasonedButton } from '../../ui/reasoned-button.tsx';
import { backfillMessages } from './messages.ts';
import { missingPath, retryPath, stillMissing } from './retry.ts';
import classes from './failure-groups.module.css';

interface BackfillActionsProps {
  backfill: Backfill;
  instances: readonly InstanceListItem[];
}

/** What to do once it is over: the wizard, prefilled, and linked to this backfill. */
export const BackfillActions = memo(function BackfillActions({ backfill, instances }: BackfillActionsProps) {
  const { actions: messages } = useMessages(backfillMessages);
  const format = useFormat();
  const navigate = useNavigate();
  const { planId } = backfill;
  const partitions = useQuery({ ...partitionsQuery(planId ?? ''), enabled: planId !== null });
  // Of thousands of instances it takes a while, and what one types or clicks goes first.
  const settled = useDeferredValue(instances);
  const failed = useMemo(() => settled.filter(({ status }) => status === 'FAILED'), [settled]);
  const open = useMemo(
    () => settled.filter(({ status }) => status !== 'FAILED' && status !== 'SUCCESS'),
    [settled],
  );
  const materialised = partitions.data?.ranges;
  const missing = useMemo(
    () =>
      materialised &&
      stillMissing(
        backfill,
        materialised,
        open.map(({ range }) => range),
      ),
    [backfill, materialised, open],
  );

  const whyNotRetry = planId === null ? messages.noPlan : failed.length === 0 ? messages.nothingFailed : null;
  const whyNotMissing =
    planId === null
      ? messages.noPlan
      : missing === undefined
        ? messages.missingUnknown
        : missing === null
          ? messages.fullRefresh
          : missing.length === 0
            ? open.length > 0
              ? messages.allUnderWay
              : messages.allThere
            : null;
  const go = (path: string | null) => {
    if (path !== null) void navigate(path);
  };
  return (
    <div className={classes.actions}>
      <ReasonedButton
        size="xs"
        variant="default"
        reason={whyNotRetry}
        onClick={() =>
          go(
            retryPath(
              backfill,
              failed.map(({ range }) => range),
            ),
          )
        }
      >
        {failed.length === 0 ? messages.retryNone : messages.retryFailed(format.number(failed.length))}
      </ReasonedButton>
      <ReasonedButton
        size="xs"
        variant="default"
        reason={whyNotMissing}
        onClick={() => go(missingPath(backfill, missing ?? []))}
      >
        {messages.stillMissing}
      </ReasonedButton>
    </div>
  );
});
