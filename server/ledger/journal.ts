import type { Selectable } from 'kysely';
import type { JournalAction, JournalRow, JournalState } from '../../src/contract/activity.ts';
import type { Range } from '../../src/contract/range.ts';
import type { Person } from '../../src/contract/session.ts';
import type { CanRequest } from '../can/can.ts';
import { causeOf, toldColumns, type Told } from './cause.ts';
import { json, parsed, type Scope } from './scope.ts';
import type { Schema } from './schema.ts';

/** What a mark or clear means to change, seen from the partitions as they were before it. */
export interface JournalMarks {
  success: Range[];
  failed: Range[];
  cleared: Range[];
  /** Partitions (of a full-refresh plan: the data) that were not there before and must be after; null: not known. */
  appears: Range[] | 'data' | null;
  disappears: Range[] | null;
}

export interface NewJournalRow {
  actor: Person;
  action: JournalAction;
  request: CanRequest;
  planId?: string | null | undefined;
  planName?: string | null | undefined;
  ranges?: readonly Range[] | undefined;
  marks?: JournalMarks | undefined;
  reason?: string | undefined;
  backfillId?: string | undefined;
  taskN?: number | undefined;
  conversionId?: string | undefined;
}

export interface JournalEnd extends Told {
  state: Exclude<JournalState, 'sending'>;
  dagName?: string | null | undefined;
  traceId?: string | null | undefined;
  /** A person said so, or found out. */
  settledBy?: Person | undefined;
  /** true: the backfill it was to be part of does not exist, because nothing of it was ever sent. */
  backfillGone?: boolean | undefined;
}

export interface JournalFilter {
  planId?: string | undefined;
  actor?: string | undefined;
  action?: JournalAction | undefined;
  state?: JournalState | undefined;
  /** Instants: from inclusive, to exclusive. */
  from?: string | undefined;
  to?: string | undefined;
  /** Rows older than this id. */
  before?: string | undefined;
}

export interface MarkRow {
  id: string;
  at: string;
  planId: string;
  actor: Person;
  state: JournalState;
  marks: JournalMarks;
}

type Row = Selectable<Schema['journal']>;

function toRow(row: Row): JournalRow {
  const cause = causeOf(row);
  return {
    id: row.id,
    at: row.at,
    actor: { id: row.actor_id, name: row.actor_name },
    action: row.action,
    state: row.state,
    request: parsed<CanRequest>(row.request),
    ...(row.plan_id !== null && { planId: row.plan_id }),
    ...(row.plan_name !== null && { planName: row.plan_name }),
    ...(row.ranges !== null && { ranges: parsed<Range[]>(row.ranges) }),
    ...(row.dag_name !== null && { dagName: row.dag_name }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.problem !== null && { problem: row.problem }),
    ...(cause && { cause }),
    ...(row.trace_id !== null && { traceId: row.trace_id }),
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
    ...(row.backfill_id !== null && { backfillId: row.backfill_id }),
    ...(row.conversion_id !== null && { conversionId: row.conversion_id }),
    ...(row.settled_by_id !== null && {
      settledBy: { id: row.settled_by_id, name: row.settled_by_name ?? '' },
    }),
  };
}

function toMarkRow(row: Row): MarkRow {
  return {
    id: row.id,
    at: row.at,
    planId: row.plan_id ?? '',
    actor: { id: row.actor_id, name: row.actor_name },
    state: row.state,
    marks: parsed<JournalMarks>(row.marks ?? 'null'),
  };
}

/** Who asked what of CAN when, and what came of it (DESIGN §4). Rows are begun and ended, never edited. */
export class JournalQueries {
  readonly #scope: Scope;
  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Must be committed before the request goes out. */
  async begin(row: NewJournalRow): Promise<string> {
    const { db, tenantId, gatewayId, newId, now } = this.#scope;
    const id = newId();
    await db
      .insertInto('journal')
      .values({
        id,
        tenant_id: tenantId,
        at: now(),
        actor_id: row.actor.id,
        actor_name: row.actor.name,
        action: row.action,
        plan_id: row.planId ?? null,
        plan_name: row.planName ?? null,
        ranges: row.ranges ? json(row.ranges) : null,
        marks: row.marks ? json(row.marks) : null,
        reason: row.reason ? row.reason : null,
        request: json(row.request),
        state: 'sending',
        backfill_id: row.backfillId ?? null,
        task_n: row.taskN ?? null,
        conversion_id: row.conversionId ?? null,
        gateway_id: gatewayId,
      })
      .execute();
    return id;
  }

