import type { RequestConversion } from '../../contract/conversion.ts';
import { isDay } from '../../domain/wall-date.ts';

/** What stands in the form of a request. */
export interface RequestDraft {
  reason: string;
  scheduler: string;
  planned: string;
}

export const emptyDraft: RequestDraft = { reason: '', scheduler: '', planned: '' };

export type DraftProblem = 'missing' | 'too-long' | 'past' | 'no-day';
export type DraftProblems = Partial<Record<keyof RequestDraft, DraftProblem>>;

/** As in contract/conversion.ts. */
const longest = 2000;

function textProblem(text: string): DraftProblem | null {
  const said = text.trim();
  if (said === '') return 'missing';
  return said.length > longest ? 'too-long' : null;
}

function dayProblem(day: string, today: string): DraftProblem | null {
  if (day === '') return null;
  if (!isDay(day)) return 'no-day';
  return day < today ? 'past' : null;
}

/** In the order of the fields. */
export function draftProblems({ reason, scheduler, planned }: RequestDraft, today: string): DraftProblems {
  const found = {
    reason: textProblem(reason),
    scheduler: textProblem(scheduler),
    planned: dayProblem(planned, today),
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null));
}

export function isUntouched(draft: RequestDraft): boolean {
  return draft.reason === '' && draft.scheduler === '' && draft.planned === '';
}

export function requestOf(planId: string, { reason, scheduler, planned }: RequestDraft): RequestConversion {
  return {
    planId,
    reason: reason.trim(),
    scheduler: scheduler.trim(),
    ...(planned !== '' && { plannedDate: planned }),
  };
}
