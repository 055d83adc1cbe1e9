import { json, parsed, type Scope } from './scope.ts';

/**
 * What a credential has learned of CAN and would have to ask for again after a restart, one call a plan. Kept by its
 * fingerprint: nobody is told what another's credential has fetched (DESIGN §7). Not a record of anything: it may go.
 */
export class LearnedQueries {
  readonly #scope: Scope;
  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** null: nothing that was saved since that instant. */
  async load<T>(fingerprint: string, since: string): Promise<T | null> {
    const { db, tenantId } = this.#scope;
    const row = await db
      .selectFrom('learned')
      .select('content')
      .where('tenant_id', '=', tenantId)
      .where('fingerprint', '=', fingerprint)
      .where('saved_at', '>=', since)
      .executeTakeFirst();
    return row ? parsed<T>(row.content) : null;
  }

  /** In the place of what there was; and what nobody has saved since that instant goes. */
  async save(fingerprint: string, content: unknown, since: string): Promise<void> {
    const { db, tenantId, now } = this.#scope;
    const row = { content: json(content), saved_at: now() };
    await db
      .insertInto('learned')
      .values({ tenant_id: tenantId, fingerprint, ...row })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'fingerprint']).doUpdateSet(row))
      .execute();
    await db.deleteFrom('learned').where('tenant_id', '=', tenantId).where('saved_at', '<', since).execute();
  }
}
