import { planKinds, type PlanListItem } from '../../src/contract/plan.ts';
import type { Clock } from '../clock.ts';
import { inner } from './envelope.ts';
import { flag, idText, integer, list, record, text, word, type Fields } from './fields.ts';
import { allPages } from './pages.ts';
import type { Read, ReadCall } from './transport.ts';
import type { WirePlanListRequest } from './wire.ts';

/** No maximum is documented: a CAN that gives fewer is lived with. */
const pageSize = 500;

export async function readPlans(
  read: Read,
  clock: Clock,
): Promise<{ plans: PlanListItem[]; truncated: boolean }> {
  const { items, truncated } = await allPages({
    clock,
    ask: async (pageNumber) => {
      const fields = await readPage(read, { pageNumber, pageSize });
      return {
        items: list(fields['data']).flatMap((each) => planListItem(record(each) ?? {})),
        hasNext: flag(fields['hasNext']),
        total: integer(fields['total']),
      };
    },
    idOf: (plan) => plan.id,
  });
  return { plans: items, truncated };
}

/** The smallest real read there is. */
export async function readOnePlan(read: Read): Promise<void> {
  await readPage(read, { pageNumber: 1, pageSize: 1 });
}

async function readPage(read: Read, pager: WirePlanListRequest['pager']): Promise<Fields> {
  const call: ReadCall = {
    method: 'POST',
    path: '/accelerate/plan/queryAccelerateResultPlanList',
    body: { pager },
  };
  const { body, scrub } = await read(call);
  return inner(body, isPlanPage, scrub);
}

/** An empty page may carry null for the list; then its numbers must say that it is empty. */
function isPlanPage(fields: Fields): boolean {
  if (Array.isArray(fields['data'])) return true;
  return fields['data'] === null && (integer(fields['total']) === 0 || flag(fields['hasNext']) === false);
}

/** Nothing can be asked about a plan without an id. */
function planListItem(fields: Fields): PlanListItem[] {
  const id = idText(fields['id']);
  return id === null ? [] : [{ id, ...planNames(fields) }];
}

export function planNames(fields: Fields): Omit<PlanListItem, 'id'> {
  return {
    name: text(fields['name']),
    displayName: text(fields['displayName']),
    kind: word(fields['materializeType'], planKinds) ?? 'UNKNOWN',
  };
}
