import type { Kysely } from 'kysely';
import type { Engine } from './migrations.ts';
import type { Schema } from './schema.ts';

/** What every query is made with: it can't be built without saying whose rows it means. */
export interface Scope {
  db: Kysely<Schema>;
  engine: Engine;
  tenantId: string;
  gatewayId: string;
  newId: () => string;
  /** An instant. */
  now: () => string;
}

export function json(value: unknown): string {
  return JSON.stringify(value);
}

/** Only for columns this program wrote itself, hence the cast. */
export function parsed<T>(text: string): T {
  return JSON.parse(text) as T;
}
