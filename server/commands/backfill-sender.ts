import { toDays } from '../../src/domain/ranges.ts';
import { isGranularity } from '../../src/domain/granularity.ts';
import { backfillState, emptyCounts } from '../../src/domain/backfill.ts';
import type { Range } from '../../src/contract/range.ts';
import type { Can, CanRequest } from '../can/can.ts';
import { createTaskRequest } from '../can/requests.ts';
import type { StoredBackfill, StoredTask, TaskChange } from '../ledger/backfills.ts';
import type { JournalEnd } from '../ledger/journal.ts';
import type { TenantQueries } from '../ledger/ledger.ts';
import { ProblemError } from '../problem-error.ts';
import { attempt, causeOf, wordsOf, type Attempt } from './attempt.ts';
import { actorOf, canOf, ledgerOf, notFound, type Command } from './command.ts';
import { record } from './record.ts';

/** What is needed of a backfill to send its tasks. */
export type Sendable = Pick<
  StoredBackfill,
  'id' | 'planId' | 'planName' | 'granularity' | 'lotDays' | 'note'
>;
export type SendableTask = Pick<StoredTask, 'n' | 'range'>;

interface Begun {
  task: SendableTask;
  journalId: string;
  request: CanRequest;
}

/** CAN wants days, whatever the granularity (CAN_API, Writes). A plan without one is a full refresh: today as it is. */
export function daysOf(range: Range, granularity: string | null): Range {
  return isGranularity(granularity) && range.start.length !== 10 ? toDays(range, granularity) : range;
}

/** In the transaction that commits it as `sending`, before anything goes out. */
export async function beginTask(
  queries: TenantQueries,
  command: Omit<Command, 'key'>,
  backfill: Sendable,
  task: SendableTask,
): Promise<Begun> {
  const request = createTaskRequest({
    planId: backfill.planId ?? '',
    days: daysOf(task.range, backfill.granularity),
    lotDays: backfill.lotDays,
  });
  const journalId = await queries.journal.begin({
    actor: actorOf(command),
    action: 'backfill',
    request,
    planId: backfill.planId,
    planName: backfill.planName,
    ranges: [task.range],
    reason: backfill.note,
    backfillId: backfill.id,
    taskN: task.n,
  });
  const begun = await queries.backfills.changeTask(backfill.id, task.n, ['unsent'], {
    state: 'sending',
    journalId,
    problem: null,
    traceId: null,
  });
  if (!begun)
    throw new ProblemError('conflict', 'This task has been sent meanwhile.', { reason: 'task-sent' });
  return { task, journalId, request };
}

type CreateAttempt = Attempt<Awaited<ReturnType<Can['createTask']>>>;

function endOf(outcome: CreateAttempt): { task: TaskChange; journal: JournalEnd } {
  if (outcome.state === 'done') {
    const { dagName, traceId = null } = outcome.answer;
    return {
      task: { state: dagName === null ? 'untraceable' : 'created', dagName, traceId },
      journal: { state: 'done', dagName, traceId },
    };
  }
  const { error } = outcome;
  const what = { problem: wordsOf(error), cause: causeOf(error), traceId: error.traceId ?? null };
  // A call that never left leaves its task unsent: `continue` may send it.
  const unsent = outcome.state === 'refused' && !outcome.sent;
  return {
    task: { state: unsent ? 'unsent' : outcome.state, ...what },
    journal: { state: outcome.state, ...what },
  };
}

/**
 * A range that CAN refuses says nothing about the next one. An unknown outcome does: CAN may be drowning, and each
 * further call could add one more task that nobody can name, so the rest waits for a person. So does a refusal of the
 * caller or of the pace, which would meet every other range as well.
 */
function goesOn(outcome: CreateAttempt): boolean {
  if (outcome.state === 'done') return true;
  return outcome.state === 'refused' && outcome.error.code === 'can-refused';
}

/** Closes the books on sending; the state is worked out from the tasks as they are in the same transaction. */
async function finish(queries: TenantQueries, backfillId: string): Promise<void> {
  const stored = await queries.backfills.get(backfillId);
  if (!stored) throw notFound('backfill');
  await queries.backfills.saveState(backfillId, backfillState(stored.tasks, emptyCounts()), false);
  await queries.backfills.releaseSender(backfillId);
}

