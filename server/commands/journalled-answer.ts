import type { JournalState } from '../../src/contract/activity.ts';
import { ProblemError } from '../problem-error.ts';
import { ledgerOf, notFound, type Command } from './command.ts';

/** What the ledger alone can say about a command whose gateway died before it answered. */
export async function journalledAnswer(
  command: Omit<Command, 'key'>,
  journalId: string,
): Promise<{ journalId: string; state: JournalState; traceId?: string }> {
  const row = await ledgerOf(command).journal.get(journalId);
  if (!row) throw notFound('journal row');
  const facts = { detail: row.problem, traceId: row.traceId };
  if (row.state === 'refused') throw new ProblemError('can-refused', 'CAN refused', facts);
  if (row.state === 'unknown') {
    throw new ProblemError('can-timeout', 'It is not known whether CAN did this.', {
      ...facts,
      outcome: 'unknown',
    });
  }
  return { journalId, state: row.state, ...(row.traceId !== undefined && { traceId: row.traceId }) };
}
