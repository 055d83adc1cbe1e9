import type { Secret } from './secret.ts';

export interface Config {
  host: string;
  port: number;
  /** null: the embedded sandbox. */
  canUrl: string | null;
  canTimeZone: string;
  canTimeoutMs: number;
  canConcurrency: number;
  dataDir: string;
  /** null: SQLite in dataDir. Holds a password, so it is a secret. */
  databaseUrl: Secret | null;
  /** null: generated once into dataDir. */
  sessionSecret: Secret | null;
  twoPerson: boolean;
  /** Fingerprints that alone may approve; empty: anyone but the requester. */
  approvers: readonly string[];
  sandbox: { speed: number; plans: number; seed: string };
}
