import type { Backfill, BackfillList, BackfillState } from '../../src/contract/backfill.ts';
import { countStatuses } from '../../src/domain/backfill.ts';
import { daysBetween, instantMs, instantText, isDay } from '../../src/domain/wall-date.ts';
import type { InstanceOfDag } from '../can/can.ts';
import { wordsOf } from '../commands/attempt.ts';
import { daysOf } from '../commands/backfill-sender.ts';
import type { Services, SignedIn } from '../http/context.ts';
import type { BackfillFilter, StoredBackfill, StoredTask, TaskCounts } from '../ledger/backfills.ts';
import { ProblemError } from '../problem-error.ts';
import { backfillView } from './backfill-view.ts';
import { mapLimit } from './map-limit.ts';

type Deps = Pick<Services, 'can' | 'ledger' | 'clock'>;

export const ended = (status: string) => status === 'SUCCESS' || status === 'FAILED';

const PAGE = 50;
/** For a state that is rare among many that may have changed; then the caller gets a short page and a cursor. */
const MOST_PAGES_A_CALL = 6;
const READS_AT_ONCE = 8;
/** CAN lists a task's instances bit by bit at first; after that long what is there is all there is. */
const SPLIT_WITHIN_MS = 3_600_000;
/** Unchanged counts are written down again only so often, since each write is a sync of the disk … */
const TOUCH_AFTER_MS = 60_000;
/** … and those that change by the second hardly more often: they only serve while CAN can't be asked. */
const MOVED_AFTER_MS = 10_000;

/** How many instances CAN will make of a task, as far as that can be told. */
function expectedInstances(backfill: StoredBackfill, task: StoredTask): number {
  if (backfill.trackedDag !== null) return 1;
  const { start, end } = daysOf(task.range, backfill.granularity);
  return isDay(start) && isDay(end) ? Math.ceil((daysBetween(start, end) + 1) / backfill.lotDays) : 1;
}

/** Whether CAN need not be asked about the task again. */
function isFinal(
  backfill: StoredBackfill,
  task: StoredTask,
  instances: readonly InstanceOfDag[],
  now: number,
): boolean {
  if (instances.length === 0 || !instances.every(({ status }) => ended(status))) return false;
  return (
    instances.length >= expectedInstances(backfill, task) ||
    now - instantMs(backfill.createdAt) > SPLIT_WITHIN_MS
  );
}

export function taskCounts(
  backfill: StoredBackfill,
  task: StoredTask,
  instances: readonly InstanceOfDag[],
  now: number,
): TaskCounts {
  return {
    n: task.n,
    counts: countStatuses(instances.map(({ status }) => status)),
    final: isFinal(backfill, task, instances, now),
  };
}

const same = (task: StoredTask, { counts, final }: TaskCounts) =>
  task.countsFinal === final && JSON.stringify(task.counts) === JSON.stringify(counts);

/** Seen for the first time, or for the last. */
const firstOrLast = (task: StoredTask, { final }: TaskCounts) =>
  task.counts === null || task.countsFinal !== final;

