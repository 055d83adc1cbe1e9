import type * as v from 'valibot';
import type { Backfill, createBackfillSchema } from '../../src/contract/backfill.ts';
import { planCan } from '../../src/domain/plan-can.ts';
import { todayIn } from '../../src/domain/wall-date.ts';
import type { TenantQueries } from '../ledger/ledger.ts';
import { ProblemError } from '../problem-error.ts';
import { backfillView } from '../reads/backfill-view.ts';
import { taskRanges } from './backfill-ranges.ts';
import { beginTask, sendWithin } from './backfill-sender.ts';
import { actorOf, conflict, ledgerOf, notFound, refuseUnless, type Answer, type Command } from './command.ts';
import { once } from './idempotency.ts';
import { planNameNow, readPlanNow } from './plan-read.ts';

type Input = v.InferOutput<typeof createBackfillSchema>;

export async function storedView(command: Omit<Command, 'key'>, backfillId: string): Promise<Backfill> {
  const stored = await ledgerOf(command).backfills.get(backfillId);
  if (!stored) throw notFound('backfill');
  return backfillView(stored);
}

/** A plan on its way to EXTERNAL must not get work that CAN would no longer do. */
export async function refuseWhileConverting(queries: TenantQueries, planId: string): Promise<void> {
  if ((await queries.conversions.list({ planId, state: 'converting' }, 1)).length > 0) {
    throw conflict('converting', 'This plan is being converted to EXTERNAL right now.');
  }
}

/** One CAN task a range, in order (DESIGN §3). 201 as soon as one was sent, whatever became of the rest. */
export function createBackfill(command: Command, input: Input): Promise<Answer<Backfill>> {
  const { services } = command;
  const ledger = ledgerOf(command);
  const recover = async (id: string): Promise<Answer<Backfill>> => ({
    status: 201,
    body: await storedView(command, id),
  });
  return once(
    command,
    'backfill',
    input,
    async (keyed) => {
      const plan = await readPlanNow(command, input.planId);
      refuseUnless(planCan.backfill(plan));
      const today = todayIn(services.config.canTimeZone, services.clock.now());
      const ranges = taskRanges(plan, input.ranges, { today, lotDays: input.lotDays });
      const facts = {
        planId: input.planId,
        planName: planNameNow(plan),
        granularity: plan.granularity,
        note: input.note,
        lotDays: input.lotDays,
      };
      const { id, first } = await ledger.planTransaction(input.planId, async (queries) => {
        await refuseWhileConverting(queries, input.planId);
        if (input.retryOf !== undefined && !(await queries.backfills.get(input.retryOf))) {
          throw new ProblemError('invalid', 'The backfill this one is to follow does not exist.', {
            detail: 'retryOf',
          });
        }
        const created = await queries.backfills.create({
          ...facts,
          createdBy: actorOf(command),
          retryOf: input.retryOf,
          state: 'sending',
          tasks: ranges.map((range) => ({ range, state: 'unsent' })),
          sending: true,
        });
        if (created === null) throw new Error('only a tracked backfill can be there already');
        await keyed.attach(queries, created);
        const backfill = { ...facts, id: created };
        return {
          id: created,
          first: await beginTask(queries, command, backfill, { n: 1, range: ranges[0]! }),
        };
      });
      const { nothingSent } = await sendWithin(command, {
        backfill: { ...facts, id },
        first,
        rest: ranges.slice(1).map((range, i) => ({ n: i + 2, range })),
        // The journal keeps that it was tried.
        dropIfNothingSent: true,
        onNothingSent: (queries) => keyed.detach(queries),
      });
      if (nothingSent) throw nothingSent;
      services.can.forgetPlan(input.planId);
      return recover(id);
    },
    recover,
  );
}
