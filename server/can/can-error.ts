import { ProblemError, type ProblemDetails } from '../problem-error.ts';
import type { ProblemCode } from '../../src/contract/problem.ts';

export type CanErrorCode = Extract<ProblemCode, `can-${string}`>;

interface CanErrorDetails extends ProblemDetails {
  /** The same read may well succeed a moment later; says nothing about writes, which are never sent again. */
  transient?: boolean;
  /** How long CAN asked to be left alone. */
  retryAfterMs?: number | undefined;
}

/** CAN, or what stands in front of it, did not give the answer asked for. */
export class CanError extends ProblemError {
  readonly transient: boolean;
  readonly retryAfterMs: number | undefined;
  constructor(code: CanErrorCode, message: string, details: CanErrorDetails = {}) {
    super(code, message, details);
    this.name = 'CanError';
    this.transient = details.transient ?? false;
    this.retryAfterMs = details.retryAfterMs;
  }
}
