import type { Services } from '../http/context.ts';
import type { LogFields } from '../log.ts';
import { ProblemError } from '../problem-error.ts';

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;
/** About two hours. After a restart the row counts as unknown anyway. */
const MOST_RETRIES = 250;

type Recording = Pick<Services, 'log' | 'ledger'>;

function retryLater({ log, ledger }: Recording, facts: LogFields, work: () => Promise<unknown>): void {
  let tries = 0;
  const next = () => {
    const delay = Math.min(FIRST_RETRY_MS * 2 ** tries, LONGEST_RETRY_MS);
    setTimeout(() => {
      work().then(
        () => log.info('outcome-recorded-late', facts),
        () => {
          if (++tries < MOST_RETRIES && !ledger.closing) next();
        },
      );
    }, delay).unref();
  };
  next();
}

/**
 * Writes down what CAN answered. A ledger that fails just then must not lose it: the facts go to the log, the write is
 * tried again, and the person is told that the outcome is not recorded. Only the ledger is asked again, never CAN.
 */
export async function record<T>(
  services: Recording,
  facts: LogFields,
  work: () => Promise<T>,
  later: () => Promise<unknown> = work,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    services.log.error('outcome-not-recorded', facts);
    if (!services.ledger.closing) retryLater(services, facts, later);
    const error = new ProblemError(
      'ledger-unavailable',
      'CAN was asked, but the ledger could not record its answer.',
      {
        outcome: 'unknown',
        detail: Object.entries(facts)
          .filter(([, value]) => value !== null && value !== undefined)
          .map(([name, value]) => `${name}: ${value}`)
          .join(', '),
      },
    );
    error.cause = cause;
    throw error;
  }
}
