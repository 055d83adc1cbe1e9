import { useRef, useState } from 'react';
import { ApiError, asApiError } from '../../api/errors.ts';
import { useCreateBackfill } from '../../api/backfills.ts';
import type { BackfillFacts } from '../../api/backfill-facts.ts';
import type { Backfill } from '../../contract/backfill.ts';
import type { Plan } from '../../contract/plan.ts';
import { requestOf, type Composed } from './compose.ts';
import { commandKey, type Draft } from './draft.ts';

interface StartOptions {
  plan: Plan;
  /** Who starts it: another person's start is another intention. */
  actorId: string;
  draft: Draft;
  composed: Composed;
  change: (part: Partial<Draft>) => void;
  readNow: () => Promise<BackfillFacts>;
  composeWith: (facts: BackfillFacts) => Composed;
  onStarted: (backfill: Backfill) => void;
}

export type StartPhase = 'idle' | 'checking' | 'sending';

/** Refused for sure: the next press is a new intention, with a key of its own. */
export function isRefused(error: ApiError): boolean {
  return error.outcome === 'none' && error.code !== 'in-progress';
}

/**
 * Starts what has been agreed to, once. What is there is read again first: if the world is another, nothing is sent
 * and the difference is asked about (issue 5, 4). Key and body are written down before the request leaves, so
 * that a reload, or an answer that never came, is followed by the same question and not by a second backfill.
 */
export function useStart({
  plan,
  actorId,
  draft,
  composed,
  change,
  readNow,
  composeWith,
  onStarted,
}: StartOptions) {
  const create = useCreateBackfill();
  const [phase, setPhase] = useState<StartPhase>('idle');
  const [checkProblem, setCheckProblem] = useState<ApiError | null>(null);
  const busy = useRef(false);
  const body = JSON.stringify(requestOf(plan, draft, composed));
  const sent = draft.attempt !== null;

  function send(attempt: { key: string; body: string }): void {
    setPhase('sending');
    create.mutate(
      { body: JSON.parse(attempt.body) as ReturnType<typeof requestOf>, key: attempt.key },
      {
        onSuccess: onStarted,
        onError: (error) => {
          if (error instanceof ApiError && isRefused(error)) {
            change({ attempt: null, refusals: draft.refusals + 1 });
          }
        },
        onSettled: () => {
          busy.current = false;
          setPhase('idle');
        },
      },
    );
  }

  async function start(): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    create.reset();
    setCheckProblem(null);
    if (draft.attempt !== null) return send(draft.attempt);
    setPhase('checking');
    try {
      const facts = await readNow();
      const now = composeWith(facts);
      if (now.fingerprint !== draft.agreed?.fingerprint) {
        busy.current = false;
        return setPhase('idle');
      }
      const newest = facts.backfills?.[0]?.id ?? '';
      const key = commandKey(actorId, body, now.fingerprint, newest, String(draft.refusals));
      const attempt = { key, body };
      change({ attempt });
      send(attempt);
    } catch (error) {
      busy.current = false;
      setPhase('idle');
      setCheckProblem(asApiError(error));
    }
  }

  return {
    start: () => void start(),
    phase,
    /** An earlier attempt of which nobody knows what became. */
    sent,
    checkProblem,
    problem: asApiError(create.error),
  };
}
