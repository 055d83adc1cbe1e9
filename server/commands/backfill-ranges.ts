import type { Plan } from '../../src/contract/plan.ts';
import type { Range } from '../../src/contract/range.ts';
import { isGranularity } from '../../src/domain/granularity.ts';
import { toDays } from '../../src/domain/ranges.ts';
import { daysBetween, type Day } from '../../src/domain/wall-date.ts';
import { ProblemError } from '../problem-error.ts';
import { refuseRanges } from './plan-read.ts';

/** CAN makes one instance a lot; more than this is a slip of the year, not a backfill. */
const MOST_LOTS = 100_000;

/**
 * The ranges of the tasks, in the order asked for. Days that two ranges share are refused: CAN would compute them
 * twice, and which of the two the person meant is theirs to say.
 */
export function taskRanges(
  plan: Pick<Plan, 'granularity' | 'fullRefresh'>,
  ranges: readonly Range[],
  { today, lotDays }: { today: Day; lotDays: number },
): Range[] {
  refuseRanges(ranges, plan);
  // Both dates are required even where they choose nothing (CAN_API, Writes).
  if (plan.fullRefresh) return [{ start: today, end: today }];
  const { granularity } = plan;
  if (!isGranularity(granularity))
    throw new Error('refuseRanges lets no range of an unknown granularity pass');
  const days = ranges.map((range) => ({ range, days: toDays(range, granularity) }));
  const inOrder = [...days].sort((a, b) => (a.days.start < b.days.start ? -1 : 1));
  inOrder.forEach((later, i) => {
    const earlier = inOrder[i - 1];
    if (!earlier || later.days.start > earlier.days.end) return;
    const shown = [earlier, later].map(({ range }) => `${range.start}..${range.end}`).join(' and ');
    throw new ProblemError('invalid', 'Two of the ranges share a day; CAN would compute it twice.', {
      reason: 'ranges-overlap',
      detail: `ranges: ${shown} overlap${granularity === 'HOUR' ? ' (CAN backfills whole days)' : ''}`,
    });
  });
  const lots = days.reduce(
    (sum, { days: { start, end } }) => sum + Math.ceil((daysBetween(start, end) + 1) / lotDays),
    0,
  );
  if (lots > MOST_LOTS) {
    throw new ProblemError('invalid', `That would be ${lots} instances; at most ${MOST_LOTS} at a time.`, {
      reason: 'too-many-instances',
      detail: 'ranges',
    });
  }
  return [...ranges];
}
