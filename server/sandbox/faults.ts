import type { CallName } from './calls.ts';

/** Ways in which what arrives is not the answer. Each also exists as `-after-effect`: the call did its work first. */
type Break = 'html' | 'empty' | 'cut' | 'torn' | 'reset' | 'status';

export type FaultKind =
  /** A page of the proxy's (`status`, 200 unless said). */
  | 'html'
  | 'empty'
  /** Half of the JSON, neatly ended. */
  | 'cut'
  /** The connection dies in the middle of the body. */
  | 'torn'
  /** The connection is reset before a byte of an answer. */
  | 'reset'
  /** `status` with an HTML body; `retryAfter` in seconds, `location` for a redirect. */
  | 'status'
  | `${Break}-after-effect`
  /** Never an answer; `timeout-after-effect` did its work. */
  | 'hang'
  | 'timeout-after-effect'
  /** An answer that does not end. */
  | 'flood'
  /** CAN's own no: HTTP 200 and `errorMsg`; `{credential}` in it stands for the caller's. */
  | 'refuse'
  /** Says it did, did not. */
  | 'no-effect'
  /** `data: true` instead of a dagName. */
  | 'old-can-true'
  /** Right, but after `ms`. */
  | 'slow'
  /** JSON of another shape than agreed. */
  | 'babble';

export interface Fault {
  call: CallName | '*';
  planId?: string;
  /** How many calls it hits; without it, all until `clearFaults`. */
  times?: number;
  kind: FaultKind;
  status?: number;
  retryAfter?: number;
  location?: string;
  errorMsg?: string;
  ms?: number;
}

export function isAfterEffect(kind: FaultKind): boolean {
  return kind.endsWith('-after-effect');
}
