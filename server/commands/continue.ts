import type { Backfill } from '../../src/contract/backfill.ts';
import { planCan } from '../../src/domain/plan-can.ts';
import { refuseWhileConverting, storedView } from './backfill.ts';
import { beginTask, sendWithin } from './backfill-sender.ts';
import { conflict, ledgerOf, notFound, refuseUnless, type Answer, type Command } from './command.ts';
import { once } from './idempotency.ts';
import { readPlanNow } from './plan-read.ts';

const stillSending = () => conflict('still-sending', 'The tasks of this backfill are being sent right now.');

/** Sends the tasks that were never sent; a task whose outcome is unknown is not among them. */
export function continueBackfill(command: Command, backfillId: string): Promise<Answer<Backfill>> {
  const ledger = ledgerOf(command);
  const recover = async (id: string): Promise<Answer<Backfill>> => ({
    status: 200,
    body: await storedView(command, id),
  });
  return once(
    command,
    'continue',
    { backfillId },
    async (keyed) => {
      await command.services.ledger.judgeOrphans();
      const found = await ledger.backfills.get(backfillId);
      if (!found) throw notFound('backfill');
      const { planId } = found;
      if (found.sender !== null) throw stillSending();
      if (planId === null || !found.tasks.some((task) => task.state === 'unsent')) {
        throw conflict('nothing-unsent', 'Every task of this backfill has been sent.');
      }
      refuseUnless(planCan.backfill(await readPlanNow(command, planId)));
      const { first, rest } = await ledger.planTransaction(planId, async (queries) => {
        await refuseWhileConverting(queries, planId);
        if (!(await queries.backfills.claimSender(backfillId, null))) throw stillSending();
        const now = await queries.backfills.get(backfillId);
        const [next, ...others] = (now?.tasks ?? []).filter((task) => task.state === 'unsent');
        if (!next) throw conflict('nothing-unsent', 'Every task of this backfill has been sent.');
        await keyed.attach(queries, backfillId);
        return { first: await beginTask(queries, command, found, next), rest: others };
      });
      const { nothingSent } = await sendWithin(command, {
        backfill: found,
        first,
        rest,
        dropIfNothingSent: false,
        onNothingSent: (queries) => keyed.detach(queries),
      });
      if (nothingSent) throw nothingSent;
      command.services.can.forgetPlan(planId);
      return recover(backfillId);
    },
    recover,
  );
}
