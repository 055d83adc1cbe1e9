import { instantMs } from '../../src/domain/wall-date.ts';
import type { StoredBackfill } from '../ledger/backfills.ts';
import type { TenantQueries } from '../ledger/ledger.ts';
import { countedBackfill } from '../reads/backfill-counts.ts';
import { conflict, ledgerOf, type Command } from './command.ts';

/** More open backfills of one plan than that are none of a person's doing. */
const MOST = 1000;
/** CAN lists the instances of a task some time after it was created; until then it counts as running. */
const LISTED_WITHIN_MS = 3_600_000;

const running = () =>
  conflict('backfill-running', 'A backfill of this plan, started here, is waiting or running.');

function refuseIfSending({ sender, tasks }: StoredBackfill): void {
  if (sender !== null || tasks.some(({ state }) => state === 'sending')) throw running();
}

/** The ids of the open backfills that were looked at, for the last look before the plan is converted. */
export async function refuseWhileRunning(command: Command, planId: string): Promise<ReadonlySet<string>> {
  const { services, signedIn } = command;
  await services.ledger.judgeOrphans();
  const open = await ledgerOf(command).backfills.list({ planId, unsettled: true }, MOST);
  open.forEach(refuseIfSending);
  for (const backfill of open) {
    if (backfill.tasks.some(({ state }) => state === 'unknown')) {
      throw conflict(
        'backfill-unknown',
        'It is not known whether a task of a backfill of this plan is running; settle it first.',
      );
    }
    const { stored, problem } = await countedBackfill(services, signedIn, backfill, 0);
    // A dagName that CAN no longer knows runs nothing; not being able to ask is no answer.
    if (problem && problem.code !== 'can-refused') throw problem;
    const young = services.clock.now() - instantMs(stored.createdAt) < LISTED_WITHIN_MS;
    for (const { state, counts } of stored.tasks) {
      if (state !== 'created') continue;
      if (counts ? counts.waiting + counts.running > 0 : false) throw running();
      if ((counts?.total ?? 0) === 0 && young && !problem) throw running();
    }
  }
  return new Set(open.map(({ id }) => id));
}

/** In the transaction that claims the conversion: nothing may have been begun since the last look. */
export async function refuseIfBegunSince(
  queries: TenantQueries,
  planId: string,
  seen: ReadonlySet<string>,
): Promise<void> {
  const open = await queries.backfills.list({ planId, unsettled: true }, MOST);
  open.forEach(refuseIfSending);
  if (open.some(({ id }) => !seen.has(id))) throw running();
}
