import type { InstanceListItem } from './instance.ts';
import type { Cause } from './problem.ts';
import type { Range } from './range.ts';
import type { Person } from './session.ts';

/** An instance of a backfill known to the console, and whose backfill that is. */
export interface EvidenceInstance extends InstanceListItem {
  backfillId: string;
  createdBy: Person;
}

/** What people told CAN about partitions through the console. */
export interface EvidenceMark {
  kind: 'success' | 'failed' | 'cleared';
  /** In the plan's granularity. */
  ranges: Range[];
  at: string;
  actor: Person;
  journalId: string;
}

/** Everything besides CAN's own list that says why a partition is what it is. */
export interface Evidence {
  /** The newest backfills first. */
  instances: EvidenceInstance[];
  /** Newest first. */
  marks: EvidenceMark[];
  /** The first period that only an outside scheduler reports, when the plan was converted through the console. */
  cutover: string | null;
  /** true: older backfills or marks exist that are left out. */
  truncated: boolean;
  /** Backfills whose instances could not be read just now, with CAN's words. */
  problems: { backfillId: string; message: string; cause: Cause; traceId?: string }[];
  asOf: string;
  /** Sent back as `since`, the next answer holds only what has changed. Absent: too much to keep track of. */
  cursor?: string;
  /** Only then `instances` are those that changed since: the backfills that count, the newest first. */
  partialOf?: string[];
}
