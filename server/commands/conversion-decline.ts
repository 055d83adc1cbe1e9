import type { Conversion, ConversionState } from '../../src/contract/conversion.ts';
import type { ConversionEvent } from '../../src/domain/conversion.ts';
import type { StoredConversion } from '../ledger/conversions.ts';
import { actorOf, conflict, ledgerOf, type Answer, type Command } from './command.ts';
import { step } from './conversion-read-back.ts';
import { refuseUnlessMayDecide, refuseUnlessMayWithdraw } from './conversion-rights.ts';
import { conversionView, storedConversion } from './conversion-view.ts';
import { once } from './idempotency.ts';

interface Decline {
  event: Extract<ConversionEvent['type'], 'reject' | 'withdraw'>;
  id: string;
  reason?: string;
  check: (conversion: StoredConversion) => void;
}

/** Ends a request without converting anything. Sends nothing. */
function decline(command: Command, { event, id, reason, check }: Decline): Promise<Answer<Conversion>> {
  const answer = async (): Promise<Answer<Conversion>> => ({
    status: 200,
    body: conversionView(await storedConversion(command, id)),
  });
  return once(
    command,
    `${event}-conversion`,
    { id, reason },
    async (keyed) => {
      const conversion = await storedConversion(command, id);
      check(conversion);
      const from: ConversionState = 'requested';
      await ledgerOf(command).transaction(async (queries) => {
        const changed = await queries.conversions.change(id, from, {
          state: step(from, event),
          decidedBy: actorOf(command),
          ...(reason !== undefined && { decisionReason: reason }),
        });
        if (!changed) throw conflict('not-requested', 'Somebody has decided about this request meanwhile.');
        await keyed.attach(queries, id);
      });
      return answer();
    },
    answer,
  );
}

export function rejectConversion(command: Command, id: string, reason: string): Promise<Answer<Conversion>> {
  return decline(command, {
    event: 'reject',
    id,
    reason,
    check: (conversion) => refuseUnlessMayDecide(command, conversion),
  });
}

export function withdrawConversion(command: Command, id: string): Promise<Answer<Conversion>> {
  return decline(command, {
    event: 'withdraw',
    id,
    check: (conversion) => refuseUnlessMayWithdraw(command, conversion),
  });
}
