import type { Dialect } from 'kysely';
import type { Engine } from './migrations.ts';

/** A database, and who is at work on it. */
export interface Store {
  engine: Engine;
  dialect: Dialect;
  /** This gateway, for as long as the process lives; a restart is another one. */
  gatewayId: string;
  /** Whether the gateway of that id still runs, so that what it left `sending` may not be judged yet. */
  isAlive(gatewayId: string): Promise<boolean>;
  close(): Promise<void>;
}
