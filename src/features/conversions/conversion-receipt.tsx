import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { conversionListQuery } from '../../api/conversions.ts';
import type { Conversion } from '../../contract/conversion.ts';
import type { Plan } from '../../contract/plan.ts';
import { isExpired } from '../../domain/conversion-can.ts';
import { instantMs } from '../../domain/wall-date.ts';
import { useMessages } from '../../i18n/language.tsx';
import { paths } from '../../paths.ts';
import { useServerNow } from '../../ui/clock.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { conversionMessages } from './messages.ts';
import { ConversionBadge } from './state-badge.tsx';
import { stepsMessages } from './steps-messages.ts';
import classes from './plan-conversion.module.css';

const HandedOver = lazy(async () => ({ default: (await import('./handed-over.tsx')).HandedOver }));

function Strip({ conversion, text }: { conversion: Conversion; text: string }) {
  const { plan } = useMessages(conversionMessages);
  return (
    <p className={classes.strip}>
      <ConversionBadge conversion={conversion} />
      <span>{text}</span>
      <Link to={paths.conversion(conversion.id)}>{plan.open}</Link>
    </p>
  );
}

const youngMs = 14 * 24 * 3_600_000;

function isYoung({ decidedAt, requestedAt }: Conversion, now: number): boolean {
  return now - instantMs(decidedAt ?? requestedAt) < youngMs;
}

/** Open while the handover is young: then it is what people come to the plan for. */
function Receipt({ plan, conversion }: { plan: Plan; conversion: Conversion }) {
  const { title } = useMessages(stepsMessages);
  const now = useServerNow();
  const [open, setOpen] = useState(isYoung(conversion, now));
  return (
    <details className={classes.card} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={classes.summary}>{title}</summary>
      {open && (
        <Suspense fallback={<SkeletonRows count={4} />}>
          <HandedOver plan={plan} conversion={conversion} />
        </Suspense>
      )}
    </details>
  );
}

/** On a plan's page: where its conversion stands, or for some days what became of the request. */
export function ConversionReceipt({ plan }: { plan: Plan }) {
  const { strip } = useMessages(conversionMessages).plan;
  const { data } = useQuery(conversionListQuery({ view: 'all', planId: plan.id }));
  const newest = data?.rows[0];
  const now = useServerNow();
  if (!newest) return null;
  const who = newest.requestedBy.name;
  const ended = (text: string) => (isYoung(newest, now) ? <Strip conversion={newest} text={text} /> : null);
  if (isExpired(newest, now)) return ended(strip.expired(who));
  switch (newest.state) {
    case 'requested':
    case 'approved':
      return <Strip conversion={newest} text={strip[newest.state](who)} />;
    case 'converting':
    case 'unknown':
      return <Strip conversion={newest} text={strip[newest.state]} />;
    case 'converted':
      return <Receipt plan={plan} conversion={newest} />;
    case 'rejected':
      return ended(strip.rejected(newest.decidedBy?.name ?? ''));
    case 'refused':
      return ended(strip.refused);
    case 'withdrawn':
      return null;
  }
}
