import type { Outcome, ProblemCode } from '../src/contract/problem.ts';

export interface ProblemDetails {
  detail?: string | undefined;
  reason?: string | undefined;
  traceId?: string | undefined;
  outcome?: Outcome;
}

/** The one error type of the gateway: thrown anywhere, answered as a problem body by app.ts. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly reason: string | undefined;
  readonly traceId: string | undefined;
  readonly outcome: Outcome;
  constructor(code: ProblemCode, message: string, details: ProblemDetails = {}) {
    super(message);
    this.name = 'ProblemError';
    this.code = code;
    this.detail = details.detail;
    this.reason = details.reason;
    this.traceId = details.traceId;
    this.outcome = details.outcome ?? 'none';
  }
}
