import type { Person } from '../../src/contract/session.ts';
import type { CanService, Caller } from '../can/can.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';

/** A request's person, unsealed from the cookie. */
export interface SignedIn {
  tenantId: string;
  actor: Person & { stable: boolean };
  mayApprove: boolean;
  caller: Caller;
}

/** What every route is given; nothing in the server is a global. */
export interface Services {
  config: Config;
  clock: Clock;
  log: Log;
  can: CanService;
  ledger: Ledger;
}

/** Hono's per-request variables. */
export interface AppEnv {
  Variables: {
    requestId: string;
    signedIn: SignedIn;
    /** What must not appear in a log line about this request. */
    secrets: readonly string[];
  };
}
