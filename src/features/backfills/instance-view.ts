import type { InstanceListItem } from '../../contract/instance.ts';
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

/** The same for two views that show the same rows in the same order. */
export function orderOf({ statuses, text, sort, descending }: InstanceView): string {
  return JSON.stringify([statuses, text, sort, descending]);
}

/** Made once for a view and asked thousands of times. */
export type Matcher = (instance: InstanceListItem) => boolean;

/** A word of the text may be part of a business date, an id, a status, a task's number or a resource group. */
export function matcherOf({ statuses, text }: Pick<InstanceView, 'statuses' | 'text'>): Matcher {
  const words = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => ({ word, isDay: /^\d{4}-\d\d-\d\d$/.test(word) }));
  return ({ range, id, task, status, resourceGroup }) => {
    if (statuses.length > 0 && !statuses.includes(status)) return false;
    return words.every(({ word, isDay }) => {
      // A day is in every instance that computes it, not only in those that begin or end with it.
      if (isDay && range !== null) return range.start <= word && word <= range.end;
      return (
        range?.start.includes(word) ||
        range?.end.includes(word) ||
        id.includes(word) ||
        status.toLowerCase().includes(word) ||
        word === `#${task}` ||
        resourceGroup?.toLowerCase().includes(word)
      );
    });
  };
}

/** Business dates never change, so their order stays by itself; any other would shuffle rows while one reads them. */
export function isStill({ sort }: InstanceView): boolean {
  return sort === 'date';
}

const statusRank = ['FAILED', 'RUNNING', 'WAITING', 'SUCCESS'];

function rankOf(status: string): string {
  const rank = statusRank.indexOf(status);
  return rank === -1 ? `${statusRank.length}${status}` : String(rank);
}

const later = '\uffff';

/** What to sort by, worked out once an instance and not once a comparison. */
function keyOf(sort: SortKey, one: InstanceListItem, wallNow: string): string | number {
  switch (sort) {
    case 'date':
      return 0;
    case 'status':
      return rankOf(one.status);
    case 'created':
      return one.createdAt ?? later;
    case 'started':
      return one.startedAt ?? later;
    case 'ended':
      return one.endedAt ?? later;
    case 'waiting':
      return waitingMs(one, wallNow) ?? -1;
    case 'running':
      return runningMs(one, wallNow) ?? -1;
  }
}

/** `inOrder` is by business date: that is the order of what is otherwise equal. */
export function sorted(
  inOrder: readonly InstanceListItem[],
  { sort, descending }: InstanceView,
  wallNow: string,
): readonly InstanceListItem[] {
  if (sort === 'date') return descending ? inOrder.toReversed() : inOrder;
  const keyed = inOrder.map((one, place) => ({ one, place, key: keyOf(sort, one, wallNow) }));
  const sign = descending ? -1 : 1;
  keyed.sort((a, b) => sign * (a.key < b.key ? -1 : a.key > b.key ? 1 : a.place - b.place));
  return keyed.map(({ one }) => one);
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
 * while new ones come in at the end. `all` is by business date.
 */
export function keepPlaces(
  before: readonly string[],
  all: readonly InstanceListItem[],
  view: InstanceView,
  wallNow: string,
): ShownRows {
  const matches = matcherOf(view);
  const shownBefore = new Set(before);
  const left = new Set<string>();
  const now: InstanceListItem[] = [];
  const kept: InstanceListItem[] = [];
  for (const one of all) {
    const fits = matches(one);
    if (fits) now.push(one);
    else if (shownBefore.has(one.id)) left.add(one.id);
    if (fits || left.has(one.id)) kept.push(one);
  }
  if (isStill(view)) {
    return { ids: sorted(kept, view, wallNow).map(({ id }) => id), left, stale: left.size > 0 };
  }
  const fresh = sorted(now, view, wallNow);
  if (before.length === 0) return { ids: fresh.map(({ id }) => id), left, stale: false };
  const here = new Set(kept.map(({ id }) => id));
  const stayed = before.filter((id) => here.has(id));
  const added = fresh.filter(({ id }) => !shownBefore.has(id)).map(({ id }) => id);
  const ids = [...stayed, ...added];
  return { ids, left, stale: fresh.length !== ids.length || fresh.some(({ id }, i) => id !== ids[i]) };
}
