import type { Selectable } from 'kysely';
import type { BackfillState, InstanceCounts, TaskState } from '../../src/contract/backfill.ts';
import type { Cause } from '../../src/contract/problem.ts';
import type { Range } from '../../src/contract/range.ts';
import type { Person } from '../../src/contract/session.ts';
import { causeOf, toldColumns, type Told } from './cause.ts';
import { json, parsed, type Scope } from './scope.ts';
import type { Schema } from './schema.ts';

export interface StoredTask {
  n: number;
  range: Range;
  state: TaskState;
  dagName: string | null;
  problem: string | null;
  cause: Cause | null;
  traceId: string | null;
  journalId: string | null;
  counts: InstanceCounts | null;
  countsFinal: boolean;
}

export interface StoredBackfill {
  id: string;
  planId: string | null;
  planName: string | null;
  granularity: string | null;
  note: string;
  lotDays: number;
  createdBy: Person;
  createdAt: string;
  retryOf: string | null;
  trackedDag: string | null;
  state: BackfillState;
  settled: boolean;
  sender: string | null;
  countsAsOf: string | null;
  tasks: StoredTask[];
}

export interface NewBackfill {
  planId: string | null;
  planName: string | null;
  granularity: string | null;
  note: string;
  lotDays: number;
  createdBy: Person;
  retryOf?: string | null | undefined;
  trackedDag?: string | undefined;
  state: BackfillState;
  /** In the order in which they are sent. */
  tasks: readonly { range: Range; state: TaskState; dagName?: string }[];
  /** true: this gateway is about to send them. */
  sending: boolean;
}

export interface TaskChange extends Told {
  state: TaskState;
  dagName?: string | null;
  traceId?: string | null;
  journalId?: string;
}

export interface TaskCounts {
  n: number;
  counts: InstanceCounts;
  final: boolean;
}

export interface BackfillFilter {
  planId?: string | undefined;
  /** Those last seen in this state, and those that may have come to it since. */
  state?: BackfillState | undefined;
  before?: string | undefined;
  /** true: only what CAN may still change. */
  unsettled?: boolean | undefined;
}

type Row = Selectable<Schema['backfill']>;
type TaskRow = Selectable<Schema['task']>;

/** SQLite takes 32,766 parameters a statement; a task has 8. */
const TASKS_A_STATEMENT = 1000;

function toTask(row: TaskRow): StoredTask {
  return {
    n: row.n,
    range: { start: row.range_start, end: row.range_end },
    state: row.state,
    dagName: row.dag_name,
    problem: row.problem,
    cause: causeOf(row),
    traceId: row.trace_id,
    journalId: row.journal_id,
    counts: row.counts === null ? null : parsed<InstanceCounts>(row.counts),
    countsFinal: row.counts_final === 1,
  };
}

function toBackfill(row: Row, tasks: StoredTask[]): StoredBackfill {
  return {
    id: row.id,
    planId: row.plan_id,
    planName: row.plan_name,
    granularity: row.granularity,
    note: row.note,
    lotDays: row.lot_days,
    createdBy: { id: row.created_by_id, name: row.created_by_name },
    createdAt: row.created_at,
    retryOf: row.retry_of,
    trackedDag: row.tracked_dag,
    state: row.state,
    settled: row.settled === 1,
    sender: row.sender,
    countsAsOf: row.counts_as_of,
    tasks,
  };
}

