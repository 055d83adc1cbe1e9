import type { ProblemCode } from '../../src/contract/problem.ts';
import type { Ledger, TenantQueries } from '../ledger/ledger.ts';
import { ProblemError, type ProblemDetails } from '../problem-error.ts';
import { contentHash } from './canonical-json.ts';
import { ledgerOf, type Answer, type Command } from './command.ts';

/** How a command tells its key what it has begun. */
export interface Keyed {
  /** In the very transaction that begins something: from then on the key is spent. */
  attach(queries: TenantQueries, subject: string): Promise<void>;
  /** Nothing was sent after all, and what was begun is undone: the key may be used again. */
  detach(queries: TenantQueries): Promise<void>;
}

type Recorded = { answer: unknown } | { problem: ProblemDetails & { code: ProblemCode; message: string } };

/** Keys this very process is working on; a key that is ours in the ledger but not here was left by a failure. */
const running = new WeakMap<Ledger, Set<string>>();

function runningOn(ledger: Ledger): Set<string> {
  const keys = running.get(ledger) ?? new Set();
  running.set(ledger, keys);
  return keys;
}

/** No HTTP status: the recorded answer is a problem, whose code says its own. */
const REFUSED = 0;

const reused = () => new ProblemError('key-reused', 'This idempotency key was used for another command.');
const inProgress = () =>
  new ProblemError('in-progress', 'The first command with this key is still being worked on.');

function problemOf({ code, message, detail, reason, traceId, outcome }: ProblemError): Recorded {
  return { problem: { code, message, detail, reason, traceId, outcome } };
}

/**
 * The same key answers with the first result and sends nothing twice (DESIGN §3). A command that was refused before
 * it began anything leaves its key unspent: it changed nothing, and asking again may go better.
 * `recover` answers from the ledger alone, when the gateway died between beginning and answering.
 */
export async function once<T>(
  command: Command,
  name: string,
  input: unknown,
  run: (keyed: Keyed) => Promise<Answer<T>>,
  recover: (subject: string) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const { key, services, signedIn } = command;
  if (key === null) return run({ attach: async () => undefined, detach: async () => undefined });
  const { keys } = ledgerOf(command);
  const here = runningOn(services.ledger);
  const place = JSON.stringify([signedIn.tenantId, key]);
  const fingerprint = contentHash([signedIn.actor.id, name, input]);
  if (here.has(place)) {
    const first = await keys.get(key);
    if (first && first.fingerprint !== fingerprint) throw reused();
    // Another repeat may be reading the very same answer.
    if (first?.answer) return replay<T>(first.answer.status, first.answer.body as Recorded);
    throw inProgress();
  }

  let attached = false;
  here.add(place);
  try {
    const taken = await keys.claim(key, fingerprint);
    if (taken) {
      if (taken.fingerprint !== fingerprint) throw reused();
      if (taken.answer) return replay<T>(taken.answer.status, taken.answer.body as Recorded);
      const ours = taken.gatewayId === services.ledger.gatewayId;
      if (!ours && (await services.ledger.isAlive(taken.gatewayId))) throw inProgress();
      if (taken.subject !== null) {
        await services.ledger.judgeOrphans();
        return await recover(taken.subject);
      }
      // It died before it began anything, so nothing was sent: this one is the first.
      if (!(await keys.takeOver(key, taken.gatewayId))) throw inProgress();
    }
    return await runFirst(command, key, {
      run,
      keyed: {
        attach: async (queries, subject) => {
          await queries.keys.attach(key, subject);
          attached = true;
        },
        detach: async (queries) => {
          await queries.keys.attach(key, null);
          attached = false;
        },
      },
      isAttached: () => attached,
    });
  } finally {
    here.delete(place);
  }
}

interface FirstRun<T> {
  run: (keyed: Keyed) => Promise<Answer<T>>;
  keyed: Keyed;
  isAttached: () => boolean;
}

async function runFirst<T>(command: Command, key: string, { run, keyed, isAttached }: FirstRun<T>) {
  const { keys } = ledgerOf(command);
  // What happened has happened: failing to write down the answer must not hide it. A repeat is answered by `recover`.
  const finish = (status: number, recorded: Recorded) =>
    keys
      .finish(key, status, recorded)
      .catch(() => command.services.log.warn('answer-not-recorded', { tenantId: command.signedIn.tenantId }));
  try {
    const answer = await run(keyed);
    await finish(answer.status, { answer: answer.body });
    return answer;
  } catch (error) {
    if (!isAttached()) await keys.release(key).catch(() => undefined);
    else if (error instanceof ProblemError && error.code !== 'ledger-unavailable') {
      await finish(REFUSED, problemOf(error));
    }
    throw error;
  }
}

function replay<T>(status: number, recorded: Recorded): Answer<T> {
  if ('answer' in recorded) return { status: status === 201 ? 201 : 200, body: recorded.answer as T };
  const { code, message, ...details } = recorded.problem;
  throw new ProblemError(code, message, details);
}
