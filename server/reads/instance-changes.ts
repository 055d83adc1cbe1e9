import type { InstanceList, InstanceListItem } from '../../src/contract/instance.ts';
import { instantMs, instantText } from '../../src/domain/wall-date.ts';
import type { InstanceOfDag } from '../can/can.ts';
import { causeOf, wordsOf } from '../commands/attempt.ts';
import type { Services, SignedIn } from '../http/context.ts';
import type { StoredBackfill, TaskCounts } from '../ledger/backfills.ts';
import { ProblemError } from '../problem-error.ts';
import { ended, rememberCounts, taskCounts } from './backfill-counts.ts';
import { mapLimit } from './map-limit.ts';

type Deps = Pick<Services, 'can' | 'ledger' | 'clock'>;
type Asker = Pick<SignedIn, 'tenantId' | 'caller'>;

const READS_AT_ONCE = 8;
/** A task whose instances have all ended is still looked at now and then: CAN may run one again. */
const ENDED_AGAIN_AFTER_MS = 600_000;
/** Some 40 MB; the longest unwatched go first. */
const MOST_INSTANCES = 200_000;
const MOST_GIVEN = 5000;

interface Seen {
  item: InstanceListItem;
  word: string;
  changedAt: number;
}

interface WatchedTask {
  dagName: string;
  /** The very list CAN's cache gave; the same one again holds nothing new. */
  list: readonly InstanceOfDag[];
  readAt: number;
  allEnded: boolean;
  seen: Map<string, Seen>;
}

interface Watched {
  tasks: Map<number, WatchedTask>;
  /** Before it nothing is known about changes. */
  since: number;
  /** What was given out as `asOf`. A moment another gateway gave out says nothing about what was seen here. */
  given: Set<number>;
  /** The last moment given out or stamped: it only grows, so that nothing changes unseen within a millisecond. */
  stamp: number;
}

function itemOf(instance: InstanceOfDag, task: number): InstanceListItem {
  return {
    id: instance.id,
    task,
    status: instance.status,
    range: instance.range,
    createdAt: instance.createdAt,
    startedAt: instance.startedAt,
    endedAt: instance.endedAt,
    resourceGroup: instance.resourceGroup,
    priority: instance.priority,
  };
}

function give({ given, stamp }: Watched): void {
  given.delete(stamp);
  given.add(stamp);
  const [oldest] = given;
  if (given.size > MOST_GIVEN && oldest !== undefined) given.delete(oldest);
}

const wordOf = ({
  status,
  startedAt,
  endedAt,
  createdAt,
  range,
  resourceGroup,
  priority,
}: InstanceListItem) =>
  [status, startedAt, endedAt, createdAt, range?.start, range?.end, resourceGroup, priority].join('|');

/** What the instances of a backfill were when they were last looked at, so that a poll carries only what changed. */
export class InstanceChanges {
  readonly #deps: Deps;
  /** In the order of use. The credential's fingerprint is part of the key: nobody is told what another's fetched. */
  readonly #watched = new Map<string, Watched>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async list(
    asker: Asker,
    backfill: StoredBackfill,
    { since, status }: { since?: string | undefined; status?: string | undefined },
  ): Promise<InstanceList> {
    const key = JSON.stringify([asker.tenantId, asker.caller.fingerprint, backfill.id]);
    const watched = this.#take(key);
    const problems = await this.#look(asker, backfill, watched);
    this.#evict(key);
    const from = since === undefined ? NaN : instantMs(since);
    const known = status === undefined && from >= watched.since && watched.given.has(from);
    give(watched);
    const all = [...watched.tasks.values()].flatMap((task) => [...task.seen.values()]);
    return {
      instances: all
        .filter(({ item, changedAt }) =>
          known ? changedAt > from : status === undefined || item.status === status,
        )
        .map(({ item }) => item),
      asOf: instantText(watched.stamp),
      partial: known,
      problems,
    };
  }

  #take(key: string): Watched {
    const known = this.#watched.get(key);
    const watched = known ?? { tasks: new Map(), since: Infinity, given: new Set(), stamp: 0 };
    this.#watched.delete(key);
    this.#watched.set(key, watched);
    return watched;
  }

  #evict(keep: string): void {
    let held = 0;
    for (const { tasks } of this.#watched.values()) for (const { seen } of tasks.values()) held += seen.size;
    for (const [key, { tasks }] of this.#watched) {
      if (held <= MOST_INSTANCES) return;
      if (key === keep) continue;
      for (const { seen } of tasks.values()) held -= seen.size;
      this.#watched.delete(key);
    }
  }

  async #look(asker: Asker, backfill: StoredBackfill, watched: Watched): Promise<InstanceList['problems']> {
    const can = this.#deps.can.as(asker.caller);
    const problems: InstanceList['problems'] = [];
    const traceable = backfill.tasks.filter((task) => task.state === 'created' && task.dagName !== null);
    const read = await mapLimit(traceable, READS_AT_ONCE, async (task) => {
      const known = watched.tasks.get(task.n);
      const now = this.#deps.clock.now();
      if (known?.allEnded && known.dagName === task.dagName && now - known.readAt < ENDED_AGAIN_AFTER_MS)
        return null;
      try {
        return { task, dagName: task.dagName ?? '', ...(await can.instances(task.dagName ?? '')) };
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        problems.push({
          task: task.n,
          message: wordsOf(error),
          cause: causeOf(error),
          ...(error.traceId !== undefined && { traceId: error.traceId }),
        });
        return null;
      }
    });
    const now = this.#deps.clock.now();
    // Everything read in one look changed "now", and later than any moment that was given out before.
    const stamp = Math.max(now, watched.stamp + 1);
    let changed = false;
    const counted: TaskCounts[] = [];
    for (const each of read) {
      if (!each) continue;
      const { task, dagName, instances, readAt } = each;
      counted.push(taskCounts(backfill, task, instances, now));
      const known = watched.tasks.get(task.n);
      // Nothing new, or older than what another poll has brought meanwhile.
      if (known?.dagName === dagName && (known.list === instances || readAt < known.readAt)) continue;
      const seen = new Map<string, Seen>();
      for (const instance of instances) {
        const item = itemOf(instance, task.n);
        const word = wordOf(item);
        const before = known?.dagName === dagName ? known.seen.get(item.id) : undefined;
        if (before?.word === word) seen.set(item.id, before);
        else {
          seen.set(item.id, { item, word, changedAt: stamp });
          changed = true;
        }
      }
      // An instance that is gone can't be told as a change: whoever watches is given everything anew.
      for (const id of known?.seen.keys() ?? []) if (!seen.has(id)) watched.since = stamp;
      const allEnded = instances.length > 0 && instances.every(({ status }) => ended(status));
      watched.tasks.set(task.n, { dagName, list: instances, readAt, allEnded, seen });
    }
    if (watched.since === Infinity) watched.since = stamp;
    watched.stamp = changed ? stamp : Math.max(now, watched.stamp);
    if (counted.length > 0 && problems.length === 0) {
      await rememberCounts(this.#deps, asker.tenantId, backfill, counted, instantText(now));
    }
    return problems;
  }
}

const ofLedger = new WeakMap<Services['ledger'], InstanceChanges>();

/** One for all the routes of a gateway: the calendar and the progress page watch the same instances. */
export function instanceChangesOf(deps: Deps): InstanceChanges {
  const changes = ofLedger.get(deps.ledger) ?? new InstanceChanges(deps);
  ofLedger.set(deps.ledger, changes);
  return changes;
}
