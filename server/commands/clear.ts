import type * as v from 'valibot';
import type { clearSchema, PartitionCommandResult } from '../../src/contract/partition-command.ts';
import { planCan } from '../../src/domain/plan-can.ts';
import { clearPartitionRequest } from '../can/requests.ts';
import { canOf, refuseUnless, type Answer, type Command } from './command.ts';
import { once } from './idempotency.ts';
import { journalledAnswer } from './journalled-answer.ts';
import { merged, sendPartitionCommand, wireRanges } from './partition-command.ts';
import { readPlanNow, refuseRanges } from './plan-read.ts';

type Input = v.InferOutput<typeof clearSchema>;

/** Takes partitions of an EXTERNAL plan out of what queries hit. Deletes no data. */
export function clearPartitions(
  command: Command,
  planId: string,
  input: Input,
): Promise<Answer<PartitionCommandResult>> {
  return once(
    command,
    'clear',
    { planId, input },
    async (keyed) => {
      const plan = await readPlanNow(command, planId);
      refuseUnless(planCan.clear(plan));
      refuseRanges(input.ranges, plan);
      const cleared = merged(input.ranges, plan);
      const request = clearPartitionRequest({ planId, ranges: wireRanges(cleared, plan) });
      return sendPartitionCommand(command, {
        action: 'clear',
        plan,
        wanted: { success: [], failed: [], cleared },
        reason: input.reason,
        request,
        keyed,
        call: () => canOf(command).clearPartition(request),
      });
    },
    async (journalId) => ({
      status: 200,
      body: { ...(await journalledAnswer(command, journalId)), notTaken: null },
    }),
  );
}