  /** false: the row had ended already, or there is none. */
  async end(id: string, end: JournalEnd): Promise<boolean> {
    const { db, tenantId, now } = this.#scope;
    const from: JournalState[] = end.state === 'unknown' ? ['sending'] : ['sending', 'unknown'];
    const result = await db
      .updateTable('journal')
      .set({
        state: end.state,
        ended_at: now(),
        ...(end.dagName !== undefined && { dag_name: end.dagName }),
        ...toldColumns(end),
        ...(end.traceId !== undefined && { trace_id: end.traceId }),
        ...(end.backfillGone && { backfill_id: null }),
        ...(end.settledBy && { settled_by_id: end.settledBy.id, settled_by_name: end.settledBy.name }),
      })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('state', 'in', from)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  async get(id: string): Promise<JournalRow | null> {
    const row = await this.#rows().where('id', '=', id).executeTakeFirst();
    return row ? toRow(row) : null;
  }

  /** Newest first. */
  async list(filter: JournalFilter, limit: number): Promise<JournalRow[]> {
    let query = this.#rows();
    if (filter.planId !== undefined) query = query.where('plan_id', '=', filter.planId);
    if (filter.actor !== undefined) query = query.where('actor_id', '=', filter.actor);
    if (filter.action !== undefined) query = query.where('action', '=', filter.action);
    if (filter.state !== undefined) query = query.where('state', '=', filter.state);
    if (filter.from !== undefined) query = query.where('at', '>=', filter.from);
    if (filter.to !== undefined) query = query.where('at', '<', filter.to);
    if (filter.before !== undefined) query = query.where('id', '<', filter.before);
    return (await query.orderBy('id', 'desc').limit(limit).execute()).map(toRow);
  }

  /** Everybody who has a row, by the name they gave last. */
  async people(limit: number): Promise<Person[]> {
    const rows = await this.#newestOf('actor_id', limit).select(['actor_id', 'actor_name']).execute();
    return rows.map(({ actor_id, actor_name }) => ({ id: actor_id, name: actor_name }));
  }

  /** Every plan that has a row, as it was called last; those of the newest rows first. */
  async plans(limit: number): Promise<{ id: string; name: string | null }[]> {
    const rows = await this.#newestOf('plan_id', limit).select(['plan_id', 'plan_name']).execute();
    return rows.flatMap(({ plan_id, plan_name }) =>
      plan_id === null ? [] : [{ id: plan_id, name: plan_name }],
    );
  }

  #newestOf(column: 'actor_id' | 'plan_id', limit: number) {
    const { db, tenantId } = this.#scope;
    const newest = db
      .selectFrom('journal')
      .select((of) => of.fn.max('id').as('id'))
      .where('tenant_id', '=', tenantId)
      .where(column, 'is not', null)
      .groupBy(column);
    return db
      .selectFrom('journal')
      .where('tenant_id', '=', tenantId)
      .where('id', 'in', newest)
      .orderBy('id', 'desc')
      .limit(limit);
  }

  async mark(id: string): Promise<MarkRow | null> {
    const row = await this.#rows().where('id', '=', id).where('marks', 'is not', null).executeTakeFirst();
    return row ? toMarkRow(row) : null;
  }

  /** The marks and clears of a plan in one state, newest first. */
  async marks(state: JournalState, planId: string | null, limit: number): Promise<MarkRow[]> {
    let query = this.#rows().where('marks', 'is not', null).where('state', '=', state);
    if (planId !== null) query = query.where('plan_id', '=', planId);
    return (await query.orderBy('id', 'desc').limit(limit).execute()).map(toMarkRow);
  }

  #rows() {
    const { db, tenantId } = this.#scope;
    return db.selectFrom('journal').selectAll().where('tenant_id', '=', tenantId);
  }
}
