import { randomUUID } from 'node:crypto';
import type { Evidence, EvidenceInstance, EvidenceMark } from '../../src/contract/evidence.ts';
import { instantText } from '../../src/domain/wall-date.ts';
import { causeOf, wordsOf } from '../commands/attempt.ts';
import type { Services, SignedIn } from '../http/context.ts';
import type { MarkRow } from '../ledger/journal.ts';
import type { StoredBackfill } from '../ledger/backfills.ts';
import { ProblemError } from '../problem-error.ts';
import type { InstanceChanges } from './instance-changes.ts';
import { mapLimit } from './map-limit.ts';

const MOST_BACKFILLS = 50;
const MOST_TASKS = 500;
const MOST_INSTANCES = 20_000;
const MOST_MARKS = 500;
const READS_AT_ONCE = 4;

function marksOf({ id, at, actor, marks }: MarkRow): EvidenceMark[] {
  const kinds = ['success', 'failed', 'cleared'] as const;
  return kinds.flatMap((kind) =>
    marks[kind].length > 0 ? [{ kind, ranges: marks[kind], at, actor, journalId: id }] : [],
  );
}

/** Which of the newest backfills are looked at, and whether any is left out. */
function bounded(newest: readonly StoredBackfill[]): { looked: StoredBackfill[]; left: boolean } {
  let tasks = 0;
  const looked = newest.slice(0, MOST_BACKFILLS).filter((backfill, i) => {
    tasks += backfill.tasks.length;
    return i === 0 || tasks <= MOST_TASKS;
  });
  return { looked, left: looked.length < newest.length };
}

/** Some megabytes; each page that watches a plan needs its newest. */
const MOST_CURSORS = 2000;

type Asker = Pick<SignedIn, 'tenantId' | 'caller'>;

/** What a cursor stands for: up to which moment each backfill's instances were told. */
interface Told {
  key: string;
  upTo: ReadonlyMap<string, string>;
}

interface Read extends Pick<Evidence, 'instances' | 'problems'> {
  upTo: Map<string, string>;
  /** Of backfills that were told before, only what changed. */
  partial: boolean;
}

/**
 * What the calendar derives its cells from besides CAN's own list (DESIGN §5, Partition). Bounded: the newest backfills
 * and marks count, older ones have been overtaken by what CAN shows. Who watches a plan is told the changes only: of
 * a backfill of ten years, all of it every few seconds would be too much.
 */
export class PlanEvidence {
  readonly #deps: Pick<Services, 'ledger' | 'clock'>;
  readonly #changes: InstanceChanges;
  /** The oldest first. */
  readonly #told = new Map<string, Told>();

  constructor(deps: Pick<Services, 'ledger' | 'clock'>, changes: InstanceChanges) {
    this.#deps = deps;
    this.#changes = changes;
  }

  /** `since` is the cursor of an earlier answer; one that is not known is answered with everything. */
  async of(asker: Asker, planId: string, since?: string): Promise<Evidence> {
    const { backfills, conversions, journal } = this.#deps.ledger.forTenant(asker.tenantId);
    const [converted, newest, marks] = await Promise.all([
      conversions.list({ planId, state: 'converted' }, 1),
      backfills.list({ planId }, MOST_BACKFILLS + 1),
      journal.marks('done', planId, MOST_MARKS + 1),
    ]);
    const { looked, left } = bounded(newest);
    // Nobody is told what another's credential fetched.
    const key = JSON.stringify([asker.tenantId, asker.caller.fingerprint, planId]);
    const told = since === undefined ? undefined : this.#told.get(since);
    const known = told?.key === key ? told.upTo : undefined;
    const { instances, upTo, problems, partial } =
      (known && (await this.#read(asker, looked, known))) ?? (await this.#read(asker, looked));
    const tooMany = instances.length > MOST_INSTANCES;
    return {
      instances: instances.slice(0, MOST_INSTANCES),
      marks: marks.slice(0, MOST_MARKS).flatMap(marksOf),
      cutover: converted[0]?.cutover ?? null,
      truncated: left || marks.length > MOST_MARKS || tooMany,
      problems,
      asOf: instantText(this.#deps.clock.now()),
      ...(!tooMany && { cursor: this.#keep({ key, upTo }) }),
      ...(partial && { partialOf: looked.map(({ id }) => id) }),
    };
  }

  /** null: of some backfill, what changed can't be told, and everything has to be. */
  #read(asker: Asker, looked: readonly StoredBackfill[], known: Told['upTo']): Promise<Read | null>;
  #read(asker: Asker, looked: readonly StoredBackfill[]): Promise<Read>;
  async #read(asker: Asker, looked: readonly StoredBackfill[], known?: Told['upTo']): Promise<Read | null> {
    const problems: Evidence['problems'] = [];
    const upTo = new Map<string, string>();
    let whole = false;
    const lists = await mapLimit(looked, READS_AT_ONCE, async (backfill): Promise<EvidenceInstance[]> => {
      const { id: backfillId, createdBy } = backfill;
      const since = known?.get(backfillId);
      try {
        const list = await this.#changes.list(asker, backfill, { since });
        const [problem] = list.problems;
        if (problem) {
          const { message, cause, traceId } = problem;
          problems.push({ backfillId, message, cause, ...(traceId !== undefined && { traceId }) });
        }
        whole ||= since !== undefined && !list.partial;
        upTo.set(backfillId, list.asOf);
        return list.instances.map((instance) => ({ ...instance, backfillId, createdBy }));
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        problems.push({ backfillId, message: wordsOf(error), cause: causeOf(error) });
        if (since !== undefined) upTo.set(backfillId, since);
        return [];
      }
    });
    return whole ? null : { instances: lists.flat(), upTo, problems, partial: known !== undefined };
  }

  #keep(told: Told): string {
    const cursor = randomUUID();
    this.#told.set(cursor, told);
    const [oldest] = this.#told.keys();
    if (this.#told.size > MOST_CURSORS && oldest !== undefined) this.#told.delete(oldest);
    return cursor;
  }
}
