import { nextConversionState } from '../../src/domain/conversion.ts';
import type { ConversionEvent } from '../../src/domain/conversion.ts';
import type { Conversion, ConversionState } from '../../src/contract/conversion.ts';
import type { StoredConversion } from '../ledger/conversions.ts';
import { canOf, ledgerOf, type Command } from './command.ts';
import { conversionView, storedConversion } from './conversion-view.ts';
import { readBackOf } from './read-back.ts';

/** The states are those of one pure function; asking for a step that is not there is a mistake of ours. */
export function step(from: ConversionState, event: ConversionEvent['type']): ConversionState {
  const next = nextConversionState(from, { type: event });
  if (next === null) throw new Error(`A conversion that is ${from} can't be ${event}`);
  return next;
}

/** Whether CAN shows the plan as EXTERNAL now; null: it could not be read. */
export async function readsExternal(
  command: Omit<Command, 'key'>,
  planId: string,
): Promise<{ external: boolean; kind: string } | null> {
  try {
    const { kind } = await canOf(command).plan(planId, { maxAgeMs: 0 });
    return { external: kind === 'EXTERNAL', kind };
  } catch {
    return null;
  }
}

export function stillShows(kind: string): string {
  return `CAN still shows this plan as ${kind}. The call may yet take effect: check the plan in CAN before asking again.`;
}

/** What a receipt says instead of an answer of CAN's. */
const provedByReading = {
  problem: 'CAN’s answer left it open; reading the plan back shows that it is EXTERNAL.',
  cause: { code: 'read-back' },
} as const;

/** Without `shownAs`, the kind that CAN still shows, the plan could not be read. */
type ReadBackResult = { known: true } | { known: false; shownAs?: string };

/**
 * Reads the plan of an unknown conversion back. It never becomes refused: a plan that is not EXTERNAL yet may be so
 * in a minute.
 */
export async function settleConversion(command: Omit<Command, 'key'>, id: string): Promise<ReadBackResult> {
  const ledger = ledgerOf(command);
  const conversion = await ledger.conversions.get(id);
  if (!conversion || conversion.state !== 'unknown') return { known: true };
  const read = await readsExternal(command, conversion.planId);
  if (!read) return { known: false };
  if (!read.external) {
    const words = stillShows(read.kind);
    if (conversion.problem !== words) {
      await ledger.conversions.change(id, 'unknown', {
        state: step('unknown', 'unknown'),
        problem: words,
        cause: { code: 'not-shown' },
      });
    }
    return { known: false, shownAs: read.kind };
  }
  await ledger.transaction(async (queries) => {
    const changed = await queries.conversions.change(id, 'unknown', {
      state: step('unknown', 'converted'),
      ...provedByReading,
    });
    if (changed && conversion.journalId !== null) {
      await queries.journal.end(conversion.journalId, {
        state: 'done',
        ...provedByReading,
      });
    }
  });
  command.services.can.forgetPlan(conversion.planId);
  return { known: true };
}

/** An unknown one, looked at just now, as it is answered. */
export async function readBackView(command: Omit<Command, 'key'>, id: string): Promise<Conversion> {
  const read = await settleConversion(command, id);
  const stored = await storedConversion(command, id);
  watchConversion(command, stored);
  return {
    ...conversionView(stored),
    ...(!read.known && read.shownAs !== undefined && { shownAs: read.shownAs }),
  };
}

/** Goes on by itself, with growing pauses, as whoever approved or opened it. */
export function watchConversion(
  { services, signedIn }: Omit<Command, 'key'>,
  { id, state }: Pick<StoredConversion, 'id' | 'state'>,
): void {
  if (state !== 'unknown') return;
  readBackOf(services).watch(
    `conversion ${id}`,
    async () => (await settleConversion({ services, signedIn }, id)).known,
  );
}
