import { json, type Scope } from './scope.ts';

export interface CommandKey {
  fingerprint: string;
  gatewayId: string;
  /** What the command made in the ledger before it sent anything; null: nothing was begun. */
  subject: string | null;
  /** null: no answer was recorded. */
  answer: { status: number; body: unknown } | null;
}

/** Idempotency keys; they belong to a tenant (DESIGN §3). */
export class CommandKeyQueries {
  readonly #scope: Scope;
  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** null: the key is ours now. Otherwise who has it. */
  async claim(key: string, fingerprint: string): Promise<CommandKey | null> {
    const { db, tenantId, gatewayId, now } = this.#scope;
    const created = await db
      .insertInto('command_key')
      .values({ tenant_id: tenantId, key, fingerprint, created_at: now(), gateway_id: gatewayId })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return created.numInsertedOrUpdatedRows ? null : this.get(key);
  }

  async get(key: string): Promise<CommandKey | null> {
    const { db, tenantId } = this.#scope;
    const row = await db
      .selectFrom('command_key')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('key', '=', key)
      .executeTakeFirst();
    if (!row) return null;
    return {
      fingerprint: row.fingerprint,
      gatewayId: row.gateway_id,
      subject: row.subject,
      answer: row.status === null ? null : { status: row.status, body: JSON.parse(row.answer ?? 'null') },
    };
  }

  /** Says what the command is about to make, in the very transaction that makes it; null: it is undone. */
  async attach(key: string, subject: string | null): Promise<void> {
    await this.#update(key).set({ subject }).execute();
  }

  async finish(key: string, status: number, body: unknown): Promise<void> {
    await this.#update(key)
      .set({ status, answer: json(body) })
      .execute();
  }

  /** For a command that was refused before it began anything: the key may be used again. */
  async release(key: string): Promise<void> {
    const { db, tenantId, gatewayId } = this.#scope;
    await db
      .deleteFrom('command_key')
      .where('tenant_id', '=', tenantId)
      .where('key', '=', key)
      .where('gateway_id', '=', gatewayId)
      .where('subject', 'is', null)
      .where('status', 'is', null)
      .execute();
  }

  /** From a gateway that died before it began anything. false: somebody else was faster. */
  async takeOver(key: string, fromGateway: string): Promise<boolean> {
    const { gatewayId } = this.#scope;
    const result = await this.#update(key)
      .set({ gateway_id: gatewayId })
      .where('gateway_id', '=', fromGateway)
      .where('subject', 'is', null)
      .where('status', 'is', null)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  #update(key: string) {
    const { db, tenantId } = this.#scope;
    return db.updateTable('command_key').where('tenant_id', '=', tenantId).where('key', '=', key);
  }
}
