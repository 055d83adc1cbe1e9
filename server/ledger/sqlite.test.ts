import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { onTestFinished, describe, expect, it } from 'vitest';
import { Secret } from '../secret.ts';
import { openLedger } from './open.ts';
import { openSqlite } from './sqlite.ts';
import { testClock } from './testing/test-clock.ts';

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'console-sqlite-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('SQLite', () => {
  it('has every commit on the disk before it reports it', async () => {
    const store = openSqlite(scratch());
    const db = new Kysely<unknown>({ dialect: store.dialect });
    const pragma = async (name: string) =>
      Object.values(
        (await sql<Record<string, unknown>>`${sql.raw(`pragma ${name}`)}`.execute(db)).rows[0] ?? {},
      )[0];
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('foreign_keys')).toBe(1);
    expect(await pragma('busy_timeout')).toBe(5000);
    await db.destroy();
    await store.close();
  });

  it('is readable by its own user only', async () => {
    const folder = scratch();
    const ledger = await openLedger({ dataDir: folder, databaseUrl: null }, testClock());
    await ledger.forTenant('t').keys.claim('k', 'h');
    expect(statSync(join(folder, 'ledger.sqlite')).mode & 0o077).toBe(0);
    expect(statSync(join(folder, 'ledger.sqlite-wal')).mode & 0o077).toBe(0);
    await ledger.close();
  });
});

describe('a ledger that cannot be opened', () => {
  it('says why, without the password', async () => {
    const url = new Secret('postgres://console:hunter2@127.0.0.1:1/ledger');
    const opening = openLedger({ dataDir: null, databaseUrl: url }, testClock());
    await expect(opening).rejects.toThrow(/The ledger can't be opened: .*ECONNREFUSED/);
    await expect(opening).rejects.not.toThrow(/hunter2/);
  });
});
