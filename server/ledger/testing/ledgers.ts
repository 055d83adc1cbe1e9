import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { Clock } from '../../clock.ts';
import { Secret } from '../../secret.ts';
import type { Ledger } from '../ledger.ts';
import { openLedger, type LedgerConfig } from '../open.ts';

/** A ledger that can be closed and found again, as a process that ends and starts would. */
export interface Place {
  config: LedgerConfig;
  open(clock: Clock): Promise<Ledger>;
  remove(): Promise<void>;
}

function place(config: LedgerConfig, remove: () => Promise<void>): Place {
  const opened: Ledger[] = [];
  return {
    config,
    open: async (clock) => {
      const ledger = await openLedger(config, clock);
      opened.push(ledger);
      return ledger;
    },
    remove: async () => {
      for (const ledger of opened) await ledger.close(0).catch(() => undefined);
      await remove();
    },
  };
}

async function onSqlite(): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'console-ledger-'));
  return place({ dataDir, databaseUrl: null }, async () => rmSync(dataDir, { recursive: true, force: true }));
}

async function onPostgres(serverUrl: string): Promise<Place> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  // It goes away with the server.
  return place({ dataDir: null, databaseUrl: new Secret(url.href) }, async () => undefined);
}

/** For `describe.each`: every test of the ledger runs on each of them. */
export const engines = [
  { engine: 'SQLite', available: true, newPlace: onSqlite },
  {
    engine: 'PostgreSQL',
    available: inject('postgresUrl') !== null,
    newPlace: () => onPostgres(inject('postgresUrl') ?? ''),
  },
];
