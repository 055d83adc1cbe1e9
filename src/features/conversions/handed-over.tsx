import { useId } from 'react';
import type { Conversion } from '../../contract/conversion.ts';
import type { Plan } from '../../contract/plan.ts';
import { useMessages } from '../../i18n/language.tsx';
import { conversionMessages } from './messages.ts';
import { NextSteps } from './next-steps.tsx';
import { ReceiptFacts } from './receipt-facts.tsx';
import { stepsMessages } from './steps-messages.ts';
import classes from './plan-conversion.module.css';

export function HandedOver({ plan, conversion }: { plan: Plan; conversion: Conversion }) {
  const { headings } = useMessages(conversionMessages);
  const { steps } = useMessages(stepsMessages);
  const [receiptId, stepsId] = [useId(), useId()];
  return (
    <div className={classes.body}>
      <section aria-labelledby={receiptId}>
        <h2 id={receiptId} className={classes.heading}>
          {headings.receipt}
        </h2>
        <ReceiptFacts conversion={conversion} />
      </section>
      <section aria-labelledby={stepsId}>
        <h2 id={stepsId} className={classes.heading}>
          {steps}
        </h2>
        <NextSteps plan={plan} conversion={conversion} />
      </section>
    </div>
  );
}
