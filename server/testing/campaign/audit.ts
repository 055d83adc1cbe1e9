import type { JournalRow } from '../../../src/contract/activity.ts';
import type { Backfill } from '../../../src/contract/backfill.ts';
import type { Conversion } from '../../../src/contract/conversion.ts';
import type { Problem } from '../../../src/contract/problem.ts';
import { dayNumber, instantMs } from '../../../src/domain/wall-date.ts';
import type { WorldEvent } from '../../sandbox/events.ts';
import type { CallRecord } from '../../sandbox/fault-board.ts';
import { isWrite } from '../../sandbox/calls.ts';
import type { PlanSeed } from '../../sandbox/plan-seed.ts';
import { createdIn } from './can-events.ts';
import type { Deed } from './deeds.ts';

/** All that can be known after a campaign. */
export interface Findings {
  seeds: readonly PlanSeed[];
  /** What CAN did. */
  events: readonly WorldEvent[];
  /** What CAN was asked; null: not recorded. */
  calls: readonly CallRecord[] | null;
  /** What people asked, and what they were told. */
  deeds: readonly Deed[];
  activity: readonly JournalRow[];
  backfills: readonly Backfill[];
  conversions: readonly Conversion[];
}

/** Each a sentence; none: everything that was promised (DESIGN §4, §6) was kept. */
export function violationsIn(findings: Findings): string[] {
  return [
    ...undecided(findings),
    ...lostCreates(findings),
    ...inventedCreates(findings),
    ...sentTwice(findings),
    ...unapproved(findings),
    ...untruePartitions(findings),
    ...untrueUpdates(findings),
    ...untrueAnswers(findings),
  ];
}

const bodyOf = ({ request }: JournalRow) => request.body as Record<string, unknown>;

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

function undecided({ activity, backfills, conversions }: Findings): string[] {
  return [
    ...activity
      .filter(({ state }) => state === 'sending')
      .map(({ id }) => `journal row ${id} is left sending`),
    ...backfills
      .filter(({ tasks, state }) => state === 'sending' || tasks.some((task) => task.state === 'sending'))
      .map(({ id }) => `backfill ${id} is left sending`),
    ...conversions
      .filter(({ state }) => state === 'converting' || state === 'approved')
      .map(({ id, state }) => `conversion ${id} is left ${state}`),
  ];
}

/** Every create CAN took is known by its dagName, or stands as unknown (or untraceable) over the same days. */
function lostCreates({ events, seeds, activity, backfills }: Findings): string[] {
  const known = new Set(backfills.flatMap(({ tasks }) => tasks.flatMap(({ dagName }) => dagName ?? [])));
  const open = countBy(
    activity.filter(
      ({ action, state, dagName }) =>
        action === 'backfill' && (state === 'unknown' || (state === 'done' && dagName === undefined)),
    ),
    (row) => [bodyOf(row)['planId'], bodyOf(row)['startTime'], bodyOf(row)['endTime']].join(' '),
  );
  return createdIn(events, seeds).flatMap(({ dagName, planId, start, end }) => {
    if (known.has(dagName)) return [];
    const key = [planId, start, end].join(' ');
    const left = open.get(key) ?? 0;
    open.set(key, left - 1);
    return left > 0
      ? []
      : [`CAN made ${dagName} (${key}), and the ledger neither has it nor an unknown task for it`];
  });
}

/** Every task that is said to be created is, with the days that were asked for, and is nobody else's. */
function inventedCreates({ events, seeds, activity, backfills }: Findings): string[] {
  const made = new Map(createdIn(events, seeds).map((created) => [created.dagName, created]));
  const rows = activity.flatMap((row) => {
    if (row.action !== 'backfill' || row.dagName === undefined) return [];
    const created = made.get(row.dagName);
    const { planId, startTime, endTime } = bodyOf(row);
    return created?.planId === planId && created?.start === startTime && created?.end === endTime
      ? []
      : [`journal row ${row.id} has ${row.dagName}, which CAN did not make for it`];
  });
  const owned = backfills.flatMap(({ tracked, tasks }) =>
    tracked ? [] : tasks.flatMap(({ dagName }) => dagName ?? []),
  );
  return [
    ...rows,
    ...owned
      .filter((dagName) => !made.has(dagName))
      .map((dagName) => `a task has ${dagName}, which CAN never made`),
    ...[...countBy(owned, String)]
      .filter(([, n]) => n > 1)
      .map(([dagName]) => `${dagName} belongs to two tasks`),
  ];
}

