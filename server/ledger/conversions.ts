import type { Selectable } from 'kysely';
import type { Conversion, ConversionState, Dossier } from '../../src/contract/conversion.ts';
import type { Person } from '../../src/contract/session.ts';
import { causeOf, toldColumns, type Told } from './cause.ts';
import { json, parsed, type Scope } from './scope.ts';
import type { Schema } from './schema.ts';

export interface NewConversion {
  planId: string;
  planName: string | null;
  reason: string;
  scheduler: string;
  plannedDate?: string | undefined;
  requestedBy: Person;
  definition: Record<string, unknown>;
  definitionHash: string;
  dossier: Record<string, unknown>;
}

export interface StoredConversion extends Conversion {
  journalId: string | null;
}

export interface ConversionChange extends Told {
  state: ConversionState;
  decidedBy?: Person;
  decisionReason?: string;
  journalId?: string;
  cutover?: string;
  traceId?: string | null;
}

export interface ConversionFilter {
  planId?: string | undefined;
  state?: ConversionState | undefined;
  requestedBy?: string | undefined;
  /** Asked for by anybody but this one. */
  notRequestedBy?: string | undefined;
  /** An instant, inclusive. */
  requestedSince?: string | undefined;
  before?: string | undefined;
}

function toConversion(row: Selectable<Schema['conversion']>): StoredConversion {
  const cause = causeOf(row);
  return {
    id: row.id,
    planId: row.plan_id,
    planName: row.plan_name,
    state: row.state,
    reason: row.reason,
    scheduler: row.scheduler,
    requestedBy: { id: row.requested_by_id, name: row.requested_by_name },
    requestedAt: row.requested_at,
    definition: parsed<Record<string, unknown>>(row.definition),
    definitionHash: row.definition_hash,
    dossier: parsed<Dossier>(row.dossier),
    journalId: row.journal_id,
    ...(row.planned_date !== null && { plannedDate: row.planned_date }),
    ...(row.decided_by_id !== null && {
      decidedBy: { id: row.decided_by_id, name: row.decided_by_name ?? '' },
    }),
    ...(row.decided_at !== null && { decidedAt: row.decided_at }),
    ...(row.cutover !== null && { cutover: row.cutover }),
    ...(row.decision_reason !== null && { decisionReason: row.decision_reason }),
    ...(row.problem !== null && { problem: row.problem }),
    ...(cause && { cause }),
    ...(row.trace_id !== null && { traceId: row.trace_id }),
  };
}

/** Requests to make a plan EXTERNAL, and who decided them (DESIGN §6). */
export class ConversionQueries {
  readonly #scope: Scope;
  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** null: the plan has an open request. */
  async create(conversion: NewConversion): Promise<string | null> {
    const { db, tenantId, newId, now } = this.#scope;
    const id = newId();
    const created = await db
      .insertInto('conversion')
      .values({
        id,
        tenant_id: tenantId,
        plan_id: conversion.planId,
        plan_name: conversion.planName,
        state: 'requested',
        reason: conversion.reason,
        scheduler: conversion.scheduler,
        planned_date: conversion.plannedDate ?? null,
        requested_by_id: conversion.requestedBy.id,
        requested_by_name: conversion.requestedBy.name,
        requested_at: now(),
        definition: json(conversion.definition),
        definition_hash: conversion.definitionHash,
        dossier: json(conversion.dossier),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return created.numInsertedOrUpdatedRows ? id : null;
  }

  /** Ends the plan's request that nobody decided about until then. Nobody withdrew it: `decidedBy` stays out. */
  async lapse(planId: string, requestedUntil: string): Promise<void> {
    const { db, tenantId } = this.#scope;
    await db
      .updateTable('conversion')
      .set({ state: 'withdrawn' })
      .where('tenant_id', '=', tenantId)
      .where('plan_id', '=', planId)
      .where('state', '=', 'requested')
      .where('requested_at', '<=', requestedUntil)
      .execute();
  }

  async get(id: string): Promise<StoredConversion | null> {
    const row = await this.#rows().where('id', '=', id).executeTakeFirst();
    return row ? toConversion(row) : null;
  }

  /** Newest first. */
  async list(filter: ConversionFilter, limit: number): Promise<StoredConversion[]> {
    let query = this.#rows();
    if (filter.planId !== undefined) query = query.where('plan_id', '=', filter.planId);
    if (filter.state !== undefined) query = query.where('state', '=', filter.state);
    if (filter.requestedBy !== undefined) query = query.where('requested_by_id', '=', filter.requestedBy);
    if (filter.notRequestedBy !== undefined)
      query = query.where('requested_by_id', '!=', filter.notRequestedBy);
    if (filter.requestedSince !== undefined) query = query.where('requested_at', '>=', filter.requestedSince);
    if (filter.before !== undefined) query = query.where('id', '<', filter.before);
    return (await query.orderBy('id', 'desc').limit(limit).execute()).map(toConversion);
  }

  /**
   * One atomic step: of two approvals racing, on one gateway or two, only one finds the state it expects.
   * false: it was in another state by then.
   */
  async change(id: string, from: ConversionState, to: ConversionChange): Promise<boolean> {
    const { db, tenantId, now } = this.#scope;
    const result = await db
      .updateTable('conversion')
      .set({
        state: to.state,
        ...(to.decidedBy && {
          decided_by_id: to.decidedBy.id,
          decided_by_name: to.decidedBy.name,
          decided_at: now(),
        }),
        ...(to.decisionReason !== undefined && { decision_reason: to.decisionReason }),
        ...(to.cutover !== undefined && { cutover: to.cutover }),
        ...(to.journalId !== undefined && { journal_id: to.journalId }),
        ...toldColumns(to),
        ...(to.traceId !== undefined && { trace_id: to.traceId }),
      })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('state', '=', from)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  #rows() {
    const { db, tenantId } = this.#scope;
    return db.selectFrom('conversion').selectAll().where('tenant_id', '=', tenantId);
  }
}
