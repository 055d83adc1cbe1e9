import * as v from 'valibot';
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

export interface Conversion {
  id: string;
  planId: string;
  planName: string | null;
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
  dossier?: Record<string, unknown>;
  /** Names the dossier in a receipt: another dossier has another one. */
  dossierHash?: string;
  decidedBy?: Person;
  decidedAt?: string;
  decisionReason?: string;
  problem?: string;
  traceId?: string;
}

export interface ConversionList {
  conversions: Conversion[];
  cursor?: string;
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
