import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem, ProblemCode } from '../../src/contract/problem.ts';
import { scrubOf } from '../can/scrub.ts';
import type { Log } from '../log.ts';
import { ProblemError } from '../problem-error.ts';
import type { AppEnv } from './context.ts';

const statuses: Record<ProblemCode, ContentfulStatusCode> = {
  invalid: 400,
  unauthenticated: 401,
  'cross-site': 403,
  'not-allowed': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'in-progress': 409,
  'too-large': 413,
  'wrong-media-type': 415,
  'key-reused': 422,
  rule: 422,
  'can-refused': 422,
  'can-unauthenticated': 401,
  'can-forbidden': 403,
  'can-rate-limited': 503,
  'can-unreachable': 502,
  'can-timeout': 504,
  'can-bad-answer': 502,
  'can-failed': 502,
  'ledger-unavailable': 503,
  internal: 500,
};

export function problemBody(error: ProblemError, requestId: string): Problem {
  return {
    code: error.code,
    message: error.message,
    ...(error.detail !== undefined && { detail: error.detail }),
    ...(error.reason !== undefined && { reason: error.reason }),
    ...(error.traceId !== undefined && { traceId: error.traceId }),
    requestId,
    outcome: error.outcome,
  };
}

/** The one place where an error becomes an answer. What we did not foresee is told to the log, not to the caller. */
export function answerProblem(log: Log) {
  return (thrown: unknown, c: Context<AppEnv>): Response => {
    const requestId = c.get('requestId');
    const error = thrown instanceof ProblemError ? thrown : foreseen(thrown);
    if (error.code === 'internal') {
      const words = thrown instanceof Error ? (thrown.stack ?? thrown.message) : typeof thrown;
      const secrets = c.get('secrets') ?? [];
      log.error('internal', {
        requestId,
        error: secrets.reduce((text, secret) => scrubOf(secret).words(text), words),
      });
    }
    return c.json(problemBody(error, requestId), statuses[error.code]);
  };
}

function foreseen(thrown: unknown): ProblemError {
  if (thrown instanceof HTTPException && thrown.status < 500)
    return new ProblemError('invalid', 'The request could not be read.');
  // Whether a write had been sent when an unforeseen error struck is not known here; commands say so themselves.
  return new ProblemError(
    'internal',
    'Something went wrong inside the console. The request id leads to the log line about it.',
  );
}
