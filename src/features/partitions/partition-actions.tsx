import { Button } from '@mantine/core';
import { memo } from 'react';
import { Link } from 'react-router';
import type { Plan } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { countInStates, type PartitionMap } from '../../domain/partition-state.ts';
import { planCan, type PlanCanAnswer } from '../../domain/plan-can.ts';
import { countKeys } from '../../domain/ranges.ts';
import { encodeRanges } from '../../domain/selection-url.ts';
import { useMessages } from '../../i18n/language.tsx';
import { reasonMessages } from '../../i18n/reasons.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { paths } from '../../paths.ts';
import { ReasonedButton } from '../../ui/reasoned-button.tsx';
import type { CommandKind } from './command-kind.ts';
import { ExportButtons } from './export-buttons.tsx';
import { partitionMessages } from './messages.ts';
import { selectionMessages } from './selection-messages.ts';
import classes from './selection-bar.module.css';

interface PartitionActionsProps {
  plan: Plan;
  map: PartitionMap;
  ranges: readonly Range[];
  /** Beside a single partition only what can be done is offered, and why it is not backfilled. */
  compact?: boolean;
  onCommand: (kind: CommandKind, ranges: readonly Range[]) => void;
}

/** What may be done with the selected partitions; what may not stands there with its reason (DESIGN §6). */
export const PartitionActions = memo(function PartitionActions({
  plan,
  map,
  ranges,
  compact = false,
  onCommand,
}: PartitionActionsProps) {
  const messages = useMessages(selectionMessages);
  const reasons = useMessages(reasonMessages);
  const { units } = useMessages(partitionMessages);
  const format = useFormat();
  const g = map.granularity;
  const count = countKeys(ranges, g);
  const counts = countInStates(map, ranges);
  const reasonOf = (answer: PlanCanAnswer): string | null => {
    if (!answer.ok) return reasons[answer.reason];
    return count === 0 ? messages.actions.nothingSelected : null;
  };
  const due = count - counts['not-due'] - counts.outside;
  const backfill = reasonOf(planCan.backfill(plan)) ?? (due === 0 ? messages.actions.onlyNotDue : null);
  const mark = reasonOf(planCan.mark(plan));
  const clear = reasonOf(planCan.clear(plan));
  const unitsOf = (n: number) => units[g](format.number(n), n === 1);
  const external = plan.kind === 'EXTERNAL';
  const allThere = count > 0 && counts.materialised === count;

  return (
    <div role="group" aria-label={messages.actions.label} className={classes.actions}>
      {backfill === null ? (
        <Button
          component={Link}
          to={paths.backfillWizard(plan.id, { sel: encodeRanges(ranges, g) })}
          size="xs"
          className={classes.go}
        >
          {messages.actions.backfill(unitsOf(count))}
        </Button>
      ) : (
        <ReasonedButton
          reason={backfill}
          onClick={() => undefined}
          size="xs"
          variant={external ? 'default' : 'filled'}
        >
          {messages.actions.backfill(unitsOf(count))}
        </ReasonedButton>
      )}
      {(!compact || mark === null) && (
        <>
          <ReasonedButton
            reason={mark}
            onClick={() => onCommand('success', ranges)}
            size="xs"
            variant={external && !allThere ? 'filled' : 'default'}
          >
            {messages.actions.markSuccess}
          </ReasonedButton>
          <ReasonedButton
            reason={mark}
            onClick={() => onCommand('failed', ranges)}
            size="xs"
            variant="default"
          >
            {messages.actions.markFailed}
          </ReasonedButton>
          <ReasonedButton
            reason={clear}
            onClick={() => onCommand('clear', ranges)}
            size="xs"
            variant="default"
          >
            {messages.actions.clear}
          </ReasonedButton>
        </>
      )}
      {!compact && <ExportButtons plan={plan} map={map} ranges={ranges} />}
    </div>
  );
});
