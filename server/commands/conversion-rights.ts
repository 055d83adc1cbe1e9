import { instantMs } from '../../src/domain/wall-date.ts';
import type { StoredConversion } from '../ledger/conversions.ts';
import { ProblemError } from '../problem-error.ts';
import { conflict, type Command } from './command.ts';

const USABLE_FOR_MS = 7 * 24 * 3_600_000;

function notAllowed(reason: string, message: string): ProblemError {
  return new ProblemError('not-allowed', message, { reason });
}

/** Who may decide about a conversion, whatever the browser believes (DESIGN §6). */
export function refuseUnlessMayDecide(
  { services: { config }, signedIn: { actor } }: Command,
  { requestedBy }: StoredConversion,
): void {
  if (!actor.stable) {
    throw notAllowed(
      'identity-not-stable',
      'A raw token is no lasting identity: it may request a conversion, but not decide about one.',
    );
  }
  if (config.approvers.length > 0 && !config.approvers.includes(actor.id)) {
    throw notAllowed('not-an-approver', 'You are not among the approvers of this console.');
  }
  if (config.twoPerson && actor.id === requestedBy.id) {
    throw notAllowed('same-person', 'Whoever asked for a conversion cannot decide about it too.');
  }
}

export function refuseUnlessRequested({ state }: StoredConversion): void {
  if (state !== 'requested') {
    throw conflict('not-requested', `This request cannot be decided about any more: it is ${state}.`);
  }
}

/** The world a request describes does not last. */
export function refuseIfTooOld({ services: { clock } }: Command, { requestedAt }: StoredConversion): void {
  if (clock.now() - instantMs(requestedAt) >= USABLE_FOR_MS) {
    throw conflict('too-old', 'This request is older than 7 days; it has to be made anew.');
  }
}
