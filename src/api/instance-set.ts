import type { InstanceList, InstanceListItem } from '../contract/instance.ts';
import { byBusinessDate } from '../domain/instance-order.ts';

/**
 * The instances of a backfill as they are known by now. Answers of `?since=` are merged in by id; whatever did not
 * change keeps its identity, so that thousands of rows are not drawn again for one that did.
 */
export interface InstanceSet {
  /** Oldest business date first, then task, then id. */
  list: readonly InstanceListItem[];
  byId: ReadonlyMap<string, InstanceListItem>;
  /** What to send as `since` next, and how old the picture is. */
  asOf: string;
  /** When something last differed from the time before. */
  changedAt: string;
  problems: InstanceList['problems'];
}

function same(a: InstanceListItem, b: InstanceListItem): boolean {
  return (
    a.status === b.status &&
    a.startedAt === b.startedAt &&
    a.endedAt === b.endedAt &&
    a.createdAt === b.createdAt &&
    a.task === b.task &&
    a.range?.start === b.range?.start &&
    a.range?.end === b.range?.end &&
    a.resourceGroup === b.resourceGroup &&
    a.priority === b.priority
  );
}

/** A whole answer replaces what was there, but for tasks that could not be read just now: theirs stay as last seen. */
function gone(before: InstanceSet, answer: InstanceList): Set<string> {
  if (answer.partial) return new Set();
  const unread = new Set(answer.problems.map(({ task }) => task));
  const here = new Set(answer.instances.map(({ id }) => id));
  return new Set(
    before.list.filter(({ id, task }) => !here.has(id) && !unread.has(task)).map(({ id }) => id),
  );
}

export function mergeInstances(before: InstanceSet | undefined, answer: InstanceList): InstanceSet {
  const { asOf, problems } = answer;
  if (before === undefined) {
    const byId = new Map(answer.instances.map((one) => [one.id, one]));
    const list = [...byId.values()].sort(byBusinessDate);
    return { list, byId, asOf, changedAt: asOf, problems };
  }
  const left = gone(before, answer);
  const changed = answer.instances.filter((one) => {
    const old = before.byId.get(one.id);
    return old === undefined || !same(old, one);
  });
  if (changed.length === 0 && left.size === 0) return { ...before, asOf, problems };

  const byId = new Map(before.byId);
  for (const id of left) byId.delete(id);
  let moved = false;
  for (const one of changed) {
    const old = byId.get(one.id);
    moved ||= old === undefined || byBusinessDate(old, one) !== 0;
    byId.set(one.id, one);
  }
  const list = moved
    ? [...byId.values()].sort(byBusinessDate)
    : before.list.flatMap(({ id }) => byId.get(id) ?? []);
  return { list, byId, asOf, changedAt: asOf, problems };
}
