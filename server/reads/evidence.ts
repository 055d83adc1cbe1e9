import type { Evidence, EvidenceInstance, EvidenceMark } from '../../src/contract/evidence.ts';
import { instantText } from '../../src/domain/wall-date.ts';
import { wordsOf } from '../commands/attempt.ts';
import type { Services, SignedIn } from '../http/context.ts';
import type { MarkRow } from '../ledger/journal.ts';
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

/**
 * What the calendar derives its cells from besides CAN's own list (DESIGN §5, Partition). Bounded: the newest backfills
 * and marks count, older ones have been overtaken by what CAN shows.
 */
export async function evidenceOf(
  { ledger, clock }: Pick<Services, 'ledger' | 'clock'>,
  changes: InstanceChanges,
  signedIn: Pick<SignedIn, 'tenantId' | 'caller'>,
  planId: string,
): Promise<Evidence> {
  const { backfills, conversions, journal } = ledger.forTenant(signedIn.tenantId);
  const [converted, newest, marks] = await Promise.all([
    conversions.list({ planId, state: 'converted' }, 1),
    backfills.list({ planId }, MOST_BACKFILLS + 1),
    journal.marks('done', planId, MOST_MARKS + 1),
  ]);
  let truncated = newest.length > MOST_BACKFILLS || marks.length > MOST_MARKS;
  let tasks = 0;
  const looked = newest.slice(0, MOST_BACKFILLS).filter((backfill, i) => {
    tasks += backfill.tasks.length;
    const fits = i === 0 || tasks <= MOST_TASKS;
    truncated ||= !fits;
    return fits;
  });
  const problems: Evidence['problems'] = [];
  const lists = await mapLimit(looked, READS_AT_ONCE, async (backfill): Promise<EvidenceInstance[]> => {
    const { id: backfillId, createdBy } = backfill;
    try {
      const list = await changes.list(signedIn, backfill, {});
      const [problem] = list.problems;
      if (problem) {
        const { message, traceId } = problem;
        problems.push({ backfillId, message, ...(traceId !== undefined && { traceId }) });
      }
      return list.instances.map((instance) => ({ ...instance, backfillId, createdBy }));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push({ backfillId, message: wordsOf(error) });
      return [];
    }
  });
  const instances = lists.flat();
  return {
    instances: instances.slice(0, MOST_INSTANCES),
    marks: marks.slice(0, MOST_MARKS).flatMap(marksOf),
    cutover: converted[0]?.cutover ?? null,
    truncated: truncated || instances.length > MOST_INSTANCES,
    problems,
    asOf: instantText(clock.now()),
  };
}
