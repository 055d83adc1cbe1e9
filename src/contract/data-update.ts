import * as v from 'valibot';
import type { JournalState } from './activity.ts';

export const dataUpdateSchema = v.strictObject({
  tableName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(128)),
  tablePartition: v.pipe(v.string(), v.isoDate()),
});
export type DataUpdate = v.InferInput<typeof dataUpdateSchema>;

export interface DataUpdateResult {
  journalId: string;
  state: JournalState;
  traceId?: string;
}
