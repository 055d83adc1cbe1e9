import { canOf, ledgerOf, type Command } from './command.ts';
import { hasHappened } from './partition-evidence.ts';
import { readBackOf } from './read-back.ts';

/** Reads the partitions back for a mark or clear whose outcome is unknown. true: it is known now. */
export async function settleMark(command: Omit<Command, 'key'>, journalId: string): Promise<boolean> {
  const { journal } = ledgerOf(command);
  const row = await journal.mark(journalId);
  if (!row || row.state !== 'unknown') return true;
  const can = canOf(command);
  const [plan, partitions] = await Promise.all([
    can.plan(row.planId),
    can.partitions(row.planId, { maxAgeMs: 0 }),
  ]);
  if (!hasHappened(row.marks, partitions, plan)) return false;
  await journal.end(journalId, {
    state: 'done',
    problem: 'CAN gave no readable answer; reading the partitions back shows that it was done.',
    cause: { code: 'read-back' },
  });
  return true;
}

/** Goes on by itself, with growing pauses, as whoever watches. */
export function watchMark({ services, signedIn }: Omit<Command, 'key'>, journalId: string): void {
  readBackOf(services).watch(`mark ${journalId}`, () => settleMark({ services, signedIn }, journalId));
}
