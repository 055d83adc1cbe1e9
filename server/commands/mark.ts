import type * as v from 'valibot';
import type { markSchema, PartitionCommandResult } from '../../src/contract/partition-command.ts';
import { isGranularity } from '../../src/domain/granularity.ts';
import { planCan } from '../../src/domain/plan-can.ts';
import { intersection } from '../../src/domain/ranges.ts';
import { updatePartitionRequest } from '../can/requests.ts';
import { ProblemError } from '../problem-error.ts';
import { canOf, refuseUnless, type Answer, type Command } from './command.ts';
import { once } from './idempotency.ts';
import { journalledAnswer } from './journalled-answer.ts';
import { merged, sendPartitionCommand, wireRanges } from './partition-command.ts';
import { readPlanNow, refuseRanges } from './plan-read.ts';

type Input = v.InferOutput<typeof markSchema>;

/** Says of partitions of an EXTERNAL plan that they are there, or are not. Writes no data. */
export function markPartitions(
  command: Command,
  planId: string,
  input: Input,
): Promise<Answer<PartitionCommandResult>> {
  return once(
    command,
    'mark',
    { planId, input },
    async (keyed) => {
      const plan = await readPlanNow(command, planId);
      refuseUnless(planCan.mark(plan));
      // One call for both: a mark of nothing at all, on a partitioned table, is the empty range that is never sent.
      refuseRanges([...(input.success ?? []), ...(input.failed ?? [])], plan);
      const success = merged(input.success ?? [], plan);
      const failed = merged(input.failed ?? [], plan);
      const both = isGranularity(plan.granularity) ? intersection(success, failed, plan.granularity) : [];
      if (both[0]) {
        throw new ProblemError('invalid', 'The same partition is marked as success and as failed.', {
          reason: 'marked-both-ways',
          detail: `${both[0].start}..${both[0].end}`,
        });
      }
      const request = updatePartitionRequest({
        planId,
        success: wireRanges(success, plan),
        failed: wireRanges(failed, plan),
      });
      return sendPartitionCommand(command, {
        action: 'mark',
        plan,
        wanted: { success, failed, cleared: [] },
        reason: input.reason,
        request,
        keyed,
        call: () => canOf(command).updatePartition(request),
      });
    },
    async (journalId) => ({
      status: 200,
      body: { ...(await journalledAnswer(command, journalId)), notTaken: null },
    }),
  );
}
