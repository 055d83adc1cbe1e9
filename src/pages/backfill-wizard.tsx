import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useBackfillFacts } from '../api/backfill-facts.ts';
import { planQuery, planScriptsQuery } from '../api/plans.ts';
import { ApiError } from '../api/errors.ts';
import { sessionQuery } from '../api/session.ts';
import type { Plan } from '../contract/plan.ts';
import { isGranularity } from '../domain/granularity.ts';
import { planCan } from '../domain/plan-can.ts';
import { decodeRanges } from '../domain/selection-url.ts';
import { ExternalPlan } from '../features/backfills/external-plan.tsx';
import type { PartitionWords } from '../features/backfills/partition-words.ts';
import { selectionText } from '../features/backfills/step-range.tsx';
import { readStep, type WizardStep } from '../features/backfills/steps.tsx';
import { Wizard } from '../features/backfills/wizard.tsx';
import { wizardMessages } from '../features/backfills/wizard-messages.ts';
import { partitionMessages } from '../features/partitions/messages.ts';
import { selectionMessages } from '../features/partitions/selection-messages.ts';
import { planTitle } from '../features/plans/plan-names.ts';
import { QueryBoundary } from '../features/shell/query-boundary.tsx';
import { useMessages } from '../i18n/language.tsx';
import { reasonMessages } from '../i18n/reasons.ts';
import { useProblemWords } from '../i18n/problems.ts';
import { useFormat } from '../i18n/use-format.ts';
import { paths } from '../paths.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

function usePartitionWords(plan: Plan): PartitionWords {
  const { units, states } = useMessages(partitionMessages);
  const { text } = useMessages(selectionMessages);
  const format = useFormat();
  const g = isGranularity(plan.granularity) ? plan.granularity : 'DAY';
  return {
    units: (count) => units[g](format.number(count), count === 1),
    state: (state) => states[state],
    selectionError: ({ code, token }) => text.errors[code](token),
  };
}

/** `?sel=` is the calendar's selection, or a selection in words. */
function chosenBy(sel: string, plan: Plan) {
  return isGranularity(plan.granularity) ? decodeRanges(sel, plan.granularity) : null;
}

function External({ plan, sel }: { plan: Plan; sel: string }) {
  const { data: scripts } = useSuspenseQuery(planScriptsQuery(plan.id));
  return <ExternalPlan plan={plan} scripts={scripts} chosen={chosenBy(sel, plan) ?? []} />;
}

function BackfillPlan({
  plan,
  sel,
  retryOf,
  step,
}: {
  plan: Plan;
  sel: string;
  retryOf: string | null;
  step: WizardStep;
}) {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { facts, listError, readNow } = useBackfillFacts(plan, session.timeZone);
  const words = usePartitionWords(plan);
  const problemWords = useProblemWords();
  const navigate = useNavigate();
  const hrefOf = (to: WizardStep) => paths.backfillWizard(plan.id, { step: to === 'range' ? null : to });
  if (facts === null) {
    if (listError instanceof ApiError) return <ProblemAlert problem={problemWords(listError)} />;
    return <SkeletonRows count={8} />;
  }
  const ranges = chosenBy(sel, plan);
  return (
    <Wizard
      key={plan.id}
      plan={plan}
      actorId={session.actor.id}
      facts={facts}
      readNow={readNow}
      link={{
        from: sel === '' && retryOf === null ? '' : `${sel} ${retryOf ?? ''}`,
        text: ranges === null ? sel : selectionText(ranges),
        retryOf,
      }}
      step={step}
      hrefOf={hrefOf}
      onStep={(to) => void navigate(hrefOf(to))}
      words={words}
      onStarted={({ id }) => void navigate(paths.backfill(id), { replace: true })}
    />
  );
}

function BackfillWizard({ planId }: { planId: string }) {
  const messages = useMessages(wizardMessages);
  const reasons = useMessages(reasonMessages);
  const { data: plan } = useSuspenseQuery(planQuery(planId));
  const [params] = useSearchParams();
  const sel = params.get('sel') ?? '';
  const answer = planCan.backfill(plan);
  const title = messages.title(planTitle(plan));
  if (plan.kind === 'EXTERNAL') {
    return (
      <Page title={title}>
        <External plan={plan} sel={sel} />
      </Page>
    );
  }
  return (
    <Page title={title}>
      {answer.ok ? (
        <BackfillPlan
          plan={plan}
          sel={sel}
          retryOf={params.get('retryOf')}
          step={readStep(params.get('step'))}
        />
      ) : (
        <EmptyState title={messages.cannot}>{reasons[answer.reason]}</EmptyState>
      )}
    </Page>
  );
}

export function BackfillWizardPage() {
  const messages = useMessages(wizardMessages);
  const { planId = '' } = useParams();
  return (
    <QueryBoundary
      title={messages.untitled}
      of={planId}
      skeleton={
        <Page title={messages.untitled}>
          <SkeletonRows count={8} />
        </Page>
      }
    >
      <BackfillWizard planId={planId} />
    </QueryBoundary>
  );
}
