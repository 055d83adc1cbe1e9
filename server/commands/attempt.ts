import type { Cause } from '../../src/contract/problem.ts';
import { CanError } from '../can/can-error.ts';
import { ProblemError } from '../problem-error.ts';

/** What became of one call that changes CAN (DESIGN §4). */
export type Attempt<T> =
  | { state: 'done'; answer: T }
  /** `sent: false`: it never left, so CAN was not even asked. */
  | { state: 'refused'; error: ProblemError; sent: boolean }
  | { state: 'unknown'; error: ProblemError };

/** Makes the call, once. Whatever is not certainly "nothing happened" is unknown. */
export async function attempt<T>(call: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { state: 'done', answer: await call() };
  } catch (thrown) {
    if (thrown instanceof ProblemError) {
      if (thrown.outcome === 'unknown') return { state: 'unknown', error: thrown };
      const sent = thrown instanceof CanError && thrown.code !== 'can-unreachable';
      return { state: 'refused', error: thrown, sent };
    }
    const error = new ProblemError('internal', 'The console failed while it was asking CAN.', {
      outcome: 'unknown',
    });
    error.cause = thrown;
    return { state: 'unknown', error };
  }
}

/** The same for wording in the reader's language. */
export function causeOf({ code, detail }: ProblemError): Cause {
  return { code, ...(detail !== undefined && { detail }) };
}

/** For the ledger: CAN's own words where it has any. */
export function wordsOf(error: ProblemError): string {
  if (error.detail === undefined) return error.message;
  return error.code === 'can-refused' ? error.detail : `${error.message}: ${error.detail}`;
}
