import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startPostgres } from '../server/ledger/testing/postgres.ts';

export interface Databases {
  /** The URL of an empty one. */
  create(): Promise<string>;
}

/** A PostgreSQL server of its own for as long as the work takes. */
export async function withPostgres<T>(work: (databases: Databases) => Promise<T>): Promise<T> {
  const server = await startPostgres();
  try {
    return await work({
      async create() {
        const name = `bench_${randomBytes(6).toString('hex')}`;
        const client = new pg.Client({ connectionString: server.url });
        await client.connect();
        await client.query(`create database ${name}`);
        await client.end();
        const url = new URL(server.url);
        url.pathname = `/${name}`;
        return url.href;
      },
    });
  } finally {
    await server.stop();
  }
}
