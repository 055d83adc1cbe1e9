import pg from 'pg';
import { expect, it } from 'vitest';
import { engines } from './testing/ledgers.ts';
import { testClock } from './testing/test-clock.ts';

const postgres = engines.find(({ engine }) => engine === 'PostgreSQL');

it.skipIf(!postgres?.available)(
  'a server that goes away in the middle of a transaction costs that transaction, and not the process',
  async () => {
    const place = await postgres?.newPlace();
    if (!place) throw new Error('no place');
    const ledger = await place.open(testClock());
    const admin = new pg.Client({ connectionString: place.config.databaseUrl?.reveal() });
    await admin.connect();
    const cutAll = () =>
      admin.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
    const others = async () => {
      const { rows } = await admin.query<{ n: string }>(
        'select count(*) as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      return Number(rows[0]?.n);
    };
    const cut = ledger.forTenant('t1').transaction(async (queries) => {
      await queries.journal.list({}, 1);
      await cutAll();
      await expect.poll(others).toBe(0);
      // The loss arrives here while no statement is under way: this is where nobody used to listen.
      await new Promise((resolve) => setImmediate(resolve));
      return queries.journal.list({}, 1);
    });
    await expect(cut).rejects.toMatchObject({ code: 'ledger-unavailable' });
    await ledger.ping();
    expect(await ledger.isAlive(ledger.gatewayId)).toBe(true);
    await admin.end();
    await place.remove();
  },
);
