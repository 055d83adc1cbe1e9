import * as v from 'valibot';
import { rangesSchema } from './range.ts';
import type { JournalState } from './activity.ts';

const reason = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(2000)));

/** A full-refresh plan is marked with no ranges at all. */
export const markSchema = v.strictObject({
  success: v.optional(rangesSchema),
  failed: v.optional(rangesSchema),
  reason,
});
export type MarkPartitions = v.InferInput<typeof markSchema>;

export const clearSchema = v.strictObject({ ranges: rangesSchema, reason });
export type ClearPartitions = v.InferInput<typeof clearSchema>;

export interface PartitionCommandResult {
  journalId: string;
  state: JournalState;
  /** Partitions that, read back, did not take; null when reading back failed. */
  notTaken: string[] | null;
  traceId?: string;
}
