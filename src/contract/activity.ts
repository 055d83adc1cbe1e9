import type { Cause } from './problem.ts';
import type { Range } from './range.ts';
import type { Person } from './session.ts';

export const journalStates = ['sending', 'done', 'refused', 'unknown'] as const;
export type JournalState = (typeof journalStates)[number];

export const journalActions = ['backfill', 'mark', 'clear', 'convert', 'data-update'] as const;
export type JournalAction = (typeof journalActions)[number];

export interface JournalRow {
  id: string;
  at: string;
  actor: Person;
  action: JournalAction;
  planId?: string;
  planName?: string;
  ranges?: Range[];
  state: JournalState;
  /** The exact request as CAN got it: method, path, body. Never a credential. */
  request: { method: string; path: string; body: unknown };
  dagName?: string;
  reason?: string;
  problem?: string;
  cause?: Cause;
  traceId?: string;
  endedAt?: string;
  /** Who said what became of it, when its outcome was unknown. */
  settledBy?: Person;
  /** The backfill or conversion it belongs to. */
  backfillId?: string;
  conversionId?: string;
}

export interface ActivityList {
  activity: JournalRow[];
  cursor?: string;
  asOf: string;
}

/** Whom and what the journal knows, to filter by. */
export interface ActivityFacets {
  people: Person[];
  plans: { id: string; name: string | null }[];
}