/** Nothing leaves without a journal row of its own. */
function sentTwice({ calls, activity }: Findings): string[] {
  if (calls === null) return [];
  const rows = countBy(activity, ({ request }) => `${request.path} ${JSON.stringify(request.body)}`);
  const sent = countBy(
    calls.filter(({ call }) => isWrite(call)),
    ({ path, body }) => `${path} ${JSON.stringify(body)}`,
  );
  return [...sent]
    .filter(([key, n]) => n > (rows.get(key) ?? 0))
    .map(([key, n]) => `sent ${n} times with ${rows.get(key) ?? 0} journal rows: ${key}`);
}

/** A plan that became EXTERNAL was approved before, by somebody else than who asked; and who is told "converted" is told the truth. */
function unapproved({ events, seeds, conversions, activity, calls }: Findings): string[] {
  const converted = events.flatMap((event) =>
    event.do === 'convert' ? [{ planId: seeds[event.plan]?.id ?? '', at: event.at }] : [],
  );
  const approvals = conversions.filter(
    ({ decidedBy, decidedAt, state }) =>
      decidedBy !== undefined &&
      decidedAt !== undefined &&
      ['converted', 'unknown', 'refused'].includes(state),
  );
  const fine = (planId: string, at: number) =>
    approvals.some(
      (each) =>
        each.planId === planId &&
        each.state !== 'refused' &&
        each.decidedBy?.id !== each.requestedBy.id &&
        instantMs(each.decidedAt ?? '') <= at,
    );
  const done = new Set(converted.map(({ planId }) => planId));
  const transforms = countBy(
    (calls ?? []).filter(({ call }) => call === 'transform'),
    ({ body }) => String((body as { uuid: string }).uuid),
  );
  return [
    ...converted
      .filter(({ planId, at }) => !fine(planId, at))
      .map(({ planId }) => `plan ${planId} was converted without a recorded approval`),
    ...conversions
      .filter(({ state, planId }) => state === 'converted' && !done.has(planId))
      .map(({ id }) => `conversion ${id} is called converted, and the plan is not`),
    ...activity
      .filter(
        ({ action, state, planId }) => action === 'convert' && state === 'done' && !done.has(planId ?? ''),
      )
      .map(({ id }) => `journal row ${id} is done, and the plan is not converted`),
    ...[...transforms]
      .filter(([planId, n]) => n > approvals.filter((each) => each.planId === planId).length)
      .map(([planId, n]) => `plan ${planId}: ${n} transforms, fewer approvals`),
  ];
}

type PeriodList = readonly { from: number; to: number }[];

const spell = (planId: string, ...lists: PeriodList[]) =>
  [planId, ...lists.map((list) => list.map(({ from, to }) => `${from}-${to}`).join(','))].join(' ');

/** The campaign marks and clears plans of days only. */
function periodsOf(value: unknown): PeriodList {
  const ranges = (value ?? []) as { startTime: string; endTime: string }[];
  return ranges.map(({ startTime, endTime }) => ({
    from: dayNumber(startTime.slice(0, 10)),
    to: dayNumber(endTime.slice(0, 10)),
  }));
}

