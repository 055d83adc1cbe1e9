import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Conversion } from '../../contract/conversion.ts';
import type { Session } from '../../contract/session.ts';
import { conversionCan } from '../../domain/conversion-can.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useScheduleWords } from '../../i18n/schedule-words.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useServerNow, useZone } from '../../ui/clock.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { RejectDialog, WithdrawDialog } from './decline-dialogs.tsx';
import { Decision, type Deciding } from './decision.tsx';
import { Dossier } from './dossier.tsx';
import { Explanation } from './explanation.tsx';
import { Fact } from './fact.tsx';
import { GuardNote } from './guard-note.tsx';
import { conversionMessages } from './messages.ts';
import { Outcome } from './outcome.tsx';
import { Section } from './section.tsx';
import { Who } from './who.tsx';
import conversionClasses from './conversion.module.css';
import classes from './conversion-detail.module.css';

interface ConversionDetailProps {
  conversion: Conversion;
  session: Session;
  onConverted: () => void;
}

/** One request, as its requester, an approver, or anybody later reads it. What is decided stands beside why. */
export function ConversionDetail({ conversion, session, onConverted }: ConversionDetailProps) {
  const { headings, asked, noDate, yours } = useMessages(conversionMessages);
  const format = useFormat();
  const zone = useZone();
  const schedule = useScheduleWords();
  // The request as it was when somebody began to decide: the dialog stays while the request changes behind it.
  const [begun, setBegun] = useState<(Deciding & { conversion: Conversion }) | null>(null);
  const close = () => setBegun(null);
  const decision = useRef<HTMLDivElement>(null);
  const now = useServerNow();
  const { actor, mayApprove, twoPerson } = session;
  const isYours = conversionCan.approve({ ...actor, isApprover: mayApprove }, conversion, {
    twoPerson,
    now,
  }).ok;
  const { dossier, state, requestedBy, requestedAt, reason, scheduler, plannedDate } = conversion;
  return (
    <>
      {isYours && (
        <p className={classes.yours}>
          <span>{yours.text}</span>
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              decision.current?.scrollIntoView();
              decision.current?.focus({ preventScroll: true });
            }}
          >
            {yours.go}
          </Button>
        </p>
      )}
      <div className={classes.columns}>
        <div className={classes.column}>
          <Section title={headings.asked}>
            <dl className={conversionClasses.facts}>
              <Fact name={asked.plan}>
                <bdi>{conversion.displayName ?? conversion.planName ?? conversion.planId}</bdi>
              </Fact>
              <Fact name={asked.by}>
                <Who person={requestedBy} />
                <br />
                {format.instant(requestedAt, zone)}
              </Fact>
              <Fact name={asked.reason}>
                <span className={conversionClasses.text}>{reason}</span>
              </Fact>
              <Fact name={asked.scheduler}>
                <span className={conversionClasses.text}>{scheduler}</span>
              </Fact>
              <Fact name={asked.planned}>{plannedDate === undefined ? noDate : format.day(plannedDate)}</Fact>
            </dl>
          </Section>
          {dossier && <Explanation conversion={conversion} dossier={dossier} />}
        </div>
        <div
          ref={decision}
          tabIndex={-1}
          className={`${classes.column} ${classes.decision}`}
          data-decided={state !== 'requested' || undefined}
        >
          {state === 'requested' ? (
            <Decision
              conversion={conversion}
              session={session}
              onDecide={(deciding) => setBegun({ ...deciding, conversion })}
            />
          ) : (
            <Outcome conversion={conversion} />
          )}
        </div>
      </div>
      {dossier && (
        <Section title={headings.dossier}>
          <Dossier conversion={conversion} dossier={dossier} />
        </Section>
      )}
      <GuardNote />
      {begun?.what === 'approve' && (
        <ApproveDialog
          conversion={begun.conversion}
          planName={begun.planName}
          schedule={schedule.when(dossier?.plan.refresh.cron ?? null)}
          onClose={close}
          onConverted={() => {
            close();
            onConverted();
          }}
        />
      )}
      {begun?.what === 'reject' && <RejectDialog conversion={begun.conversion} onClose={close} />}
      {begun?.what === 'withdraw' && <WithdrawDialog conversion={begun.conversion} onClose={close} />}
    </>
  );
}
