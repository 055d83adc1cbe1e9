import type { WriteAnswer } from '../can/can.ts';
import type { JournalEnd, NewJournalRow } from '../ledger/journal.ts';
import type { TenantQueries } from '../ledger/ledger.ts';
import { attempt, causeOf, wordsOf, type Attempt } from './attempt.ts';
import { ledgerOf, type Command } from './command.ts';
import type { Keyed } from './idempotency.ts';
import { record } from './record.ts';

export interface Outgoing<T> {
  row: NewJournalRow;
  keyed: Keyed;
  /** What the key answers with later; the journal row itself when nothing else is begun. */
  subject?: string;
  /** Whatever must be committed together with the row, or stop the command before anything is sent. */
  begin?: (queries: TenantQueries, journalId: string) => Promise<void>;
  call: () => Promise<T>;
  /** A call that CAN says yes to may still have to be proven: then the journal waits for the proof. */
  trusted?: boolean;
  /** Whatever changes together with the end of the row. */
  end?: (queries: TenantQueries, outcome: Attempt<T>) => Promise<void>;
}

export interface Delivered<T> {
  journalId: string;
  outcome: Attempt<T>;
}

function journalEnd<T extends WriteAnswer>(outcome: Attempt<T>): JournalEnd {
  if (outcome.state === 'done') return { state: 'done', traceId: outcome.answer.traceId ?? null };
  const { error } = outcome;
  return {
    state: outcome.state,
    problem: wordsOf(error),
    cause: causeOf(error),
    traceId: error.traceId ?? null,
  };
}

/**
 * One write of CAN's: a journal row is committed as `sending`, then the call goes out, once, then the row is ended
 * (DESIGN §4). Between the first and the last a crash leaves `sending`, which the next start judges unknown.
 */
export function deliver<T extends WriteAnswer>(
  command: Omit<Command, 'key'>,
  outgoing: Outgoing<T>,
): Promise<Delivered<T>> {
  const delivered = send(command, outgoing);
  // A gateway that is asked to end waits for the answer rather than leave it unknown.
  command.services.ledger.holdOpenFor(delivered);
  return delivered;
}

async function send<T extends WriteAnswer>(
  command: Omit<Command, 'key'>,
  { row, keyed, subject, begin, call, trusted = true, end }: Outgoing<T>,
): Promise<Delivered<T>> {
  const ledger = ledgerOf(command);
  const start = async (queries: TenantQueries) => {
    const id = await queries.journal.begin(row);
    await begin?.(queries, id);
    await keyed.attach(queries, subject ?? id);
    return id;
  };
  const journalId = await (row.planId
    ? ledger.planTransaction(row.planId, start)
    : ledger.transaction(start));
  const outcome = await attempt(call);
  const facts = { journalId, action: row.action, planId: row.planId ?? null, state: outcome.state };
  await record(command.services, facts, () =>
    ledger.transaction(async (queries) => {
      if (outcome.state !== 'done' || trusted) await queries.journal.end(journalId, journalEnd(outcome));
      await end?.(queries, outcome);
      if (outcome.state === 'refused' && !outcome.sent) await keyed.detach(queries);
    }),
  );
  return { journalId, outcome };
}
