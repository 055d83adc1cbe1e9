import { closeSync, mkdirSync, openSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'libsql';
import { SqliteDialect } from 'kysely';
import { guardedDialect } from './guarded-dialect.ts';
import type { Engine } from './migrations.ts';
import type { Store } from './store.ts';

/** Whoever may read the file may read who did what; nobody but the gateway's own user may. */
function createPrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
}

/**
 * One gateway per file. The lock is the operating system's, so a killed gateway leaves none behind; that is what
 * makes everything found `sending` at start ours to judge.
 */
function lockFile(dataDir: string): Database.Database {
  const file = join(dataDir, 'gateway.lock');
  createPrivate(file);
  const lock = new Database(file);
  try {
    // One that is just ending may take a moment.
    lock.exec('pragma busy_timeout = 2000');
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    throw new Error(
      `Another gateway is using ${dataDir}. Give each its own DATA_DIR, or one DATABASE_URL to share.`,
      { cause },
    );
  }
  return lock;
}

export function openSqlite(dataDir: string | null): Store {
  const engine: Engine = 'sqlite';
  let lock: Database.Database | null = null;
  let file = ':memory:';
  if (dataDir !== null) {
    mkdirSync(dataDir, { recursive: true });
    lock = lockFile(dataDir);
    file = join(dataDir, 'ledger.sqlite');
    createPrivate(file);
  }
  const database = new Database(file);
  database.exec('pragma journal_mode = wal');
  // FULL: a commit is on the disk before the call to CAN goes out (DESIGN §4).
  database.exec('pragma synchronous = full');
  database.exec('pragma busy_timeout = 5000');
  database.exec('pragma foreign_keys = on');
  const gatewayId = randomBytes(8).toString('hex');
  return {
    engine,
    dialect: guardedDialect(new SqliteDialect({ database })),
    gatewayId,
    isAlive: async (id) => id === gatewayId,
    close: async () => {
      lock?.close();
    },
  };
}
