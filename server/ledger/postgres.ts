import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { PostgresDialect } from 'kysely';
import type { Secret } from '../secret.ts';
import { guardedDialect } from './guarded-dialect.ts';
import type { Store } from './store.ts';

/** A positive 63-bit number as text: it names the gateway and its advisory lock. */
function randomGatewayId(): string {
  return (randomBytes(8).readBigUInt64BE() >> 1n).toString();
}

const STATEMENT_TIMEOUT_MS = 15_000;

/**
 * A gateway is alive while it holds the advisory lock of its id on a connection of its own: the server drops the lock
 * with the connection, so a gateway that was killed is known to be gone at once, and no clocks are compared.
 */
class Presence {
  readonly gatewayId = randomGatewayId();
  readonly #url: Secret;
  #client: Promise<pg.Client> | null = null;
  #closed = false;
  /** One question at a time: a connection takes no second one before it has answered the first. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(url: Secret) {
    this.#url = url;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url.reveal(),
      keepAlive: true,
      connectionTimeoutMillis: STATEMENT_TIMEOUT_MS,
      query_timeout: STATEMENT_TIMEOUT_MS,
    });
    const lost = () => {
      this.#client = null;
    };
    client.on('error', lost);
    client.on('end', lost);
    await client.connect();
    try {
      // A host that lost its power is noticed within a minute, not after the two hours of the default.
      await client.query(
        'set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3',
      );
      await this.#lock(client, this.gatewayId);
    } catch (error) {
      await client.end().catch(lost);
      throw error;
    }
    return client;
  }

  /** Connects again when the connection was lost. */
  hold(): Promise<pg.Client> {
    if (this.#closed) return Promise.reject(new Error('The ledger is closed.'));
    if (!this.#client) {
      const client = this.#connect();
      this.#client = client;
      client.catch(() => {
        if (this.#client === client) this.#client = null;
      });
    }
    return this.#client;
  }

  /** Locks of one session stack up, so that taking one's own again does no harm. */
  async #lock(client: pg.Client, gatewayId: string): Promise<boolean> {
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock($1::bigint) as taken',
      [gatewayId],
    );
    return rows[0]?.taken === true;
  }

  isAlive(gatewayId: string): Promise<boolean> {
    const answer = this.#turn.then(() => this.#ask(gatewayId));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  async #ask(gatewayId: string): Promise<boolean> {
    const client = await this.hold();
    const taken = await this.#lock(client, gatewayId);
    // A connection that was lost is held by the server a little longer, and with it the lock: then it is taken later.
    if (gatewayId === this.gatewayId || !taken) return true;
    await client.query('select pg_advisory_unlock($1::bigint)', [gatewayId]);
    return false;
  }

  async close(): Promise<void> {
    const held = this.#client;
    this.#closed = true;
    this.#client = null;
    const client = await held?.catch(() => null);
    await client?.end();
  }
}

export async function openPostgres(url: Secret): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url.reveal(),
    max: 10,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    connectionTimeoutMillis: STATEMENT_TIMEOUT_MS,
  });
  // Without a listener a lost idle connection would end the process; the pool replaces it by itself.
  pool.on('error', () => undefined);
  // Nor does the pool listen for one that is lost between two statements of a transaction; the next statement says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const presence = new Presence(url);
  try {
    await presence.hold();
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    engine: 'postgres',
    dialect: guardedDialect(new PostgresDialect({ pool })),
    gatewayId: presence.gatewayId,
    isAlive: (id) => presence.isAlive(id),
    close: () => presence.close(),
  };
}
