import type { PartitionCommandResult } from '../../src/contract/partition-command.ts';
import type { Plan } from '../../src/contract/plan.ts';
import type { Range } from '../../src/contract/range.ts';
import { isGranularity, startWall } from '../../src/domain/granularity.ts';
import { mergeRanges } from '../../src/domain/ranges.ts';
import type { CanRequest, WriteAnswer } from '../can/can.ts';
import type { WireRange } from '../can/wire.ts';
import { actorOf, canOf, ledgerOf, type Answer, type Command } from './command.ts';
import type { Keyed } from './idempotency.ts';
import { settleMark, watchMark } from './mark-read-back.ts';
import { deliver } from './outbox.ts';
import { marksBefore, notTaken, type Wanted } from './partition-evidence.ts';
import { planNameNow } from './plan-read.ts';

type PlanNow = Pick<Plan, 'id' | 'name' | 'displayName' | 'granularity' | 'fullRefresh'>;

/** Sorted, and neighbours joined: what one call carries. */
export function merged(ranges: readonly Range[], { granularity }: PlanNow): Range[] {
  return isGranularity(granularity) ? mergeRanges(ranges, granularity) : [];
}

/** Inclusive at both ends, each end named by the moment its period starts (CAN_API, Writes). */
export function wireRanges(ranges: readonly Range[], { granularity }: PlanNow): WireRange[] {
  if (!isGranularity(granularity)) return [];
  return ranges.map(({ start, end }) => ({
    dateGranularity: granularity,
    startTime: startWall(start, granularity),
    endTime: startWall(end, granularity),
  }));
}

export interface PartitionCommand {
  action: 'mark' | 'clear';
  plan: PlanNow;
  wanted: Wanted;
  reason: string | undefined;
  request: CanRequest;
  keyed: Keyed;
  call: () => Promise<WriteAnswer>;
}

/** Sends a mark or a clear, then reads the partitions back: what CAN took is what it shows, not what it says. */
export async function sendPartitionCommand(
  command: Command,
  { action, plan, wanted, reason, request, keyed, call }: PartitionCommand,
): Promise<Answer<PartitionCommandResult>> {
  const can = canOf(command);
  // Only evidence for an unknown outcome: not having it is no reason to refuse.
  const before = await can.partitions(plan.id, { maxAgeMs: 0 }).catch(() => null);
  const ranges = merged([...wanted.success, ...wanted.failed, ...wanted.cleared], plan);
  const { journalId, outcome } = await deliver(command, {
    row: {
      actor: actorOf(command),
      action,
      request,
      planId: plan.id,
      planName: planNameNow(plan),
      ranges,
      marks: marksBefore(wanted, before, plan),
      reason,
    },
    keyed,
    call,
  });
  command.services.can.forgetPlan(plan.id);
  if (outcome.state === 'refused') throw outcome.error;
  if (outcome.state === 'unknown') {
    if (!(await settleMark(command, journalId).catch(() => false))) {
      watchMark(command, journalId);
      throw outcome.error;
    }
  }
  const after = await can.partitions(plan.id, { maxAgeMs: 0 }).catch(() => null);
  const traceId = outcome.state === 'done' ? outcome.answer.traceId : outcome.error.traceId;
  const row = await ledgerOf(command).journal.get(journalId);
  return {
    status: 200,
    body: {
      journalId,
      state: row?.state ?? 'done',
      notTaken: after && notTaken(wanted, after, plan),
      ...(traceId !== undefined && { traceId }),
    },
  };
}
