import type { DataUpdate, DataUpdateResult } from '../../src/contract/data-update.ts';
import { isDay } from '../../src/domain/wall-date.ts';
import { triggerRequest } from '../can/requests.ts';
import { ProblemError } from '../problem-error.ts';
import { actorOf, canOf, type Answer, type Command } from './command.ts';
import { once } from './idempotency.ts';
import { journalledAnswer } from './journalled-answer.ts';
import { deliver } from './outbox.ts';

/** CAN_API, Writes: `tenantId` may have 128 characters. */
const MOST_TENANT_CHARACTERS = 128;

function invalid(detail: string): ProblemError {
  return new ProblemError('invalid', 'This data update cannot be sent to CAN.', { detail });
}

/** Tells CAN that a source table's partition changed. */
export function updateData(command: Command, input: DataUpdate): Promise<Answer<DataUpdateResult>> {
  const { tenantId } = command.signedIn;
  return once(
    command,
    'data-update',
    input,
    async (keyed) => {
      if (!isDay(input.tablePartition)) throw invalid('tablePartition: no such day');
      if (tenantId.length > MOST_TENANT_CHARACTERS) {
        throw invalid(`the tenant id is longer than ${MOST_TENANT_CHARACTERS} characters`);
      }
      const request = triggerRequest({ ...input, tenantId });
      const { journalId, outcome } = await deliver(command, {
        row: { actor: actorOf(command), action: 'data-update', request },
        keyed,
        call: () => canOf(command).trigger(request),
      });
      if (outcome.state !== 'done') throw outcome.error;
      const { traceId } = outcome.answer;
      return { status: 200, body: { journalId, state: 'done', ...(traceId !== undefined && { traceId }) } };
    },
    async (journalId) => ({ status: 200, body: await journalledAnswer(command, journalId) }),
  );
}
