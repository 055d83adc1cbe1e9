import { Kysely, Migrator } from 'kysely';
import type { Clock } from '../clock.ts';
import { ProblemError } from '../problem-error.ts';
import type { Secret } from '../secret.ts';
import { Ledger } from './ledger.ts';
import { migrationsFor } from './migrations.ts';
import { openPostgres } from './postgres.ts';
import type { Schema } from './schema.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

export interface LedgerConfig {
  /** null: in memory, for tests. */
  dataDir: string | null;
  /** null: SQLite in dataDir. */
  databaseUrl: Secret | null;
}

/** How often what other gateways left behind is looked for: they may never start again. */
const ORPHANS_EVERY_MS = 15_000;

/** Why it could not be opened, in words for whoever starts the program; the database's own never hold the password. */
function openingError(thrown: unknown): Error {
  const cause = thrown instanceof ProblemError ? thrown.cause : thrown;
  const all = cause instanceof AggregateError ? (cause.errors as unknown[]) : [cause];
  const words = all.map((each) => (each instanceof Error ? each.message : 'unknown reason'));
  return new Error(`The ledger can't be opened: ${[...new Set(words)].join('; ')}`, { cause: thrown });
}

async function openStore({ databaseUrl, dataDir }: LedgerConfig): Promise<Store> {
  try {
    return databaseUrl ? await openPostgres(databaseUrl) : openSqlite(dataDir);
  } catch (error) {
    throw openingError(error);
  }
}

/** Brings the tables up to date and judges what an earlier process left `sending`. */
export async function openLedger(config: LedgerConfig, clock: Clock): Promise<Ledger> {
  const store = await openStore(config);
  const db = new Kysely<Schema>({ dialect: store.dialect });
  const ledger = new Ledger(db, store, clock);
  try {
    // Kysely holds an advisory lock meanwhile, so two gateways may start on one PostgreSQL at once.
    const { error } = await new Migrator({ db, provider: migrationsFor(store.engine) }).migrateToLatest();
    if (error) throw error;
    await ledger.judgeOrphans();
  } catch (error) {
    await ledger.close();
    throw openingError(error);
  }
  ledger.watchOrphans(ORPHANS_EVERY_MS);
  return ledger;
}
