import type { InstanceListItem } from '../../contract/instance.ts';
import type { Task } from '../../contract/backfill.ts';
import { csvText } from '../../domain/csv.ts';
import { runningMs, waitingMs } from '../../domain/instance-times.ts';

/** Column names stay English and machine-readable: the file is for spreadsheets and scripts. */
const header = [
  'start',
  'end',
  'status',
  'instance',
  'call',
  'dagName',
  'created',
  'started',
  'ended',
  'waited_s',
  'ran_s',
  'resource_group',
  'priority',
];

const seconds = (ms: number | null) => (ms === null ? null : Math.floor(ms / 1000));

export function instanceCsv(
  instances: readonly InstanceListItem[],
  tasks: readonly Task[],
  wallNow: string,
): string {
  const dagNames = new Map(tasks.map(({ n, dagName }) => [n, dagName ?? null]));
  return csvText(
    header,
    instances.map((one) => [
      one.range?.start ?? null,
      one.range?.end ?? null,
      one.status,
      one.id,
      one.task,
      dagNames.get(one.task) ?? null,
      one.createdAt,
      one.startedAt,
      one.endedAt,
      seconds(waitingMs(one, wallNow)),
      seconds(runningMs(one, wallNow)),
      one.resourceGroup,
      one.priority,
    ]),
  );
}
