import type { Kysely } from 'kysely';
import { toldColumns } from './cause.ts';
import type { Schema } from './schema.ts';

const orphanWords =
  'The gateway ended while CAN was being asked. Whether CAN did it has to be checked there; nothing is sent again by itself.';

const orphaned = toldColumns({ problem: orphanWords, cause: { code: 'gateway-ended' } });

export interface Judge {
  isAlive: (gatewayId: string) => Promise<boolean>;
  /** An instant. */
  now: string;
  /** No call takes that long: even of a living gateway, a row older than this instant was left by a failure. */
  staleBefore: string;
}

/**
 * A row found `sending` whose gateway is gone becomes `unknown`: its call may have reached CAN (DESIGN §4). It runs
 * over all tenants, because it is about a process, not about anybody's data.
 */
export async function judgeOrphans(
  db: Kysely<Schema>,
  { isAlive, now, staleBefore }: Judge,
): Promise<number> {
  const senders = await db
    .selectFrom('journal')
    .select('gateway_id as id')
    .where('state', '=', 'sending')
    .union(
      db
        .selectFrom('backfill')
        .select('sender as id')
        .where('sender', 'is not', null)
        .$narrowType<{ id: string }>(),
    )
    .execute();
  let judged = 0;
  for (const { id } of senders) {
    const alive = await isAlive(id);
    judged += await db.transaction().execute(async (tx) => {
      let rows = tx.selectFrom('journal').where('gateway_id', '=', id).where('state', '=', 'sending');
      if (alive) rows = rows.where('at', '<', staleBefore);
      const left = rows.select('id');
      await tx
        .updateTable('task')
        .set({ state: 'unknown', ...orphaned })
        .where('state', '=', 'sending')
        .where('journal_id', 'in', left)
        .execute();
      await tx
        .updateTable('conversion')
        .set({ state: 'unknown', ...orphaned })
        .where('state', '=', 'converting')
        .where('journal_id', 'in', left)
        .execute();
      // Whether it ended before its last task or after is worked out from the tasks when it is next read.
      let backfills = tx
        .updateTable('backfill')
        .set({ sender: null, state: 'needs attention', settled: 0 })
        .where('sender', '=', id);
      if (alive) {
        const ofLeft = rows.select('backfill_id').where('backfill_id', 'is not', null);
        backfills = backfills.where('id', 'in', ofLeft.$narrowType<{ backfill_id: string }>());
      }
      await backfills.execute();
      const ended = await tx
        .updateTable('journal')
        .set({ state: 'unknown', ...orphaned, ended_at: now })
        .where('id', 'in', left)
        .where('state', '=', 'sending')
        .executeTakeFirst();
      return Number(ended.numUpdatedRows);
    });
  }
  return judged;
}