/** Puts newly read counts into the ledger, where they are found when CAN can't be asked. */
export async function rememberCounts(
  { ledger }: Deps,
  tenantId: string,
  backfill: StoredBackfill,
  read: readonly TaskCounts[],
  asOf: string,
): Promise<StoredBackfill> {
  const fresh = new Map(read.map((each) => [each.n, each]));
  const tasks = backfill.tasks.map((task) => {
    const counted = fresh.get(task.n);
    return counted ? { ...task, counts: counted.counts, countsFinal: counted.final } : task;
  });
  const now: StoredBackfill = { ...backfill, tasks, countsAsOf: asOf };
  const { state } = backfillView(now);
  const settled = tasks.every(
    (task) => task.state !== 'sending' && (task.state !== 'created' || task.countsFinal),
  );
  const changed = backfill.tasks.flatMap((task) => {
    const counted = fresh.get(task.n);
    return counted && !same(task, counted) ? [counted] : [];
  });
  // Somebody else, with a newer look, was faster.
  if (backfill.countsAsOf !== null && asOf < backfill.countsAsOf) return now;
  const ageMs = backfill.countsAsOf === null ? Infinity : instantMs(asOf) - instantMs(backfill.countsAsOf);
  const turned =
    state !== backfill.state ||
    settled !== backfill.settled ||
    backfill.tasks.some((task) => {
      const counted = fresh.get(task.n);
      return counted !== undefined && firstOrLast(task, counted);
    });
  if (turned || ageMs > (changed.length > 0 ? MOVED_AFTER_MS : TOUCH_AFTER_MS)) {
    await ledger.forTenant(tenantId).transaction(async (queries) => {
      await queries.backfills.saveCounts(backfill.id, changed, asOf);
      await queries.backfills.replaceState(backfill.id, backfill.state, state, settled);
    });
  }
  return { ...now, state, settled };
}

export interface Counted {
  stored: StoredBackfill;
  /** Why the counts are older than they should be, in words. */
  problem?: ProblemError;
}

/** The backfill with its counts as CAN has them now; what CAN can't say now is shown as last seen. */
export async function countedBackfill(
  deps: Deps,
  { tenantId, caller }: Pick<SignedIn, 'tenantId' | 'caller'>,
  backfill: StoredBackfill,
  maxAgeMs?: number,
): Promise<Counted> {
  const open = backfill.tasks.filter((task) => task.state === 'created' && !task.countsFinal);
  if (open.length === 0 && backfill.settled) return { stored: backfill };
  const can = deps.can.as(caller);
  let problem: ProblemError | undefined;
  let asOf = deps.clock.now();
  const read = await mapLimit(open, READS_AT_ONCE, async (task): Promise<TaskCounts | null> => {
    // One that fails would fail for the others as well: each try costs CAN, and the reader, its timeout.
    if (problem && problem.code !== 'can-refused') return null;
    try {
      const { instances, readAt } = await can.instances(
        task.dagName ?? '',
        maxAgeMs === undefined ? undefined : { maxAgeMs },
      );
      asOf = Math.min(asOf, readAt);
      return taskCounts(backfill, task, instances, deps.clock.now());
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problem ??= error;
      return null;
    }
  });
  const counted = read.filter((each) => each !== null);
  if (problem && counted.length === 0) return { stored: backfill, problem };
  const stored = await rememberCounts(deps, tenantId, backfill, counted, instantText(asOf));
  return { stored, ...(problem && { problem }) };
}

export function viewOf({ stored, problem }: Counted): Backfill {
  return backfillView(stored, problem && wordsOf(problem));
}

/** Newest first; a page is short, but has a cursor, when few of many have the state asked for. */
export async function listBackfills(
  deps: Deps,
  signedIn: Pick<SignedIn, 'tenantId' | 'caller'>,
  filter: BackfillFilter,
): Promise<Omit<BackfillList, 'asOf'>> {
  const { backfills } = deps.ledger.forTenant(signedIn.tenantId);
  const found: Backfill[] = [];
  let before = filter.before;
  for (let page = 0; page < MOST_PAGES_A_CALL; page++) {
    // One more than is shown tells whether there is a next page.
    const rows = await backfills.list({ ...filter, before }, PAGE + 1);
    const shown = rows.slice(0, PAGE);
    const views = await mapLimit(shown, READS_AT_ONCE, async (row) =>
      viewOf(await countedBackfill(deps, signedIn, row)),
    );
    found.push(...views.filter(({ state }) => isWanted(state, filter.state)));
    if (rows.length <= PAGE) return { backfills: found };
    before = shown.at(-1)?.id;
    if (found.length >= PAGE || filter.state === undefined) break;
  }
  return { backfills: found, ...(before !== undefined && { cursor: before }) };
}

const isWanted = (state: BackfillState, wanted: BackfillState | undefined) =>
  wanted === undefined || state === wanted;
