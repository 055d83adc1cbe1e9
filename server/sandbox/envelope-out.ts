import type { Envelope } from '../can/wire.ts';
import { calls, type CallName } from './calls.ts';
import { hex } from './random.ts';
import type { Refusal } from './refusal.ts';

/** Every answer is told apart by it; some calls leave it out (envelope 5). */
function traceId(call: CallName, nth: number): { traceId?: string } {
  const silent = call === 'scripts' || (call === 'latestTime' && nth % 2 === 0);
  return silent ? {} : { traceId: hex(32, 'trace', call, nth) };
}

/** What goes over the wire for an answer: its fields alone, or in an envelope. */
export function answered(call: CallName, data: unknown, nth: number, wrapped: boolean): unknown {
  if (!calls[call].enveloped && !wrapped) return data;
  const trace = traceId(call, nth);
  if (call === 'trigger') {
    /** Flag and data each have two forms, and every combination occurs (envelope 2 and 3). */
    const flag = nth % 2 === 0 ? { succeed: true } : { success: true };
    return { data: nth % 4 < 2 ? data : String(data), ...flag, code: '200', errorMsg: '', ...trace };
  }
  const words = nth % 3 === 0 ? {} : { errorMsg: nth % 3 === 1 ? null : '', detailErrorMsg: null };
  return {
    data,
    success: true,
    code: nth % 2 === 0 ? '200' : 200,
    ...words,
    ...trace,
  } satisfies Envelope<unknown>;
}

/** CAN's no comes as HTTP 200, and three times of four claims success (envelope 1). */
export function refused(call: CallName, refusal: Refusal, nth: number): unknown {
  const flag = call === 'trigger' && nth % 2 === 0 ? 'succeed' : 'success';
  return {
    data: null,
    [flag]: nth % 4 !== 3,
    code: nth % 4 !== 3 ? '200' : '500',
    errorMsg: refusal.message,
    ...(refusal.detail === undefined ? {} : { detailErrorMsg: refusal.detail }),
    ...traceId(call, nth),
  } satisfies Envelope<unknown> & Record<string, unknown>;
}
