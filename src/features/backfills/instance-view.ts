import type { InstanceListItem } from '../../contract/instance.ts';
import { byBusinessDate } from '../../domain/instance-order.ts';
import { runningMs, waitingMs } from '../../domain/instance-times.ts';

/** Which instances are shown, and how. It lives in the address, so a view can be sent to a colleague. */

export const sortKeys = ['date', 'status', 'created', 'started', 'ended', 'waiting', 'running'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface InstanceView {
  /** CAN's own words; empty: all. */
  statuses: readonly string[];
  text: string;
  sort: SortKey;
  descending: boolean;
  as: 'table' | 'timeline';
}

export const wholeView: InstanceView = {
  statuses: [],
  text: '',
  sort: 'date',
  descending: false,
  as: 'table',
};

/** Total: whatever stands in the address, a view comes out. */
export function readInstanceView(params: URLSearchParams): InstanceView {
  const sort = params.get('sort') ?? '';
  const key = sort.startsWith('-') ? sort.slice(1) : sort;
  const known = sortKeys.find((one) => one === key);
  const statuses = (params.get('status') ?? '').split(',').filter((word) => word !== '');
  return {
    statuses: [...new Set(statuses)],
    text: params.get('q') ?? '',
    sort: known ?? wholeView.sort,
    descending: known !== undefined && sort.startsWith('-'),
    as: params.get('as') === 'timeline' ? 'timeline' : 'table',
  };
}

/** For `paths.backfill`: what is as by default is left out. */
export function instanceViewQuery({ statuses, text, sort, descending, as }: InstanceView) {
  const byDefault = sort === wholeView.sort && !descending;
  return {
    status: statuses.join(',') || null,
    q: text || null,
    sort: byDefault ? null : `${descending ? '-' : ''}${sort}`,
    as: as === 'table' ? null : as,
  };
}

/** A word of the text may be part of a business date, an id, a status, a task's number or a resource group. */
export function matches(instance: InstanceListItem, { statuses, text }: InstanceView): boolean {
  if (statuses.length > 0 && !statuses.includes(instance.status)) return false;
  const { range, id, task, status, resourceGroup } = instance;
  return text
    .toLowerCase()
    .split(/[\s,]+/)
    .every((word) => {
      if (word === '') return true;
      if (range !== null && /^\d{4}-\d\d-\d\d$/.test(word)) return range.start <= word && word <= range.end;
      return [
        range?.start,
        range?.end,
        id,
        `#${task}`,
        status.toLowerCase(),
        resourceGroup?.toLowerCase(),
      ].some((field) => field?.includes(word));
    });
}

/** Business dates never change, so such an order stays by itself; the others would shuffle rows while one reads them. */
export function isStill({ sort }: InstanceView): boolean {
  return sort === 'date' || sort === 'created';
}

const statusRank = ['FAILED', 'RUNNING', 'WAITING', 'SUCCESS'];

function rankOf(status: string): number {
  const rank = statusRank.indexOf(status);
  return rank === -1 ? statusRank.length : rank;
}

const later = '\uffff';

function compareBy(sort: SortKey, wallNow: string): (a: InstanceListItem, b: InstanceListItem) => number {
  const text =
    (of: (one: InstanceListItem) => string | null) => (a: InstanceListItem, b: InstanceListItem) => {
      const x = of(a) ?? later;
      const y = of(b) ?? later;
      return x < y ? -1 : x > y ? 1 : 0;
    };
  const number =
    (of: (one: InstanceListItem) => number | null) => (a: InstanceListItem, b: InstanceListItem) =>
      (of(a) ?? -1) - (of(b) ?? -1);
  switch (sort) {
    case 'date':
      return () => 0;
    case 'status':
      return (a, b) =>
        rankOf(a.status) - rankOf(b.status) || (a.status < b.status ? -1 : a.status > b.status ? 1 : 0);
    case 'created':
      return text((one) => one.createdAt);
    case 'started':
      return text((one) => one.startedAt);
    case 'ended':
      return text((one) => one.endedAt);
    case 'waiting':
      return number((one) => waitingMs(one, wallNow));
    case 'running':
      return number((one) => runningMs(one, wallNow));
  }
}

export function sorted(
  instances: readonly InstanceListItem[],
  { sort, descending }: InstanceView,
  wallNow: string,
): InstanceListItem[] {
  const first = compareBy(sort, wallNow);
  const sign = descending ? -1 : 1;
  return [...instances].sort((a, b) => sign * (first(a, b) || byBusinessDate(a, b)));
}

export interface ShownRows {
  /** Ids in the order in which they are shown. */
  ids: readonly string[];
  /** Shown, but no longer what was filtered for: they changed while one looked at them. */
  left: ReadonlySet<string>;
  /** Applying filter and order anew would change what is shown. */
  stale: boolean;
}

/**
 * What to show after an update without taking away what somebody looks at: a row that no longer matches the filter
 * stays until filter or order are applied anew, and in an order that updates would shuffle every row keeps its place
 * while new ones come in at the end.
 */
export function keepPlaces(
  before: readonly string[],
  all: ReadonlyMap<string, InstanceListItem>,
  view: InstanceView,
  wallNow: string,
): ShownRows {
  const shownBefore = new Set(before.filter((id) => all.has(id)));
  const now = [...all.values()].filter((one) => matches(one, view));
  const matching = new Set(now.map(({ id }) => id));
  const left = new Set([...shownBefore].filter((id) => !matching.has(id)));
  const added = now.filter(({ id }) => !shownBefore.has(id));
  if (isStill(view)) {
    const kept = [...left].flatMap((id) => all.get(id) ?? []);
    const ids = sorted([...now, ...kept], view, wallNow).map(({ id }) => id);
    return { ids, left, stale: left.size > 0 };
  }
  const ids = [...shownBefore, ...sorted(added, view, wallNow).map(({ id }) => id)];
  const fresh = sorted(now, view, wallNow);
  const stale = fresh.length !== ids.length || fresh.some(({ id }, i) => id !== ids[i]);
  return { ids, left, stale };
}
