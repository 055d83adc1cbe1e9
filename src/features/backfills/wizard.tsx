import { Button } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { Link } from 'react-router';
import type { BackfillFacts } from '../../api/backfill-facts.ts';
import type { Backfill } from '../../contract/backfill.ts';
import type { Plan } from '../../contract/plan.ts';
import { isGranularity } from '../../domain/granularity.ts';
import { useMessages } from '../../i18n/language.tsx';
import { paths } from '../../paths.ts';
import { ReasonedButton } from '../../ui/reasoned-button.tsx';
import { compose, mostInstances, type World } from './compose.ts';
import type { Draft } from './draft.ts';
import type { PartitionWords } from './partition-words.ts';
import { StepRange } from './step-range.tsx';
import { StepReview } from './step-review.tsx';
import { StepShape } from './step-shape.tsx';
import { Steps, wizardSteps, type WizardStep } from './steps.tsx';
import { useDraft, type DraftLink } from './use-draft.ts';
import { useStart } from './use-start.ts';
import { wizardMessages } from './wizard-messages.ts';
import classes from './wizard.module.css';

interface WizardProps {
  plan: Plan;
  actorId: string;
  facts: BackfillFacts;
  readNow: () => Promise<BackfillFacts>;
  link: DraftLink;
  step: WizardStep;
  hrefOf: (step: WizardStep) => string;
  onStep: (step: WizardStep) => void;
  words: PartitionWords;
  onStarted: (backfill: Backfill) => void;
}

function worldOf({ picture, evidence, backfills }: BackfillFacts): World {
  return {
    map: picture?.map ?? null,
    expected: picture?.expected ?? '',
    instances: evidence?.instances ?? [],
    backfills: backfills ?? [],
  };
}

/** Range, shape, review: one draft, looked at from three sides. The address says which; Back and Forward walk it. */
export function Wizard(props: WizardProps) {
  const { plan, actorId, facts, readNow, link, step: asked, hrefOf, onStep, words, onStarted } = props;
  const messages = useMessages(wizardMessages);
  const { draft, kept, change: keep, startOver, forget } = useDraft(plan.id, link);
  /** Another range or shape is another thing to agree to, and another thing to send. */
  const change = useCallback(
    (part: Partial<Draft>) => {
      const reshaped = 'text' in part || 'include' in part || 'calls' in part || 'lotDays' in part;
      keep(reshaped ? { ...part, agreed: null, attempt: null } : part);
    },
    [keep],
  );
  const world = useMemo(() => worldOf(facts), [facts]);
  const { text, include, calls, lotDays } = draft;
  const shape = useMemo(() => ({ text, include, calls, lotDays }), [text, include, calls, lotDays]);
  const composed = useMemo(() => compose(shape, world), [shape, world]);
  const composeWith = useCallback((now: BackfillFacts) => compose(shape, worldOf(now)), [shape]);
  const start = useStart({
    plan,
    actorId,
    draft,
    composed,
    change,
    readNow,
    composeWith,
    onStarted: (backfill) => {
      forget();
      onStarted(backfill);
    },
  });

  const whole = composed.wanted === null;
  const steps = whole ? (['shape', 'review'] as const) : wizardSteps;
  const complete = whole || (composed.instances > 0 && composed.selection.errors.length === 0);
  // What was agreed to, or sent, is answered for there, even when nothing of it is left to be computed by now.
  const pending = draft.agreed !== null || draft.attempt !== null;
  const reachable = (to: WizardStep) => to === 'range' || complete || (to === 'review' && pending);
  const step: WizardStep = whole && asked === 'range' ? 'shape' : reachable(asked) ? asked : 'range';
  const at = (steps as readonly WizardStep[]).indexOf(step);
  const before = steps[at - 1];
  const next = steps[at + 1];

  function goOn(): void {
    if (next === undefined) return;
    if (next === 'review') {
      change({ agreed: { fingerprint: composed.fingerprint, states: composed.preview.states } });
    }
    onStep(next);
  }

  const reason = !complete
    ? messages.nextBlocked
    : composed.instances > mostInstances
      ? messages.shape.tooMany(String(mostInstances))
      : null;
  return (
    <div className={classes.panel}>
      <Steps current={step} steps={steps} hrefOf={(one) => (reachable(one) ? hrefOf(one) : null)} />
      {kept && draft.text !== '' && (
        <p className={classes.kept}>
          {messages.kept}
          <Button variant="default" size="compact-sm" onClick={startOver}>
            {messages.startOver}
          </Button>
        </p>
      )}
      {draft.retryOf !== null && (
        <p className={classes.kept}>
          {messages.retries} <Link to={paths.backfill(draft.retryOf)}>{messages.retriesLink}</Link>
        </p>
      )}
      {facts.evidence === undefined && <p className={classes.warning}>{messages.noEvidence}</p>}
      {step === 'range' && world.map !== null && (
        <StepRange map={world.map} draft={draft} composed={composed} change={change} words={words} />
      )}
      {step === 'shape' && (
        <StepShape
          granularity={isGranularity(plan.granularity) ? plan.granularity : null}
          draft={draft}
          composed={composed}
          change={change}
          words={words}
        />
      )}
      {step === 'review' ? (
        <StepReview
          plan={plan}
          map={world.map}
          instances={world.instances}
          backfills={facts.backfills}
          draft={draft}
          composed={composed}
          change={change}
          words={words}
          start={start}
          backHref={hrefOf('shape')}
        />
      ) : (
        <div className={classes.buttons}>
          {before === undefined ? (
            <Button component={Link} to={paths.plan(plan.id)} variant="default">
              {messages.toPlan}
            </Button>
          ) : (
            <Button component={Link} to={hrefOf(before)} variant="default">
              {messages.back}
            </Button>
          )}
          <ReasonedButton reason={reason} onClick={goOn}>
            {messages.next}
          </ReasonedButton>
        </div>
      )}
    </div>
  );
}
