import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { instantText } from '../../src/domain/wall-date.ts';
import type { Clock } from '../clock.ts';
import { BackfillQueries } from './backfills.ts';
import { CommandKeyQueries } from './command-keys.ts';
import { ConversionQueries } from './conversions.ts';
import { createIds } from './ids.ts';
import { JournalQueries } from './journal.ts';
import { LearnedQueries } from './learned.ts';
import { judgeOrphans } from './orphans.ts';
import type { Schema } from './schema.ts';
import type { Scope } from './scope.ts';
import type { Store } from './store.ts';

/** The queries of one tenant, all on one connection when they belong to a transaction. */
export class TenantQueries {
  readonly journal: JournalQueries;
  readonly backfills: BackfillQueries;
  readonly conversions: ConversionQueries;
  readonly keys: CommandKeyQueries;
  readonly learned: LearnedQueries;
  constructor(scope: Scope) {
    this.journal = new JournalQueries(scope);
    this.backfills = new BackfillQueries(scope);
    this.conversions = new ConversionQueries(scope);
    this.keys = new CommandKeyQueries(scope);
    this.learned = new LearnedQueries(scope);
  }
}

export class TenantLedger extends TenantQueries {
  readonly #scope: Scope;
  constructor(scope: Scope) {
    super(scope);
    this.#scope = scope;
  }

  transaction<T>(work: (queries: TenantQueries) => Promise<T>): Promise<T> {
    return this.#scope.db.transaction().execute((db) => work(new TenantQueries({ ...this.#scope, db })));
  }

  /**
   * Like `transaction`, one at a time for each plan: whoever looks whether something of ours is going on there and
   * then begins something must not be overtaken in between, not by another gateway either.
   */
  planTransaction<T>(planId: string, work: (queries: TenantQueries) => Promise<T>): Promise<T> {
    return this.#scope.db.transaction().execute(async (db) => {
      if (this.#scope.engine === 'postgres') {
        const name = JSON.stringify([this.#scope.tenantId, planId]);
        await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db);
      }
      // SQLite has one writer: its transactions are one at a time anyway.
      return work(new TenantQueries({ ...this.#scope, db }));
    });
  }
}

/** No call of ours takes that long. */
const STALE_AFTER_MS = 3_600_000;
const LONGEST_CLOSE_MS = 10_000;

export class Ledger {
  readonly #db: Kysely<Schema>;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #newId: () => string;
  #watch: NodeJS.Timeout | undefined;
  #closing = false;
  readonly #heldOpen = new Set<Promise<unknown>>();

  constructor(db: Kysely<Schema>, store: Store, clock: Clock) {
    this.#db = db;
    this.#store = store;
    this.#clock = clock;
    this.#newId = createIds(clock);
  }

  /** true: nothing new is to be begun. */
  get closing(): boolean {
    return this.#closing;
  }

  /** Closing waits for this; work of several steps looks at `closing` between them. */
  holdOpenFor(work: Promise<unknown>): void {
    const held = work
      .catch(() => undefined)
      .finally(() => {
        this.#heldOpen.delete(held);
      });
    this.#heldOpen.add(held);
  }

  get gatewayId(): string {
    return this.#store.gatewayId;
  }

  isAlive(gatewayId: string): Promise<boolean> {
    return this.#store.isAlive(gatewayId);
  }

  /** The only way to a row: nothing is read or written without saying whose it is. */
  forTenant(tenantId: string): TenantLedger {
    return new TenantLedger({
      db: this.#db,
      engine: this.#store.engine,
      tenantId,
      gatewayId: this.#store.gatewayId,
      newId: this.#newId,
      now: () => instantText(this.#clock.now()),
    });
  }

  /** What gateways that are gone left `sending` becomes `unknown`. Done at open, and now and then. */
  judgeOrphans(): Promise<number> {
    const now = this.#clock.now();
    return judgeOrphans(this.#db, {
      isAlive: (id) => this.#store.isAlive(id),
      now: instantText(now),
      staleBefore: instantText(now - STALE_AFTER_MS),
    });
  }

  watchOrphans(everyMs: number): void {
    this.#watch = setInterval(() => {
      // The next look, or the next command, meets the same trouble and reports it.
      this.#look().catch(() => undefined);
    }, everyMs).unref();
  }

  async ping(): Promise<void> {
    await sql`select 1`.execute(this.#db);
  }

  /** Saying that one lives comes first: a gateway that lost its connection must not be taken for dead. */
  async #look(): Promise<void> {
    await this.#store.isAlive(this.#store.gatewayId);
    await this.judgeOrphans();
  }

  /** Waits so long for what is under way; what is not done by then is found `sending` at the next start. */
  async close(waitMs = LONGEST_CLOSE_MS): Promise<void> {
    clearInterval(this.#watch);
    this.#closing = true;
    await Promise.race([Promise.all(this.#heldOpen), sleep(waitMs, undefined, { ref: false })]);
    await this.#db.destroy();
    await this.#store.close();
  }
}