/** A mark or clear that is done happened; one that was refused did not. */
function untruePartitions({ events, seeds, activity }: Findings): string[] {
  const happened = countBy(
    events.flatMap((event) => {
      const planId = 'plan' in event ? (seeds[event.plan]?.id ?? '') : '';
      if (event.do === 'mark') return [spell(`mark ${planId}`, event.success, event.failed)];
      return event.do === 'clear' ? [spell(`clear ${planId}`, event.ranges)] : [];
    }),
    String,
  );
  const keyOf = (row: JournalRow) =>
    row.action === 'mark'
      ? spell(
          `mark ${row.planId}`,
          periodsOf(bodyOf(row)['successTimeRange']),
          periodsOf(bodyOf(row)['failedTimeRange']),
        )
      : spell(`clear ${row.planId}`, periodsOf(bodyOf(row)['timeRange']));
  const rows = activity.filter(({ action }) => action === 'mark' || action === 'clear');
  const done = countBy(
    rows.filter(({ state }) => state === 'done'),
    keyOf,
  );
  const may = countBy(
    rows.filter(({ state }) => state !== 'refused'),
    keyOf,
  );
  return [
    ...[...done]
      .filter(([key, n]) => n > (happened.get(key) ?? 0))
      .map(([key]) => `done in the journal, and not in CAN: ${key}`),
    ...[...happened]
      .filter(([key, n]) => n > (may.get(key) ?? 0))
      .map(([key]) => `happened in CAN, and not in the journal: ${key}`),
  ];
}

/** Each data update of a campaign has a day of its own. */
function untrueUpdates({ events, activity }: Findings): string[] {
  const refreshed = new Set(events.flatMap((event) => (event.do === 'refresh' ? [event.day] : [])));
  return activity
    .filter(({ action }) => action === 'data-update')
    .flatMap((row) => {
      const day = String(bodyOf(row)['tablePartition']);
      const did = refreshed.has(dayNumber(day));
      if (row.state === 'done' && !did) return [`data update of ${day} is done, and CAN refreshed nothing`];
      return row.state === 'refused' && did
        ? [`data update of ${day} is called refused, and CAN did it`]
        : [];
    });
}

const commandPaths = { backfills: '/api/backfills', conversions: '/api/conversions' };

/** What people were told: always a problem or an answer, the same one for the same key, and never a success that is none. */
function untrueAnswers({ deeds, backfills, conversions, activity }: Findings): string[] {
  const ofId = new Map(backfills.map((each) => [each.id, each]));
  const decided = new Map(conversions.map((each) => [each.id, each]));
  const rows = new Map(activity.map((row) => [row.id, row]));
  return deeds.flatMap(({ asked, answers }) => {
    const wrong: string[] = [];
    const say = (what: string) => wrong.push(`${asked.method} ${asked.path} (${asked.key}): ${what}`);
    for (const { status, body } of answers) {
      if (status === 0) continue;
      if (status >= 400) {
        const { code, outcome } = (body ?? {}) as Partial<Problem>;
        if (code === undefined || outcome === undefined) say(`answers ${status} without a problem`);
        if (code === 'internal') say(`answers "internal"`);
        continue;
      }
      const said = body as { id?: string; tasks?: Backfill['tasks']; state?: string; journalId?: string };
      if (asked.path.startsWith(commandPaths.backfills)) {
        const stored = ofId.get(said.id ?? '');
        if (stored === undefined) say(`answered the backfill ${said.id}, which is gone`);
        for (const task of said.tasks ?? []) {
          const now = stored?.tasks.find(({ n }) => n === task.n);
          if (task.dagName !== undefined && now?.dagName !== task.dagName)
            say(`task ${task.n} was ${task.dagName}, now ${now?.dagName}`);
        }
      }
      if (asked.path.startsWith(commandPaths.conversions)) {
        const stored = decided.get(said.id ?? '');
        if (stored === undefined) say(`answered the conversion ${said.id}, which is gone`);
        const ended = ['converted', 'rejected', 'withdrawn', 'refused'].includes(said.state ?? '');
        if (ended && stored?.state !== said.state) say(`was ${said.state}, now ${stored?.state}`);
        if (asked.path.endsWith('/approve') && stored?.decidedBy === undefined) say('its approval is gone');
      }
      if (said.journalId !== undefined && rows.get(said.journalId)?.state !== said.state)
        say(`was ${said.state}, in the journal it is ${rows.get(said.journalId)?.state}`);
    }
    const ids = new Set(
      answers.filter(({ status }) => status === 201).map(({ body }) => (body as { id: string }).id),
    );
    if (ids.size > 1) say(`one key made ${ids.size} of them`);
    return wrong;
  });
}