/** What people asked for, task by task: the memory that CAN lacks (DESIGN §1). */
export class BackfillQueries {
  readonly #scope: Scope;
  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** null: the tenant tracks that dagName already. */
  async create(backfill: NewBackfill): Promise<string | null> {
    const { db, tenantId, gatewayId, newId, now } = this.#scope;
    const id = newId();
    const created = await db
      .insertInto('backfill')
      .values({
        id,
        tenant_id: tenantId,
        plan_id: backfill.planId,
        plan_name: backfill.planName,
        granularity: backfill.granularity,
        note: backfill.note,
        lot_days: backfill.lotDays,
        created_by_id: backfill.createdBy.id,
        created_by_name: backfill.createdBy.name,
        created_at: now(),
        retry_of: backfill.retryOf ?? null,
        tracked_dag: backfill.trackedDag ?? null,
        state: backfill.state,
        settled: 0,
        sender: backfill.sending ? gatewayId : null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (!created.numInsertedOrUpdatedRows) return null;
    const tasks = backfill.tasks.map((task, i) => ({
      tenant_id: tenantId,
      backfill_id: id,
      n: i + 1,
      range_start: task.range.start,
      range_end: task.range.end,
      state: task.state,
      dag_name: task.dagName ?? null,
      counts_final: 0,
    }));
    for (let i = 0; i < tasks.length; i += TASKS_A_STATEMENT) {
      await db
        .insertInto('task')
        .values(tasks.slice(i, i + TASKS_A_STATEMENT))
        .execute();
    }
    return id;
  }

  async get(id: string): Promise<StoredBackfill | null> {
    const row = await this.#rows().where('id', '=', id).executeTakeFirst();
    return row ? ((await this.#withTasks([row]))[0] ?? null) : null;
  }

  /** Newest first. */
  async list(filter: BackfillFilter, limit: number): Promise<StoredBackfill[]> {
    const { planId, state, before, unsettled } = filter;
    let query = this.#rows();
    if (planId !== undefined) query = query.where('plan_id', '=', planId);
    if (before !== undefined) query = query.where('id', '<', before);
    if (unsettled) query = query.where('settled', '=', 0);
    if (state !== undefined) {
      query = query.where((is) => is.or([is('state', '=', state), is('settled', '=', 0)]));
    }
    return this.#withTasks(await query.orderBy('id', 'desc').limit(limit).execute());
  }

  /** The backfill a dagName belongs to, whether made here or tracked. */
  async ofDag(dagName: string): Promise<{ backfillId: string; n: number } | null> {
    const { db, tenantId } = this.#scope;
    const row = await db
      .selectFrom('task')
      .select(['backfill_id', 'n'])
      .where('tenant_id', '=', tenantId)
      .where('dag_name', '=', dagName)
      .orderBy('backfill_id')
      .executeTakeFirst();
    return row ? { backfillId: row.backfill_id, n: row.n } : null;
  }

  /** Only one gateway, and one command on it, sends the tasks of a backfill at a time. */
  async claimSender(id: string, from: string | null): Promise<boolean> {
    const { gatewayId } = this.#scope;
    const result = await this.#update(id)
      .set({ sender: gatewayId, state: 'sending', settled: 0 })
      .where('sender', from === null ? 'is' : '=', from)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  async saveState(id: string, state: BackfillState, settled: boolean): Promise<void> {
    await this.#update(id)
      .set({ state, settled: settled ? 1 : 0 })
      .execute();
  }

  /** What was worked out from counts is only written over the state it was worked out from. */
  async replaceState(id: string, from: BackfillState, to: BackfillState, settled: boolean): Promise<void> {
    await this.#update(id)
      .set({ state: to, settled: settled ? 1 : 0 })
      .where('state', '=', from)
      .where('sender', 'is', null)
      .execute();
  }

  async releaseSender(id: string): Promise<void> {
    await this.#update(id).set({ sender: null }).where('sender', '=', this.#scope.gatewayId).execute();
  }

  /** false: the task was in none of these states. */
  async changeTask(id: string, n: number, from: readonly TaskState[], to: TaskChange): Promise<boolean> {
    const result = await this.#updateTask(id, n)
      .set({
        state: to.state,
        ...(to.dagName !== undefined && { dag_name: to.dagName }),
        ...toldColumns(to),
        ...(to.traceId !== undefined && { trace_id: to.traceId }),
        ...(to.journalId !== undefined && { journal_id: to.journalId }),
      })
      .where('state', 'in', from)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  async saveCounts(id: string, tasks: readonly TaskCounts[], asOf: string): Promise<void> {
    for (const { n, counts, final } of tasks) {
      await this.#updateTask(id, n)
        .set({ counts: json(counts), counts_final: final ? 1 : 0 })
        .execute();
    }
    await this.#update(id).set({ counts_as_of: asOf }).execute();
  }

  /** For a backfill of which nothing was ever sent; its journal row stays. */
  async drop(id: string): Promise<void> {
    const { db, tenantId } = this.#scope;
    await db.deleteFrom('task').where('tenant_id', '=', tenantId).where('backfill_id', '=', id).execute();
    await db.deleteFrom('backfill').where('tenant_id', '=', tenantId).where('id', '=', id).execute();
  }

  #rows() {
    const { db, tenantId } = this.#scope;
    return db.selectFrom('backfill').selectAll().where('tenant_id', '=', tenantId);
  }

  #update(id: string) {
    const { db, tenantId } = this.#scope;
    return db.updateTable('backfill').where('tenant_id', '=', tenantId).where('id', '=', id);
  }

  #updateTask(id: string, n: number) {
    const { db, tenantId } = this.#scope;
    return db
      .updateTable('task')
      .where('tenant_id', '=', tenantId)
      .where('backfill_id', '=', id)
      .where('n', '=', n);
  }

  async #withTasks(rows: readonly Row[]): Promise<StoredBackfill[]> {
    if (rows.length === 0) return [];
    const { db, tenantId } = this.#scope;
    const tasks = await db
      .selectFrom('task')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where(
        'backfill_id',
        'in',
        rows.map((row) => row.id),
      )
      .orderBy('n')
      .execute();
    const of = new Map(rows.map((row) => [row.id, [] as StoredTask[]]));
    for (const task of tasks) of.get(task.backfill_id)?.push(toTask(task));
    return rows.map((row) => toBackfill(row, of.get(row.id) ?? []));
  }
}
