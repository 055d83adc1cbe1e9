import { problemCodes, type Outcome, type Problem, type ProblemCode } from '../contract/problem.ts';

/** The gateway's closed set, and the two ways in which no problem body of its own arrives. */
export type ApiCode =
  | ProblemCode
  | 'gateway-unreachable' // no connection to the gateway, or it was cut
  | 'gateway-bad-answer'; // something in between answered instead of the gateway

interface ApiErrorFields {
  code: ApiCode;
  message: string;
  /** 0: there was no answer. */
  status: number;
  outcome: Outcome;
  isCommand: boolean;
  detail?: string | undefined;
  reason?: string | undefined;
  traceId?: string | undefined;
  requestId?: string | undefined;
}

/** The one error that leaves src/api. Call sites match on `code`, never on `message`. */
export class ApiError extends Error {
  readonly code: ApiCode;
  readonly status: number;
  readonly outcome: Outcome;
  /** Nothing asks again by itself what a person has commanded. */
  readonly isCommand: boolean;
  readonly detail: string | undefined;
  readonly reason: string | undefined;
  readonly traceId: string | undefined;
  readonly requestId: string | undefined;
  constructor(fields: ApiErrorFields) {
    super(fields.message);
    this.name = 'ApiError';
    this.code = fields.code;
    this.status = fields.status;
    this.outcome = fields.outcome;
    this.isCommand = fields.isCommand;
    this.detail = fields.detail;
    this.reason = fields.reason;
    this.traceId = fields.traceId;
    this.requestId = fields.requestId;
  }
}

function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null || !('code' in body) || !('message' in body)) return false;
  return (problemCodes as readonly unknown[]).includes(body.code) && typeof body.message === 'string';
}

/** A proxy that answers 502 to a command may have passed the command on before: the outcome is then open. */
function outcomeWithoutProblem(status: number, isCommand: boolean): Outcome {
  return isCommand && (status >= 500 || status < 400) ? 'unknown' : 'none';
}

export function errorOfAnswer(
  status: number,
  body: unknown,
  isCommand: boolean,
  requestId: string | undefined,
): ApiError {
  if (isProblem(body)) {
    const { code, message, detail, reason, traceId, outcome } = body;
    return new ApiError({
      code,
      message,
      status,
      outcome: outcome === 'unknown' ? 'unknown' : 'none',
      isCommand,
      detail,
      reason,
      traceId,
      requestId: body.requestId || requestId,
    });
  }
  return new ApiError({
    code: 'gateway-bad-answer',
    message: `The gateway’s answer (HTTP ${status}) can't be read.`,
    status,
    outcome: outcomeWithoutProblem(status, isCommand),
    isCommand,
    requestId,
  });
}

export function errorOfNoAnswer(isCommand: boolean): ApiError {
  return new ApiError({
    code: 'gateway-unreachable',
    message: "The gateway can't be reached.",
    status: 0,
    outcome: isCommand ? 'unknown' : 'none',
    isCommand,
  });
}

/** Codes that say that CAN, or this console's own server, could not be asked; not that it said no. */
const outages: readonly ApiCode[] = [
  'can-unreachable',
  'can-timeout',
  'can-failed',
  'can-bad-answer',
  'can-rate-limited',
  'gateway-unreachable',
  'gateway-bad-answer',
  'ledger-unavailable',
];

export function isOutage(error: unknown): error is ApiError {
  return error instanceof ApiError && outages.includes(error.code);
}

/** What a failed mutation holds is an `ApiError` unless our own code is at fault; that must not go unseen. */
export function asApiError(error: unknown): ApiError | null {
  if (error === null || error === undefined) return null;
  if (error instanceof ApiError) return error;
  throw error;
}
