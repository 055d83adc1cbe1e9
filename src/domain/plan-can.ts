import { planKinds, type Granularity, type Plan } from '../contract/plan.ts';
import type { Range } from '../contract/range.ts';
import { isGranularity } from './granularity.ts';
import { countKeys, rangeProblem } from './ranges.ts';

/** What may be done to a plan, or why not (DESIGN §6). The screen disables with the reason the gateway refuses with. */

export type PlanCanReason =
  | 'external-not-backfilled'
  | 'not-external'
  | 'already-external'
  | 'unknown-kind'
  | 'unknown-granularity'
  | 'full-refresh-not-clearable'
  | 'identity-not-stable';

/** The message is one English sentence; the screen words it by `reason` in the reader's language. */
export type PlanCanAnswer = { ok: true } | { ok: false; reason: PlanCanReason; message: string };

type PlanFacts = Pick<Plan, 'kind' | 'granularity' | 'fullRefresh'>;
type PlanAction = 'backfill' | 'mark' | 'clear' | 'convert' | 'approve';
type Rule = (plan: PlanFacts, actor?: { stable: boolean }) => PlanCanAnswer;

const yes: PlanCanAnswer = { ok: true };

function no(reason: PlanCanReason, message: string): PlanCanAnswer {
  return { ok: false, reason, message };
}

function knownKind({ kind }: PlanFacts): PlanCanAnswer {
  if ((planKinds as readonly string[]).includes(kind)) return yes;
  return no('unknown-kind', `CAN calls this plan "${kind}", a kind this console does not know.`);
}

/** Partitions can only be named where the length of a period is known. A full-refresh table has none to name. */
function knownPeriods({ granularity, fullRefresh }: PlanFacts): PlanCanAnswer {
  if (fullRefresh || isGranularity(granularity)) return yes;
  const what =
    granularity === null
      ? 'CAN names no granularity for this plan'
      : `The granularity "${granularity}" is not known here`;
  return no('unknown-granularity', `${what}, so its partitions can't be named.`);
}

function external({ kind }: PlanFacts): PlanCanAnswer {
  if (kind === 'EXTERNAL') return yes;
  return no(
    'not-external',
    'Only partitions of an EXTERNAL plan are marked or cleared by hand; CAN keeps those of this plan itself.',
  );
}

function firstNo(...answers: PlanCanAnswer[]): PlanCanAnswer {
  return answers.find((answer) => !answer.ok) ?? yes;
}

const convert: Rule = (plan) =>
  plan.kind === 'EXTERNAL' ? no('already-external', 'This plan is EXTERNAL already.') : knownKind(plan);

export const planCan: Record<PlanAction, Rule> = {
  backfill: (plan) =>
    plan.kind === 'EXTERNAL'
      ? no(
          'external-not-backfilled',
          'CAN does not backfill an EXTERNAL plan; run its reference scripts in the outside scheduler.',
        )
      : firstNo(knownKind(plan), knownPeriods(plan)),
  mark: (plan) => firstNo(knownKind(plan), external(plan), knownPeriods(plan)),
  clear: (plan) =>
    firstNo(
      knownKind(plan),
      external(plan),
      // clearPartition always names ranges (CAN_API, Writes), and this table has none.
      plan.fullRefresh
        ? no(
            'full-refresh-not-clearable',
            'A full-refresh table has no partitions, so there is nothing CAN could clear.',
          )
        : yes,
      knownPeriods(plan),
    ),
  convert,
  approve: (plan, actor) =>
    firstNo(
      convert(plan),
      actor?.stable
        ? yes
        : no(
            'identity-not-stable',
            'A raw token is no lasting identity: it may request a conversion, but not approve one.',
          ),
    ),
};

export type RangesReason =
  'range-granularity' | 'range-reversed' | 'range-empty' | 'range-too-long' | 'range-on-full-refresh';
export interface RangesProblem {
  reason: RangesReason;
  message: string;
}

/** Hours of 28 years: more than any plan has, and few enough to be listed by name. */
const maxPartitions = 250_000;

const spelling: Record<Granularity, string> = {
  HOUR: '2026-11-21T13',
  DAY: '2026-11-21',
  WEEK: '2026-W47',
  MONTH: '2026-11',
  QUARTER: '2026-Q4',
  YEAR: '2026',
};

/**
 * What is wrong with the ranges of a command. Only the granularity's own spelling will do: `2026-11-01` sent for a
 * MONTH plan may mean a day, and a month redone or cleared by mistake costs more than a refusal.
 * A full-refresh plan is named no ranges at all.
 */
export function rangesProblem(
  ranges: readonly Range[],
  plan: Pick<Plan, 'granularity' | 'fullRefresh'>,
): RangesProblem | null {
  if (plan.fullRefresh) {
    if (ranges.length === 0) return null;
    return {
      reason: 'range-on-full-refresh',
      message: 'A full-refresh table has no partitions: name no ranges.',
    };
  }
  const g = plan.granularity;
  if (!isGranularity(g)) {
    return {
      reason: 'range-granularity',
      message: 'The granularity of this plan is not known, so no range can carry it.',
    };
  }
  if (ranges.length === 0) return { reason: 'range-empty', message: 'No partition is chosen.' };
  for (const range of ranges) {
    const problem = rangeProblem(range, g);
    const shown = `${range.start}..${range.end}`;
    if (problem === 'not-a-key') {
      return {
        reason: 'range-granularity',
        message: `The range ${shown} is not of the plan's granularity ${g} (like ${spelling[g]}).`,
      };
    }
    if (problem === 'reversed')
      return { reason: 'range-reversed', message: `The range ${shown} ends before it starts.` };
  }
  if (countKeys(ranges, g) > maxPartitions) {
    return { reason: 'range-too-long', message: `More than ${maxPartitions} partitions are chosen.` };
  }
  return null;
}
