import type { Cause } from './problem.ts';
import type { Range } from './range.ts';

export const instanceStatuses = ['WAITING', 'RUNNING', 'SUCCESS', 'FAILED'] as const;
/** A word of CAN's that we do not know is shown as it is. */
export type InstanceStatus = (typeof instanceStatuses)[number] | (string & {});

export interface InstanceListItem {
  /** May exceed 2^53: a string end to end. */
  id: string;
  /** The `n` of the backfill's task it belongs to. */
  task: number;
  status: InstanceStatus;
  /** Days, `yyyy-MM-dd`, whatever the plan's granularity; null when CAN names none (full refresh). */
  range: Range | null;
  createdAt: string | null;
  startedAt: string | null;
  endedAt: string | null;
  resourceGroup: string | null;
  priority: string | null;
}

export interface InstanceList {
  instances: InstanceListItem[];
  asOf: string;
  /** true: only the instances that changed since the instant asked for. */
  partial: boolean;
  /** Tasks whose instances could not be read just now, with CAN's words. */
  problems: { task: number; message: string; cause: Cause; traceId?: string }[];
}

export interface Instance {
  id: string;
  status: InstanceStatus;
  range: Range | null;
  createdAt: string | null;
  startedAt: string | null;
  endedAt: string | null;
  sql: { original: string | null; formatted: string | null };
  /** Whole up to 1 MB; beyond that its head, and `GET /api/instances/:id/log` gives all of it. */
  log: string | null;
  logBytes: number;
  /** The line that names the root cause, also where it lies beyond the head; absent: no log. */
  rootCause?: string;
  runType: string | null;
  server: string | null;
  retries: number | null;
  statusTimes: Record<string, string>;
  planIds: string[];
  tables: string[];
  taskType: string | null;
}
