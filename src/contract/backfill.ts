import * as v from 'valibot';
import type { Cause } from './problem.ts';
import type { Person } from './session.ts';
import { rangesSchema, type Range } from './range.ts';
import type { GranularityWord } from './plan.ts';

export const taskStates = ['unsent', 'sending', 'created', 'untraceable', 'refused', 'unknown'] as const;
export type TaskState = (typeof taskStates)[number];

export interface Task {
  /** From 1, in the order in which they are sent. */
  n: number;
  range: Range;
  state: TaskState;
  dagName?: string;
  problem?: string;
  cause?: Cause;
  traceId?: string;
}

export interface InstanceCounts {
  waiting: number;
  running: number;
  success: number;
  failed: number;
  /** Words of CAN's that we do not know. */
  other: number;
  total: number;
}

export const backfillStates = [
  'sending',
  'running',
  'done',
  'done with failures',
  'needs attention',
] as const;
export type BackfillState = (typeof backfillStates)[number];

export interface Backfill {
  id: string;
  /** null for a tracked dagName whose plan nobody named. */
  planId: string | null;
  planName: string | null;
  granularity: GranularityWord | null;
  state: BackfillState;
  note: string;
  lotDays: number;
  createdBy: Person;
  createdAt: string;
  tasks: Task[];
  counts: InstanceCounts;
  retryOf?: string;
  /** true: created elsewhere and adopted here. */
  tracked: boolean;
  /** When the counts were read from CAN; null: never yet. */
  countsAsOf: string | null;
  /** Set when CAN could not be asked just now and the counts are older than they should be. */
  countsProblem?: string;
}

export interface BackfillList {
  backfills: Backfill[];
  cursor?: string;
  asOf: string;
}

const id = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const note = v.pipe(v.string(), v.trim(), v.maxLength(2000));

export const createBackfillSchema = v.strictObject({
  planId: id,
  /** Empty for a full-refresh plan, where dates choose nothing. */
  ranges: rangesSchema,
  lotDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)), 1),
  note: v.optional(note, ''),
  retryOf: v.optional(id),
});
export type CreateBackfill = v.InferInput<typeof createBackfillSchema>;

export const trackBackfillSchema = v.strictObject({
  dagName: id,
  planId: v.optional(id),
  note: v.optional(note, ''),
});
export type TrackBackfill = v.InferInput<typeof trackBackfillSchema>;

export const settleTaskSchema = v.union([
  v.strictObject({ dagName: id }),
  v.strictObject({ created: v.literal(false) }),
]);
export type SettleTask = v.InferInput<typeof settleTaskSchema>;

/** The requests CAN would be sent, for people to read and scripts to reuse. The credential is not among the headers. */
export interface BackfillPreview {
  headers: Record<string, string>;
  requests: { method: string; url: string; body: Record<string, unknown> }[];
}
