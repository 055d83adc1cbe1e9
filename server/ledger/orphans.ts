import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

export const orphanWords =
  'The gateway ended while CAN was being asked. Whether CAN did it has to be checked there; nothing is sent again by itself.';

/**
 * A row found `sending` whose gateway is gone becomes `unknown`: its call may have reached CAN (DESIGN §4). It runs
 * over all tenants, because it is about a process, not about anybody's data.
 */
export async function judgeOrphans(
  db: Kysely<Schema>,
  isAlive: (gatewayId: string) => Promise<boolean>,
  now: string,
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
    if (await isAlive(id)) continue;
    judged += await db.transaction().execute(async (tx) => {
      const left = tx
        .selectFrom('journal')
        .select('id')
        .where('gateway_id', '=', id)
        .where('state', '=', 'sending');
      await tx
        .updateTable('task')
        .set({ state: 'unknown', problem: orphanWords })
        .where('state', '=', 'sending')
        .where('journal_id', 'in', left)
        .execute();
      await tx
        .updateTable('conversion')
        .set({ state: 'unknown', problem: orphanWords })
        .where('state', '=', 'converting')
        .where('journal_id', 'in', left)
        .execute();
      // Whether it ended before its last task or after is worked out from the tasks when it is next read.
      await tx
        .updateTable('backfill')
        .set({ sender: null, state: 'needs attention', settled: 0 })
        .where('sender', '=', id)
        .execute();
      const rows = await tx
        .updateTable('journal')
        .set({ state: 'unknown', problem: orphanWords, ended_at: now })
        .where('gateway_id', '=', id)
        .where('state', '=', 'sending')
        .executeTakeFirst();
      return Number(rows.numUpdatedRows);
    });
  }
  return judged;
}
