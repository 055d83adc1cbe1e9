import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { conversionListQuery } from '../../api/conversions.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Session } from '../../contract/session.ts';
import { isExpired } from '../../domain/conversion-can.ts';
import { isOpen } from '../../domain/conversion.ts';
import { planCan } from '../../domain/plan-can.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useReasonWords } from '../../i18n/reasons.ts';
import { paths } from '../../paths.ts';
import { useServerNow } from '../../ui/clock.tsx';
import { ReasonedButton } from '../../ui/reasoned-button.tsx';
import { conversionMessages } from './messages.ts';

const RequestDialog = lazy(async () => ({ default: (await import('./request-dialog.tsx')).RequestDialog }));

interface ConversionActionsProps {
  plan: Plan;
  session: Pick<Session, 'today' | 'twoPerson'>;
}

/** On a plan's page: asks for its conversion, or leads to the request that is open. */
export function ConversionActions({ plan, session }: ConversionActionsProps) {
  const { plan: messages } = useMessages(conversionMessages);
  const because = useReasonWords();
  const { data } = useQuery(conversionListQuery({ view: 'all', planId: plan.id }));
  const [asking, setAsking] = useState(false);
  const now = useServerNow();
  const open = data?.rows.find((one) => isOpen(one.state) && !isExpired(one, now));
  const can = planCan.convert(plan);

  return (
    <>
      {open ? (
        <Button variant="default" component={Link} to={paths.conversion(open.id)}>
          {messages.openRequest}
        </Button>
      ) : (
        <ReasonedButton
          variant="default"
          reason={can.ok ? null : (because(can.reason) ?? can.message)}
          onClick={() => setAsking(true)}
        >
          {messages.convert}
        </ReasonedButton>
      )}
      {asking && (
        <Suspense fallback={null}>
          <RequestDialog
            plan={{ id: plan.id, name: plan.name?.trim() ? plan.name : plan.id }}
            today={session.today}
            twoPerson={session.twoPerson}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  );
}
