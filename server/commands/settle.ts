import type { Backfill, SettleTask } from '../../src/contract/backfill.ts';
import { backfillState, emptyCounts } from '../../src/domain/backfill.ts';
import { storedView } from './backfill.ts';
import { actorOf, conflict, ledgerOf, notFound, type Answer, type Command } from './command.ts';
import { instancesOfDag } from './dag.ts';
import { once } from './idempotency.ts';

/**
 * A person says what became of a task whose outcome is unknown. Sends nothing. A task that was not created is unsent
 * again, so that `continue` can send it, which is a second decision of a person's.
 */
export function settleTask(
  command: Command,
  backfillId: string,
  n: number,
  said: SettleTask,
): Promise<Answer<Backfill>> {
  const ledger = ledgerOf(command);
  const recover = async (id: string): Promise<Answer<Backfill>> => ({
    status: 200,
    body: await storedView(command, id),
  });
  return once(
    command,
    'settle',
    { backfillId, n, said },
    async (keyed) => {
      await command.services.ledger.judgeOrphans();
      const task = (await ledger.backfills.get(backfillId))?.tasks.find((each) => each.n === n);
      if (!task) throw notFound('task');
      if (task.state !== 'unknown') {
        throw conflict('not-unknown', 'Only a task whose outcome is unknown can be settled.');
      }
      const actor = actorOf(command);
      const dagName = 'dagName' in said ? said.dagName : null;
      if (dagName !== null) {
        await instancesOfDag(command, dagName);
        const other = await ledger.backfills.ofDag(dagName);
        if (other && (other.backfillId !== backfillId || other.n !== n)) {
          throw conflict('dag-taken', 'This dagName belongs to another task.');
        }
      }
      await ledger.transaction(async (queries) => {
        const changed = await queries.backfills.changeTask(
          backfillId,
          n,
          ['unknown'],
          dagName === null
            ? {
                state: 'unsent',
                problem: `${actor.name} says that CAN created nothing.`,
                cause: { code: 'said-so', detail: actor.name },
              }
            : { state: 'created', dagName, problem: null },
        );
        if (!changed) throw conflict('not-unknown', 'Somebody has settled this task meanwhile.');
        if (task.journalId !== null) {
          await queries.journal.end(
            task.journalId,
            dagName === null
              ? { state: 'refused', settledBy: actor }
              : { state: 'done', dagName, settledBy: actor },
          );
        }
        const stored = await queries.backfills.get(backfillId);
        if (!stored) throw notFound('backfill');
        await queries.backfills.saveState(backfillId, backfillState(stored.tasks, emptyCounts()), false);
        await keyed.attach(queries, backfillId);
      });
      return recover(backfillId);
    },
    recover,
  );
}
