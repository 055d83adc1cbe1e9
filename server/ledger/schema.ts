import type { ConversionState } from '../../src/contract/conversion.ts';
import type { JournalAction, JournalState } from '../../src/contract/activity.ts';
import type { CauseCode } from '../../src/contract/problem.ts';
import type { BackfillState, TaskState } from '../../src/contract/backfill.ts';

/**
 * The tables as Kysely sees them. Everything is text (ids exceed 2^53, instants are ISO text, lists are JSON) or a
 * small integer, so that SQLite and PostgreSQL hold the very same values.
 */

interface JournalTable {
  id: string;
  tenant_id: string;
  at: string;
  actor_id: string;
  actor_name: string;
  action: JournalAction;
  plan_id: string | null;
  plan_name: string | null;
  /** JSON Range[]. */
  ranges: string | null;
  /** JSON of JournalMarks: what a mark or clear means to change, so that reading back can tell whether it did. */
  marks: string | null;
  reason: string | null;
  /** JSON { method, path, body }. */
  request: string;
  state: JournalState;
  dag_name: string | null;
  problem: string | null;
  cause_code: CauseCode | null;
  cause_detail: string | null;
  trace_id: string | null;
  ended_at: string | null;
  backfill_id: string | null;
  task_n: number | null;
  conversion_id: string | null;
  /** The gateway that sends it. */
  gateway_id: string;
  settled_by_id: string | null;
  settled_by_name: string | null;
}

interface BackfillTable {
  id: string;
  tenant_id: string;
  plan_id: string | null;
  plan_name: string | null;
  granularity: string | null;
  note: string;
  lot_days: number;
  created_by_id: string;
  created_by_name: string;
  created_at: string;
  retry_of: string | null;
  /** The dagName it was adopted by; unique in the tenant. */
  tracked_dag: string | null;
  /** As last derived; what `settled = 0` may have changed since. */
  state: BackfillState;
  /** 1: nothing that CAN does can change it any more. */
  settled: number;
  /** The gateway that is sending its tasks right now. */
  sender: string | null;
  counts_as_of: string | null;
}

interface TaskTable {
  tenant_id: string;
  backfill_id: string;
  n: number;
  range_start: string;
  range_end: string;
  state: TaskState;
  dag_name: string | null;
  problem: string | null;
  cause_code: CauseCode | null;
  cause_detail: string | null;
  trace_id: string | null;
  journal_id: string | null;
  /** JSON InstanceCounts as last seen. */
  counts: string | null;
  /** 1: every instance has ended, so CAN need not be asked again. */
  counts_final: number;
}

interface ConversionTable {
  id: string;
  tenant_id: string;
  plan_id: string;
  plan_name: string | null;
  state: ConversionState;
  reason: string;
  scheduler: string;
  planned_date: string | null;
  requested_by_id: string;
  requested_by_name: string;
  requested_at: string;
  /** JSON, normalised. */
  definition: string;
  definition_hash: string;
  /** JSON. */
  dossier: string;
  decided_by_id: string | null;
  decided_by_name: string | null;
  decided_at: string | null;
  decision_reason: string | null;
  /** The first period that only the outside scheduler reports. */
  cutover: string | null;
  journal_id: string | null;
  problem: string | null;
  cause_code: CauseCode | null;
  cause_detail: string | null;
  trace_id: string | null;
}

interface CommandKeyTable {
  tenant_id: string;
  key: string;
  /** Hash of who, which command, and the body. */
  fingerprint: string;
  created_at: string;
  gateway_id: string;
  /** What the command made in the ledger before it sent anything; null: nothing was begun. */
  subject: string | null;
  /** null: still running. */
  status: number | null;
  /** JSON of the answer. */
  answer: string | null;
}

interface LearnedTable {
  tenant_id: string;
  fingerprint: string;
  /** JSON. */
  content: string;
  saved_at: string;
}

export interface Schema {
  journal: JournalTable;
  backfill: BackfillTable;
  task: TaskTable;
  conversion: ConversionTable;
  command_key: CommandKeyTable;
  learned: LearnedTable;
}
