import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useMessages } from '../../i18n/language.tsx';
import { wizardMessages } from './wizard-messages.ts';
import classes from './wizard.module.css';

export const wizardSteps = ['range', 'shape', 'review'] as const;
export type WizardStep = (typeof wizardSteps)[number];

/** Total: an address that names no step begins at the first. */
export function readStep(text: string | null): WizardStep {
  return wizardSteps.find((step) => step === text) ?? 'range';
}

interface StepsProps {
  current: WizardStep;
  steps: readonly WizardStep[];
  /** null: one can't go there yet. */
  hrefOf: (step: WizardStep) => string | null;
}

export function Steps({ current, steps, hrefOf }: StepsProps) {
  const messages = useMessages(wizardMessages).steps;
  const here = useRef<HTMLLIElement>(null);
  const before = useRef(current);
  // The page stays the same, so nothing else tells readers that its contents have changed.
  useEffect(() => {
    if (before.current === current) return;
    before.current = current;
    here.current?.focus();
  }, [current]);
  return (
    <nav aria-label={messages.label}>
      <ol className={classes.steps}>
        {steps.map((step, i) => {
          const href = step === current ? null : hrefOf(step);
          const name = (
            <>
              <span className={classes.stepNumber}>{i + 1}</span>
              {messages[step]}
            </>
          );
          return (
            <li
              key={step}
              ref={step === current ? here : undefined}
              tabIndex={step === current ? -1 : undefined}
              aria-current={step === current ? 'step' : undefined}
              className={classes.step}
            >
              {href === null ? <span>{name}</span> : <Link to={href}>{name}</Link>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
