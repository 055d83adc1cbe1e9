import { ProblemError, type ProblemDetails } from '../problem-error.ts';
import type { ProblemCode } from '../../src/contract/problem.ts';

export type CanErrorCode = Extract<ProblemCode, `can-${string}`>;

/** CAN, or what stands in front of it, did not give the answer asked for. */
export class CanError extends ProblemError {
  constructor(code: CanErrorCode, message: string, details: ProblemDetails = {}) {
    super(code, message, details);
    this.name = 'CanError';
  }
}
