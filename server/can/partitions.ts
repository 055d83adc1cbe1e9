import type { Clock } from '../clock.ts';
import type { PartitionValues } from './can.ts';
import { inner } from './envelope.ts';
import { flag, integer, list, record, text, type Fields } from './fields.ts';
import { allPages } from './pages.ts';
import type { Read } from './transport.ts';

/** No maximum is documented: a CAN that gives fewer is lived with. */
const pageSize = 500;
const known = ['hasData', 'isPartition', 'partition'];

export async function readPartitions(read: Read, clock: Clock, planId: string): Promise<PartitionValues> {
  let first: Fields | undefined;
  const { items, truncated } = await allPages({
    clock,
    ask: async (pageNumber) => {
      const { body, scrub } = await read({
        method: 'GET',
        path: '/accelerate/plan/queryMtPartitionList',
        query: { uuid: planId, pageNumber, pageSize },
      });
      const fields = inner(body, (each) => known.some((key) => key in each), scrub);
      first ??= fields;
      const page = record(fields['partition']);
      return {
        items: page ? values(page) : [],
        hasNext: page ? flag(page['hasNext']) : false,
        total: page ? integer(page['total']) : null,
      };
    },
    idOf: (value) => value,
  });
  return {
    partitioned: flag(first?.['isPartition']) ?? (record(first?.['partition']) !== null || items.length > 0),
    hasData: flag(first?.['hasData']) ?? items.length > 0,
    values: items,
    truncated,
  };
}

/** CAN's spelling and the right one; an entry is `{ value }`, or the value itself. */
function values(page: Fields): string[] {
  const entries = list(page['paritionList'] ?? page['partitionList']);
  return entries.flatMap((each) => text(record(each)?.['value'] ?? each)?.trim() ?? []);
}
