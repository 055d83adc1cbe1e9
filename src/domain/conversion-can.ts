import type { Conversion } from '../contract/conversion.ts';
import { instantMs } from './wall-date.ts';

/** Who may do what with a request to convert, or why not (DESIGN §6). The screen disables with the gateway's reason. */

export type ConversionCanReason =
  | 'identity-not-stable'
  | 'not-an-approver'
  | 'same-person'
  | 'not-the-requester'
  | 'not-requested'
  | 'too-old';

export type ConversionCanAnswer = { ok: true } | { ok: false; reason: ConversionCanReason; message: string };

interface Actor {
  id: string;
  /** false for a raw TOKEN. */
  stable: boolean;
  /** Among `APPROVERS`, or nobody is named there. */
  isApprover: boolean;
}

type Facts = Pick<Conversion, 'state' | 'requestedBy' | 'requestedAt'>;

/** The world a request describes does not last. */
export const usableForMs = 7 * 24 * 3_600_000;

/**
 * Nobody decided about it in time, so nobody can any more. Another request ends it in the ledger, as withdrawn by nobody;
 * until then it stands there as requested, and in nobody's way.
 */
export function isExpired(
  { state, decidedBy, requestedAt }: Pick<Conversion, 'state' | 'decidedBy' | 'requestedAt'>,
  now: number,
): boolean {
  if (state === 'withdrawn') return decidedBy === undefined;
  return state === 'requested' && isTooOld({ requestedAt }, now);
}

const yes: ConversionCanAnswer = { ok: true };

function no(reason: ConversionCanReason, message: string): ConversionCanAnswer {
  return { ok: false, reason, message };
}

export function isTooOld({ requestedAt }: Pick<Facts, 'requestedAt'>, now: number): boolean {
  return now - instantMs(requestedAt) >= usableForMs;
}

function mayDecide(actor: Actor, { requestedBy }: Facts, twoPerson: boolean): ConversionCanAnswer {
  if (!actor.stable) {
    return no(
      'identity-not-stable',
      'A raw token is no lasting identity: it may request a conversion, but not decide about one.',
    );
  }
  if (!actor.isApprover) return no('not-an-approver', 'You are not among the approvers of this console.');
  if (twoPerson && actor.id === requestedBy.id) {
    return no('same-person', 'Whoever asked for a conversion cannot decide about it too.');
  }
  return yes;
}

function stillRequested({ state }: Facts): ConversionCanAnswer {
  return state === 'requested'
    ? yes
    : no('not-requested', `This request cannot be decided about any more: it is ${state}.`);
}

const firstNo = (...answers: ConversionCanAnswer[]) => answers.find((answer) => !answer.ok) ?? yes;

export const conversionCan = {
  reject: (actor: Actor, conversion: Facts, { twoPerson }: { twoPerson: boolean }) =>
    firstNo(mayDecide(actor, conversion, twoPerson), stillRequested(conversion)),
  approve: (actor: Actor, conversion: Facts, { twoPerson, now }: { twoPerson: boolean; now: number }) =>
    firstNo(
      mayDecide(actor, conversion, twoPerson),
      stillRequested(conversion),
      isTooOld(conversion, now)
        ? no('too-old', 'This request is older than 7 days; it has to be made anew.')
        : yes,
    ),
  withdraw: (actor: Pick<Actor, 'id'>, conversion: Facts) =>
    firstNo(
      actor.id === conversion.requestedBy.id
        ? yes
        : no('not-the-requester', 'Only whoever asked for a conversion can withdraw it.'),
      stillRequested(conversion),
    ),
};
