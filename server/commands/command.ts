import type { Person } from '../../src/contract/session.ts';
import type { PlanCanAnswer } from '../../src/domain/plan-can.ts';
import type { Can } from '../can/can.ts';
import type { Services, SignedIn } from '../http/context.ts';
import type { TenantLedger } from '../ledger/ledger.ts';
import { ProblemError } from '../problem-error.ts';

/** One person asking for one change. */
export interface Command {
  services: Services;
  signedIn: SignedIn;
  /** The `Idempotency-Key`; null: the caller gave none. */
  key: string | null;
}

export interface Answer<T> {
  status: 200 | 201;
  body: T;
}

export function ledgerOf({ services, signedIn }: Omit<Command, 'key'>): TenantLedger {
  return services.ledger.forTenant(signedIn.tenantId);
}

export function canOf({ services, signedIn }: Omit<Command, 'key'>): Can {
  return services.can.as(signedIn.caller);
}

export function actorOf({ signedIn }: Omit<Command, 'key'>): Person {
  return { id: signedIn.actor.id, name: signedIn.actor.name };
}

/** The gateway refuses with the very reason the screen disables with (DESIGN §6). */
export function refuseUnless(answer: PlanCanAnswer): void {
  if (!answer.ok) throw new ProblemError('rule', answer.message, { reason: answer.reason });
}

export function notFound(what: string): ProblemError {
  return new ProblemError('not-found', `There is no such ${what}.`);
}

export function conflict(reason: string, message: string): ProblemError {
  return new ProblemError('conflict', message, { reason });
}
