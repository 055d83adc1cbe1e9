import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { knownInstances, knownMarks } from '../../api/partition-picture.ts';
import type { Evidence } from '../../contract/evidence.ts';
import type { Partitions, Plan } from '../../contract/plan.ts';
import { tableState } from '../../domain/partition-state.ts';
import { planCan } from '../../domain/plan-can.ts';
import { instantMs, wallNow } from '../../domain/wall-date.ts';
import { useMessages } from '../../i18n/language.tsx';
import { reasonMessages } from '../../i18n/reasons.ts';
import { paths } from '../../paths.ts';
import { useZone } from '../../ui/clock.tsx';
import { ReasonedButton } from '../../ui/reasoned-button.tsx';
import { CommandDialog } from './command-dialog.tsx';
import { evidenceMessages } from './evidence-messages.ts';
import { instanceOf } from './evidence-text.ts';
import { partitionMessages } from './messages.ts';
import { selectionMessages } from './selection-messages.ts';
import { Swatch } from './swatch.tsx';
import { useEvidenceText } from './use-evidence-text.ts';
import classes from './calendar-view.module.css';
import buttons from './selection-bar.module.css';

interface FullRefreshProps {
  plan: Plan;
  partitions: Partitions;
  known: Evidence | undefined;
}

/** A table without partitions has one state, and no calendar is drawn for it. */
export function FullRefresh({ plan, partitions, known }: FullRefreshProps) {
  const messages = useMessages(partitionMessages);
  const { actions } = useMessages(selectionMessages);
  const reasons = useMessages(reasonMessages);
  const { lastInstance } = useMessages(evidenceMessages);
  const say = useEvidenceText();
  const zone = useZone();
  const [marking, setMarking] = useState(false);
  const evidence = tableState({
    hasData: partitions.hasData,
    readAt: wallNow(zone, instantMs(partitions.asOf)),
    instances: known ? knownInstances(known) : [],
    marks: known ? knownMarks(known, zone) : [],
  });
  const backfill = planCan.backfill(plan);
  const mark = planCan.mark(plan);
  const instance = instanceOf(evidence);
  const sentence =
    evidence.state === 'missing' && evidence.verdict === null ? messages.table.neverFilled : say(evidence);
  return (
    <section className={classes.single} aria-label={messages.table.label}>
      <p>{messages.table.fullRefresh}</p>
      <p className={classes.verdict}>
        <Swatch state={evidence.state} />
        {messages.table.states[evidence.state]}
      </p>
      <p>{sentence}</p>
      {instance && (
        <p>
          {lastInstance} <Link to={paths.instance(instance.id)}>{instance.id}</Link>
        </p>
      )}
      <div className={buttons.actions}>
        {backfill.ok ? (
          <Button component={Link} to={paths.backfillWizard(plan.id)} size="xs" className={buttons.go}>
            {messages.table.backfill}
          </Button>
        ) : (
          <ReasonedButton
            reason={reasons[backfill.reason]}
            onClick={() => undefined}
            size="xs"
            variant="default"
          >
            {messages.table.backfill}
          </ReasonedButton>
        )}
        <ReasonedButton
          reason={mark.ok ? null : reasons[mark.reason]}
          onClick={() => setMarking(true)}
          size="xs"
          variant="default"
        >
          {actions.markRefreshed}
        </ReasonedButton>
      </div>
      {marking && (
        <CommandDialog
          plan={plan}
          kind="refreshed"
          map={null}
          ranges={[]}
          onClose={() => setMarking(false)}
          onUndo={() => setMarking(false)}
        />
      )}
    </section>
  );
}
