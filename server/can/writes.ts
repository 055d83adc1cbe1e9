import type { WriteAnswer } from './can.ts';
import { CanError } from './can-error.ts';
import { refusal, traceIdOf } from './envelope.ts';
import { flag, idText, record, type Fields } from './fields.ts';
import type { Answered } from './transport.ts';

/**
 * What each write answers. A refusal in words has been thrown before; here an answer is either the success that
 * is documented, a plain `false`, or nothing that says what happened: then the outcome is unknown (DESIGN §4).
 */

/** `data` is the dagName; an older CAN says `true`: created, but without a handle. */
export function createdTask(answer: Answered): WriteAnswer & { dagName: string | null } {
  const { body } = answer;
  const data = body['data'] ?? body['dagName'];
  if (flag(data) === true) return { dagName: null, ...traced(answer) };
  if (flag(data) === false) throw refusal(body, answer.scrub);
  const dagName = idText(record(data)?.['dagName'] ?? data);
  if (dagName === null) throw unsure(answer);
  return { dagName, ...traced(answer) };
}

export function transformed(answer: Answered): WriteAnswer {
  const data = answer.body['data'];
  if (flag(data) === false) throw refusal(answer.body, answer.scrub);
  if (typeof data !== 'string' || data.trim().toLowerCase() !== 'success') throw unsure(answer);
  return traced(answer);
}

/** Nothing is documented about `data` here: the flag, or a `data` that says yes, is enough. */
export function partitionsChanged(answer: Answered): WriteAnswer {
  const { body } = answer;
  if (flag(body['data']) === false) throw refusal(body, answer.scrub);
  const saysSo = typeof body['data'] === 'string' && body['data'].trim().toLowerCase() === 'success';
  if (!saysSo && !flagged(body) && flag(body['data']) !== true) throw unsure(answer);
  return traced(answer);
}

/** The flag has two names, `data` four spellings (CAN_API.md, lies 2 and 3). */
export function triggered(answer: Answered): WriteAnswer {
  const { body } = answer;
  if (flag(body['data']) === false) throw refusal(body, answer.scrub);
  if (!flagged(body) && flag(body['data']) !== true) throw unsure(answer);
  return traced(answer);
}

/** Nothing of a plan changes by it, so its outcome is never unknown. */
export function tokenIn({ body }: Answered): string {
  const data = body['data'];
  if (typeof data !== 'string' || data.trim() === '' || flag(data) !== null)
    throw new CanError('can-bad-answer', 'CAN answered without a token');
  return data.trim();
}

function flagged(body: Fields): boolean {
  return flag(body['success']) === true || flag(body['succeed']) === true;
}

function unsure(answer: Answered): CanError {
  return new CanError('can-bad-answer', 'CAN answered without saying what came of the request', {
    outcome: 'unknown',
    ...traced(answer),
  });
}

function traced({ body, scrub }: Answered): WriteAnswer {
  const traceId = traceIdOf(body, scrub);
  return traceId === undefined ? {} : { traceId };
}
