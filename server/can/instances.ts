import { instanceStatuses } from '../../src/contract/instance.ts';
import type { Range } from '../../src/contract/range.ts';
import type { Clock } from '../clock.ts';
import type { InstanceOfDag } from './can.ts';
import { inner } from './envelope.ts';
import { dayOf, flag, idText, integer, list, record, text, wallTime, word, type Fields } from './fields.ts';
import { allPages } from './pages.ts';
import type { Read } from './transport.ts';

/** CAN_API.md: "no maximum is documented, so ask for 200 and live with fewer". */
const pageSize = 200;

export async function readInstances(
  read: Read,
  clock: Clock,
  dagName: string,
): Promise<{ instances: InstanceOfDag[]; truncated: boolean }> {
  const { items, truncated } = await allPages({
    clock,
    ask: async (pageIndex) => {
      const { body, scrub } = await read({
        method: 'GET',
        path: '/accelerate/task/instance/list',
        query: { dagName, pageIndex, pageSize },
      });
      const fields = inner(body, isInstancePage, scrub);
      return {
        items: list(fields['instances']).flatMap((each) => instanceOf(record(each) ?? {})),
        hasNext: flag(fields['hasNext']),
        total: integer(fields['total']),
      };
    },
    idOf: (instance) => instance.id,
  });
  return { instances: items, truncated };
}

/** A backfill that CAN has not split yet may have no list at all; then its numbers must say so. */
function isInstancePage(fields: Fields): boolean {
  if (Array.isArray(fields['instances'])) return true;
  return (fields['instances'] ?? null) === null && integer(fields['total']) === 0;
}

function instanceOf(fields: Fields): InstanceOfDag[] {
  const id = idText(fields['id']);
  if (id === null) return [];
  return [
    {
      id,
      status: statusOf(fields['status']),
      range: daysOf(fields['startPartition'], fields['endPartition']),
      createdAt: wallTime(fields['createTime']),
      startedAt: wallTime(fields['startTime']),
      endedAt: wallTime(fields['endTime']),
      resourceGroup: text(fields['resourceGroup']),
      priority: text(fields['priority']),
    },
  ];
}

export function statusOf(value: unknown): string {
  return word(value, instanceStatuses) ?? 'UNKNOWN';
}

export function daysOf(start: unknown, end: unknown): Range | null {
  const first = dayOf(start) ?? dayOf(end);
  const last = dayOf(end) ?? dayOf(start);
  return first === null || last === null ? null : { start: first, end: last };
}
