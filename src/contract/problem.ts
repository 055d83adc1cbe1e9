/** The closed set of reasons a call can fail for. Nothing matches on the text of a message. */
export const problemCodes = [
  'invalid', // 400: the body, query or path is wrong; `detail` says where
  'unauthenticated', // 401: no session, or one that is forged, cut or too old
  'cross-site', // 403: a command that does not come from this console's own pages
  'not-allowed', // 403: a guard of this console says no (who may approve, withdraw, …)
  'not-found', // 404
  'method-not-allowed', // 405
  'conflict', // 409: the thing is not (or no longer) in a state in which this can be done
  'in-progress', // 409: the same idempotency key is being worked on right now
  'too-large', // 413
  'wrong-media-type', // 415
  'key-reused', // 422: the same idempotency key came with another body
  'rule', // 422: `planCan` says no; `message` is the reason
  'can-refused', // 422: CAN understood and said no, in its own words
  'can-unauthenticated', // 401: CAN does not accept the credential (any longer)
  'can-forbidden', // 403: CAN accepts the credential but not for this
  'can-rate-limited', // 503: CAN asks to be left alone for a while
  'can-unreachable', // 502: no connection, so nothing was sent
  'can-timeout', // 504
  'can-bad-answer', // 502: HTML, cut, empty, too large or otherwise unreadable
  'can-failed', // 502: a 5xx of CAN or of what stands in front of it
  'ledger-unavailable', // 503
  'internal', // 500
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** What the gateway writes down of a call beside the codes above. */
export type CauseCode =
  | ProblemCode
  | 'gateway-ended' // before CAN had answered: what came of it is unknown
  | 'not-sent' // the ledger failed before the call went out
  | 'not-shown' // CAN said yes, or nothing, and what it shows does not prove it yet
  | 'read-back' // CAN's answer left it open; what it shows now proves that it was done
  | 'said-so'; // a person (`detail`) says that CAN created nothing

/** Why a call came to what it did, for wording in the reader's language. `detail` are words of others: CAN's, or a name. */
export interface Cause {
  code: CauseCode;
  detail?: string;
}

/** `unknown`: a write may have happened. `none`: nothing was changed. */
export type Outcome = 'none' | 'unknown';

export interface Problem {
  code: ProblemCode;
  /** One sentence for a person, in English; the screen words it by `code` in the reader's language. */
  message: string;
  /** CAN's own words, or where exactly the input is wrong. */
  detail?: string;
  /** A stable key of the reason (of `rule`, `not-allowed`, `conflict`), for wording in the reader's language. */
  reason?: string;
  traceId?: string;
  requestId: string;
  outcome: Outcome;
}
