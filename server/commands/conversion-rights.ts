import { conversionCan, isTooOld, type ConversionCanAnswer } from '../../src/domain/conversion-can.ts';
import type { StoredConversion } from '../ledger/conversions.ts';
import { ProblemError } from '../problem-error.ts';
import { conflict, type Command } from './command.ts';

/** Whether it is a matter of who asks (403) or of how the request stands (409). */
function refuse(answer: ConversionCanAnswer): void {
  if (answer.ok) return;
  const { reason, message } = answer;
  if (reason === 'not-requested' || reason === 'too-old') throw conflict(reason, message);
  throw new ProblemError('not-allowed', message, { reason });
}

/** Who may decide about a conversion, whatever the browser believes (DESIGN §6). */
export function refuseUnlessMayDecide(
  { services: { config }, signedIn: { actor } }: Command,
  conversion: StoredConversion,
): void {
  const isApprover = config.approvers.length === 0 || config.approvers.includes(actor.id);
  refuse(conversionCan.reject({ ...actor, isApprover }, conversion, config));
}

export function refuseUnlessMayWithdraw(
  { signedIn: { actor } }: Command,
  conversion: StoredConversion,
): void {
  refuse(conversionCan.withdraw(actor, conversion));
}

/** The world a request describes does not last. */
export function refuseIfTooOld({ services: { clock } }: Command, conversion: StoredConversion): void {
  if (isTooOld(conversion, clock.now())) {
    throw conflict('too-old', 'This request is older than 7 days; it has to be made anew.');
  }
}
