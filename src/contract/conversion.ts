import * as v from 'valibot';
import type { BackfillState } from './backfill.ts';
import type { Freshness } from './freshness.ts';
import type { GranularityWord, Plan, RefreshConfig } from './plan.ts';
import type { Cause } from './problem.ts';
import type { Range } from './range.ts';
import type { Person } from './session.ts';

export const conversionStates = [
  'requested',
  'approved',
  'converting',
  'converted',
  'rejected',
  'withdrawn',
  'refused',
  'unknown',
] as const;
export type ConversionState = (typeof conversionStates)[number];

/** Worth knowing before handing a plan over; none of them refuses. */
export type HandoverWarning = 'periods-missing' | 'not-ready' | 'behind' | 'open-backfills';

/**
 * What is handed over to whoever schedules from now on: the plan as it was when the request was made. A type and not an
 * interface, because it is stored and hashed as a plain record.
 */
export type Dossier = {
  madeAt: string;
  planReadAt: string;
  plan: Omit<Plan, 'asOf'>;
  schedule: RefreshConfig & { granularity: GranularityWord | null; fullRefresh: boolean };
  /** The last expected periods; null: there are none to name, or they could not be read (`unreadable`). */
  coverage: {
    granularity: GranularityWord;
    periods: number;
    from: string;
    expected: string;
    missing: Range[];
    missingCount: number;
  } | null;
  freshness: Pick<Freshness, 'state' | 'latestData' | 'expected' | 'lag'> | null;
  latest: { latestData: string | null; latestRefresh: string | null } | null;
  /** Backfills of ours that wait for a person, since one that runs refuses the request. */
  openBackfills: { id: string; state: BackfillState; note: string; createdBy: Person; createdAt: string }[];
  warnings: HandoverWarning[];
  /** What CAN could not say just then. */
  unreadable: ('coverage' | 'freshness')[];
};

/** One thing that is looked at before a plan may be handed over. `reason` and `message` say why not. */
export interface HandoverCheck {
  check: 'kind' | 'backfills' | 'request' | 'definition' | 'age';
  ok: boolean;
  reason?: string;
  message?: string;
  /** The open request in the way. */
  conversionId?: string;
}

/** Before a request: what refuses it, what it would hand over. Nothing is stored. */
export interface Handover {
  checks: HandoverCheck[];
  dossier: Dossier;
  asOf: string;
}

/** Before an approval: everything the gateway will check again, and what the plan is called now. */
export interface ConversionChecks {
  planName: string;
  checks: HandoverCheck[];
  asOf: string;
}

export interface Conversion {
  id: string;
  planId: string;
  planName: string | null;
  /** As people called the plan when the request was made. */
  displayName?: string;
  state: ConversionState;
  reason: string;
  scheduler: string;
  /** `yyyy-MM-dd`, when a date was named. */
  plannedDate?: string;
  requestedBy: Person;
  requestedAt: string;
  /** The plan as it was reviewed, normalised. */
  definition: Record<string, unknown>;
  definitionHash: string;
  /** What the requester handed over: coverage, running backfills, the schedule in words. */
  dossier?: Dossier;
  /** Names the dossier in a receipt: another dossier has another one. */
  dossierHash?: string;
  /** The first period that only the outside scheduler reports; named when the conversion was approved. */
  cutover?: string;
  decidedBy?: Person;
  decidedAt?: string;
  decisionReason?: string;
  /** CAN's words, or why its answer said nothing; of a converted one: that only reading the plan back has shown it. */
  problem?: string;
  cause?: Cause;
  traceId?: string;
  /** While the outcome is unknown: the kind that CAN shows the plan as, just read. */
  shownAs?: string;
}

export interface ConversionList {
  conversions: Conversion[];
  cursor?: string;
  asOf: string;
}

/** `waiting`: what waits for me to decide; `mine`: what I asked for. */
export const conversionViews = ['waiting', 'mine', 'all'] as const;
export type ConversionView = (typeof conversionViews)[number];

export interface ConversionsWaiting {
  waiting: number;
  asOf: string;
}

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000));

export const requestConversionSchema = v.strictObject({
  planId: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  reason: text,
  scheduler: text,
  plannedDate: v.optional(v.pipe(v.string(), v.isoDate())),
});
export type RequestConversion = v.InferInput<typeof requestConversionSchema>;

export const approveConversionSchema = v.strictObject({
  planName: v.pipe(v.string(), v.maxLength(2000)),
  acknowledged: v.literal(true),
});
export type ApproveConversion = v.InferInput<typeof approveConversionSchema>;

export const rejectConversionSchema = v.strictObject({ reason: text });
export type RejectConversion = v.InferInput<typeof rejectConversionSchema>;

export const withdrawConversionSchema = v.strictObject({});
