import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { conversionChecksQuery } from '../../api/conversions.ts';
import { asApiError } from '../../api/errors.ts';
import type { Conversion } from '../../contract/conversion.ts';
import type { Session } from '../../contract/session.ts';
import { conversionCan, isExpired, usableForMs } from '../../domain/conversion-can.ts';
import { instantMs, instantText } from '../../domain/wall-date.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { useReasonWords } from '../../i18n/reasons.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { UpdatedAgo } from '../../ui/age.tsx';
import { useServerNow, useZone } from '../../ui/clock.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ReasonedButton } from '../../ui/reasoned-button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Checks } from './checks.tsx';
import { conversionMessages } from './messages.ts';
import { Section } from './section.tsx';
import { ShareLink } from './share-link.tsx';
import classes from './decision.module.css';

/** What a person has begun to decide. `planName` is what the plan was called when they began. */
export type Deciding = { what: 'approve'; planName: string } | { what: 'reject' } | { what: 'withdraw' };

interface DecisionProps {
  conversion: Conversion;
  session: Session;
  onDecide: (deciding: Deciding) => void;
}

/** A request that is open: what was checked, and what this person may do about it, or why not. */
export function Decision({ conversion, session, onDecide }: DecisionProps) {
  const { actions, checks: checkMessages, headings, says } = useMessages(conversionMessages);
  const because = useReasonWords();
  const problemWords = useProblemWords();
  const format = useFormat();
  const zone = useZone();
  const now = useServerNow();
  const checks = useQuery(conversionChecksQuery(conversion.id));

  const actor = { ...session.actor, isApprover: session.mayApprove };
  const may = {
    approve: conversionCan.approve(actor, conversion, { twoPerson: session.twoPerson, now }),
    reject: conversionCan.reject(actor, conversion, session),
    withdraw: conversionCan.withdraw(actor, conversion),
  };
  const reasonOf = (answer: (typeof may)[keyof typeof may]) =>
    answer.ok ? null : (because(answer.reason) ?? answer.message);
  const inTheWay = checks.data
    ? checks.data.checks.some(({ ok }) => !ok)
      ? actions.inTheWay
      : null
    : checks.isError
      ? actions.notChecked
      : actions.checking;
  const error = asApiError(checks.error);
  const expired = isExpired(conversion, now);
  const isMine = conversion.requestedBy.id === actor.id;

  return (
    <Section title={headings.decision}>
      {expired ? (
        <p>{says.expired}</p>
      ) : (
        <p>
          {says.requested}{' '}
          {says.requestedUntil(
            format.instant(instantText(instantMs(conversion.requestedAt) + usableForMs), zone),
          )}
        </p>
      )}
      <section aria-label={headings.checks}>
        {checks.data ? (
          <Checks checks={checks.data.checks} />
        ) : error ? (
          <ProblemAlert problem={problemWords(error)} onRetry={() => void checks.refetch()} />
        ) : (
          <SkeletonRows count={4} />
        )}
      </section>
      <p className={classes.dim}>
        {checkMessages.again} {checks.data && <UpdatedAgo asOf={checks.data.asOf} />}
      </p>
      <div className={classes.buttons}>
        <ReasonedButton
          color="red"
          reason={reasonOf(may.approve) ?? inTheWay}
          onClick={() => onDecide({ what: 'approve', planName: checks.data?.planName ?? '' })}
        >
          {actions.approve}
        </ReasonedButton>
        <ReasonedButton
          variant="default"
          reason={reasonOf(may.reject)}
          onClick={() => onDecide({ what: 'reject' })}
        >
          {actions.reject}
        </ReasonedButton>
        {isMine && (
          <Button variant="default" onClick={() => onDecide({ what: 'withdraw' })}>
            {actions.withdraw}
          </Button>
        )}
      </div>
      {!may.approve.ok && !expired && <p className={classes.dim}>{reasonOf(may.approve)}</p>}
      {isMine && session.twoPerson && !expired && (
        <>
          <p>{actions.sendLink}</p>
          <ShareLink conversionId={conversion.id} what={actions.copyLink} />
        </>
      )}
    </Section>
  );
}