/** A commit that reported failure may have been made: the next task then stands as `sending` and was never sent. */
async function unbegin(queries: TenantQueries, backfillId: string): Promise<void> {
  const stored = await queries.backfills.get(backfillId);
  for (const { n, state, journalId } of stored?.tasks ?? []) {
    if (state !== 'sending') continue;
    await queries.backfills.changeTask(backfillId, n, ['sending'], { state: 'unsent' });
    if (journalId !== null) {
      await queries.journal.end(journalId, {
        state: 'refused',
        problem: 'The ledger failed; this was never sent.',
        cause: { code: 'not-sent' },
      });
    }
  }
}

interface Sending {
  backfill: Sendable;
  /** Committed as `sending` already. */
  first: Begun;
  rest: readonly SendableTask[];
  /** When not even the first task could be sent: a backfill that is only being made is not made then. */
  dropIfNothingSent: boolean;
  /** In the transaction that records it. */
  onNothingSent: (queries: TenantQueries) => Promise<void>;
}

interface Sent {
  /** The first call never left: CAN could not be reached, and nothing was sent at all. */
  nothingSent: ProblemError | null;
}

/**
 * Sends the tasks in order, one at a time, each once. Every task but the first is committed as `sending` together with
 * the outcome of the one before it, which is one commit a task and not two.
 */
async function sendTasks(
  command: Omit<Command, 'key'>,
  { backfill, first, rest, dropIfNothingSent, onNothingSent }: Sending,
  onTaskEnded: () => void,
): Promise<Sent> {
  const { services } = command;
  const ledger = ledgerOf(command);
  const can = canOf(command);
  let current: Begun | null = first;
  let nothingSent: ProblemError | null = null;
  for (let i = 0; current; i++) {
    const begun: Begun = current;
    const outcome = await attempt(() => can.createTask(begun.request));
    const end = endOf(outcome);
    if (i === 0 && outcome.state === 'refused' && !outcome.sent) nothingSent = outcome.error;
    const drop = nothingSent !== null && dropIfNothingSent;
    const next = goesOn(outcome) && !services.ledger.closing ? rest[i] : undefined;
    const close = async (queries: TenantQueries) => {
      await queries.journal.end(begun.journalId, { ...end.journal, backfillGone: drop });
      await queries.backfills.changeTask(backfill.id, begun.task.n, ['sending', 'unknown'], end.task);
    };
    const stop = async (queries: TenantQueries) => {
      if (drop) await queries.backfills.drop(backfill.id);
      else await finish(queries, backfill.id);
      if (nothingSent) await onNothingSent(queries);
    };
    const facts = {
      backfillId: backfill.id,
      task: begun.task.n,
      journalId: begun.journalId,
      dagName: end.journal.dagName ?? null,
      state: end.task.state,
    };
    current = await record(
      services,
      facts,
      () =>
        ledger.transaction(async (queries) => {
          await close(queries);
          if (next) return beginTask(queries, command, backfill, next);
          await stop(queries);
          return null;
        }),
      () =>
        ledger.transaction(async (queries) => {
          await close(queries);
          await unbegin(queries, backfill.id);
          await stop(queries);
        }),
    );
    onTaskEnded();
  }
  return { nothingSent };
}

/** From then on the rest is sent behind the answer: nobody's browser waits out five hundred slow calls. */
const ANSWER_AFTER_MS = 20_000;

/**
 * Sends, and waits for it, but not for ever. A gateway that is asked to end waits for the call that is under way, and
 * sends no further one.
 */
export function sendWithin(command: Omit<Command, 'key'>, sending: Sending): Promise<Sent> {
  const { ledger, log } = command.services;
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const sent = sendTasks(command, sending, () => {
      if (performance.now() - startedAt >= ANSWER_AFTER_MS) resolve({ nothingSent: null });
    });
    ledger.holdOpenFor(sent);
    sent.then(resolve, (error: unknown) => {
      log.warn('sending-failed', { backfillId: sending.backfill.id });
      reject(error instanceof Error ? error : new Error('sending failed'));
    });
  });
}
