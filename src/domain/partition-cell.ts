import type { Range } from '../contract/range.ts';
import type { PartitionState } from './partition-state.ts';

/**
 * What is known of one partition and on what evidence (DESIGN §5, *Partition*). CAN reports only whether it is
 * materialised; the rest follows from the instances and marks this console knows of.
 */

export interface KnownInstance {
  id: string;
  status: string;
  /** Days, whatever the granularity; null: it covers the table as a whole (full refresh). */
  range: Range | null;
  /** CAN's wall clock. */
  createdAt: string | null;
  startedAt: string | null;
  endedAt: string | null;
  backfillId: string;
  /** Who asked for the backfill. */
  who: string;
}

/** A mark or clear that CAN has taken (a journal row that is `done`). */
export interface Mark {
  as: 'success' | 'failed' | 'cleared';
  /** In the plan's own periods; empty: the table as a whole (full refresh). */
  ranges: readonly Range[];
  /** When, on CAN's wall clock: compared with the times of instances. */
  at: string;
  journalId: string;
  who: string;
}

/** Something that decided what became of a partition. */
export type Verdict = { by: 'instance'; instance: KnownInstance } | { by: 'mark'; mark: Mark };

export type Evidence = { attempts: number } & (
  | {
      state: 'materialised';
      /** `can`: CAN lists it. `later`: it has been filled or marked since CAN was asked. */
      source: 'can' | 'later';
      /** The last run or mark over it failed, and it is there all the same. */
      failure: Verdict | null;
    }
  | {
      state: 'waiting' | 'running';
      instance: KnownInstance;
      /** Queries hit the old data until the new is there. */
      alsoMaterialised: boolean;
    }
  | { state: 'failed'; verdict: Verdict }
  /** With a verdict: cleared, or said to be filled while CAN does not list it. */
  | { state: 'missing'; verdict: Verdict | null }
  /** From that wall time on it is expected. */
  | { state: 'not-due'; dueFrom: string }
  /** An outside scheduler was to report it, and has not. */
  | { state: 'unreported' }
);

/** CAN's wall times come with a T or a space: in one spelling they compare as text. */
const wall = (time: string) => time.replace(' ', 'T');

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** In one second: marks after instances, since they answer them; else the later id, so that the order is one. */
function rankOf(verdict: Verdict): string {
  return verdict.by === 'mark' ? `1${verdict.mark.journalId}` : `0${verdict.instance.id.padStart(20, '0')}`;
}

/** A time that is missing sorts before all others. */
function timeOf(verdict: Verdict): string {
  if (verdict.by === 'mark') return wall(verdict.mark.at);
  const { endedAt, startedAt, createdAt } = verdict.instance;
  return wall(endedAt ?? startedAt ?? createdAt ?? '');
}

export function isFailure(verdict: Verdict): boolean {
  return verdict.by === 'instance' ? verdict.instance.status === 'FAILED' : verdict.mark.as === 'failed';
}

export interface Decided {
  verdict: Verdict;
  /** After CAN listed the partitions: then it corrects the list. */
  later: boolean;
}

/** Everything that was decided, oldest first. */
export function decidedBy(
  instances: readonly KnownInstance[],
  marks: readonly Mark[],
  readAt: string,
): Decided[] {
  const verdicts: Verdict[] = [
    ...instances
      .filter(({ status }) => status === 'SUCCESS' || status === 'FAILED')
      .map((instance): Verdict => ({ by: 'instance', instance })),
    ...marks.map((mark): Verdict => ({ by: 'mark', mark })),
  ];
  return verdicts
    .map((verdict) => ({ verdict, at: timeOf(verdict), rank: rankOf(verdict) }))
    .sort((a, b) => compare(a.at, b.at) || compare(a.rank, b.rank))
    .map(({ verdict, at }) => ({ verdict, later: at > wall(readAt) }));
}

/** What is at work and has not ended, the one to name last: running after waiting, then the newest. */
export function activeAmong(instances: readonly KnownInstance[]): KnownInstance[] {
  return instances
    .filter(({ status, endedAt }) => endedAt === null && (status === 'WAITING' || status === 'RUNNING'))
    .map((instance) => {
      const { status, createdAt, id } = instance;
      return {
        instance,
        rank: `${status === 'RUNNING' ? 1 : 0}${wall(createdAt ?? '')}${id.padStart(20, '0')}`,
      };
    })
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ instance }) => instance);
}

export interface Cell {
  active: KnownInstance | null;
  decided: Decided | null;
  /** CAN listed it as materialised. */
  listed: boolean;
  /** false: the instance that decided computed only some days of the period. */
  whole: boolean;
  /** Expected by now. */
  due: boolean;
  /** An outside scheduler has to report it. */
  awaited: boolean;
}

/** Whether queries hit it: as CAN listed it, corrected by what was decided after that. */
export function isHit({ decided, listed, whole }: Cell): boolean {
  if (!decided?.later) return listed;
  const { verdict } = decided;
  if (verdict.by === 'mark') return verdict.mark.as === 'success';
  // A run that failed has left alone what was there.
  return listed || (whole && verdict.instance.status === 'SUCCESS');
}

/**
 * A materialised partition that is being recomputed is shown as running (or waiting): the person at the calendar is
 * about to decide what to start, and starting it twice is the mistake to prevent. That queries still hit the old
 * data is said in the evidence and by `isHit`, which the sentences for owners count by.
 */
export function stateOfCell(cell: Cell): PartitionState {
  const verdict = cell.decided?.verdict ?? null;
  if (cell.active) return cell.active.status === 'RUNNING' ? 'running' : 'waiting';
  if (isHit(cell)) return 'materialised';
  if (verdict && isFailure(verdict)) return 'failed';
  if (!cell.due) return 'not-due';
  return cell.awaited && !verdict ? 'unreported' : 'missing';
}

export function evidenceOf(cell: Cell, attempts: number, dueFrom: string): Evidence {
  const verdict = cell.decided?.verdict ?? null;
  const state = stateOfCell(cell);
  if (cell.active) {
    return {
      attempts,
      state: cell.active.status === 'RUNNING' ? 'running' : 'waiting',
      instance: cell.active,
      alsoMaterialised: isHit(cell),
    };
  }
  if (state === 'materialised') {
    const failure = verdict && isFailure(verdict) ? verdict : null;
    return { attempts, state, source: cell.listed ? 'can' : 'later', failure };
  }
  if (state === 'not-due') return { attempts, state, dueFrom };
  if (state === 'unreported') return { attempts, state };
  return verdict && state === 'failed'
    ? { attempts, state, verdict }
    : { attempts, state: 'missing', verdict };
}
