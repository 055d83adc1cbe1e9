import {
  freshnessStates,
  type CountingMode,
  type Freshness,
  type FreshnessProgress,
  type FreshnessState,
  type FreshnessSummary,
  type PlanStateList,
} from '../../src/contract/freshness.ts';
import type { Plan, PlanListItem } from '../../src/contract/plan.ts';
import { isGranularity, startWall } from '../../src/domain/granularity.ts';
import { instantText, wallNow } from '../../src/domain/wall-date.ts';
import type { Caller } from '../can/can.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { ProblemError } from '../problem-error.ts';
import type { DefinitionMemory } from './definition-memory.ts';
import { Expectations, Fleet, type Known } from './fleet.ts';
import { contradicts, definitionOf, judge, refused, type Definition } from './judge.ts';
import { runPass, type FreshnessReads } from './pass.ts';
import { testPair } from './trust.ts';

export interface FreshnessParts {
  clock: Clock;
  log: Log;
  /** Of CAN's wall clock. */
  timeZone: string;
  /** Calls that counting may have under way; the rest is for whoever waits. */
  workers: number;
  /** null: what was learned ends with the process. */
  memory: DefinitionMemory | null;
  /** How long an answer may wait for the counting to end. */
  waitMs?: number;
}

export interface FreshnessReader {
  /** Exact values, a call a plan. */
  exact: (caller: Caller, can: FreshnessReads, ids: readonly string[]) => Promise<Freshness[]>;
  /** What is known of all plans by now. Counting goes on in the background for as long as somebody asks. */
  summary: (caller: Caller, can: FreshnessReads) => Promise<FreshnessSummary>;
  states: (caller: Caller, can: FreshnessReads) => Promise<PlanStateList>;
  /** Somebody opened a plan: its definition is as new as can be. */
  learned: (caller: Caller, plan: Omit<Plan, 'asOf'>) => void;
}

/** Asked more often, the last counting is told again. */
const PASS_EVERY_MS = 15_000;
/** A screen asks every minute, or every other second while it is still counting. */
const IDLE_MS = 90_000;
const LIST_AGE_MS = 15_000;
/** Long enough to be worth it, short enough that a mended CAN is believed again the same day. */
const SINGLE_MS = 6 * 3_600_000;
/** So many plans are asked about at once, unless CAN takes fewer: a healthy fleet of 500 costs a handful of calls. */
const MOST_AT_ONCE = 250;
const MOST_FLEETS = 500;

export function createFreshness({
  clock,
  log,
  timeZone,
  workers,
  memory,
  waitMs = 800,
}: FreshnessParts): FreshnessReader {
  /** By credential: nobody sees what another's has fetched (DESIGN §7). */
  const fleets = new Map<string, Fleet>();
  /** This CAN's answers about many plans contradict those about one: until then each is asked about alone. */
  let singleUntil = 0;
  let most = MOST_AT_ONCE;
  const mode = (): CountingMode => (clock.now() < singleUntil ? 'single' : 'groups');

  const fleetOf = ({ tenantId, fingerprint }: Caller): Fleet => {
    const key = JSON.stringify([tenantId, fingerprint]);
    const fleet = fleets.get(key) ?? new Fleet();
    fleets.delete(key);
    fleets.set(key, fleet);
    const oldest = fleets.size > MOST_FLEETS ? fleets.keys().next().value : undefined;
    if (oldest !== undefined) fleets.delete(oldest);
    return fleet;
  };

  const forgetful = (error: unknown) =>
    log.warn('definitions-not-kept', { error: error instanceof Error ? error.message : typeof error });

  /** A ledger that fails costs calls to CAN, not the answer. */
  const restored = (caller: Caller, fleet: Fleet): Promise<void> =>
    (fleet.restored ??= (memory?.load(caller) ?? Promise.resolve([])).then(
      (kept) => fleet.restore(kept, clock.now()),
      forgetful,
    ));

  const remember = async (caller: Caller, fleet: Fleet): Promise<void> => {
    const definitions = memory === null ? null : fleet.toKeep();
    if (definitions !== null) await memory?.save(caller, definitions).catch(forgetful);
  };

  const distrust = () => {
    if (mode() === 'single') return;
    singleUntil = clock.now() + SINGLE_MS;
    log.warn('freshness-single', { reason: "CAN's answers about many plans contradict those about one" });
  };

  const count = async (fleet: Fleet, can: FreshnessReads, plans: readonly PlanListItem[]): Promise<void> => {
    const idle = () => clock.now() - fleet.lastAskedAt > IDLE_MS;
    for (;;) {
      const inGroups = mode() === 'groups';
      const pass = await runPass({
        can,
        fleet,
        plans,
        clock,
        timeZone,
        workers,
        most: inGroups ? most : 1,
        idle,
      });
      fleet.problem = pass.problem;
      if (inGroups && pass.most < most) {
        most = pass.most;
        log.warn('freshness-group-size', { most });
      }
      if (!pass.untrue) return;
      // What groups have proved until now is worth nothing: once more, one by one.
      distrust();
      fleet.forgetProved();
    }
  };

  /** Begins to count where that is due, and gives it a moment. */
  const counted = async (caller: Caller, can: FreshnessReads) => {
    const { plans } = await can.plans({ maxAgeMs: LIST_AGE_MS });
    const fleet = fleetOf(caller);
    await restored(caller, fleet);
    const now = clock.now();
    fleet.lastAskedAt = now;
    const due = fleet.passEndedAt === null || now - fleet.passEndedAt >= PASS_EVERY_MS;
    if (fleet.pass === null && due) {
      fleet.pass = count(fleet, can, plans)
        .catch((error: unknown) => {
          fleet.problem = { code: 'internal', message: 'Counting has failed.' };
          log.error('freshness-pass', {
            error: error instanceof Error ? (error.stack ?? error.message) : typeof error,
          });
        })
        .finally(() => {
          fleet.pass = null;
          fleet.passEndedAt = clock.now();
          void remember(caller, fleet);
        });
    }
    if (fleet.pass !== null) await atMost(fleet.pass, waitMs);
    return { fleet, plans };
  };

  /** Of each plan of the list what is known now, and how far that is from all. */
  const told = (
    fleet: Fleet,
    plans: readonly PlanListItem[],
  ): { known: Known[]; progress: FreshnessProgress } => {
    const now = clock.now();
    const expectations = new Expectations(wallNow(timeZone, now));
    const known = plans
      .map((plan) => fleet.known(plan.id, now, expectations))
      .filter((each) => each !== null);
    return {
      known,
      progress: {
        checked: known.length,
        total: plans.length,
        mode: mode(),
        ...(fleet.problem !== undefined && { problem: fleet.problem }),
        asOf: instantText(known.reduce((oldest, { askedAt }) => Math.min(oldest, askedAt), now)),
      },
    };
  };

  const exactOne = async (fleet: Fleet, can: FreshnessReads, id: string): Promise<Answer> => {
    let definition: Definition | null = fleet.definition(id, clock.now());
    try {
      const askedAt = clock.now();
      const [plan, latest] = await Promise.all([
        definition === null ? can.plan(id) : null,
        can.latestTime([id]),
      ]);
      if (plan !== null) fleet.define(id, definitionOf(plan), askedAt);
      definition ??= definitionOf(plan as Omit<Plan, 'asOf'>);
      const freshness = judge(id, definition, latest, wallNow(timeZone, clock.now()));
      const before = fleet.known(id, askedAt, new Expectations(wallNow(timeZone, askedAt)));
      fleet.keep(id, { freshness, provedBy: null, askedAt });
      if (before?.provedBy && contradicts(before.provedBy, latest)) {
        // That it cannot be found out just now takes nothing from what is known of the plan.
        await suspect(fleet, can, id).catch(() => undefined);
      }
      return { freshness, error: null };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const freshness = refused(id, error, definition);
      if (error.code === 'can-refused') fleet.keep(id, { freshness, provedBy: null, askedAt: clock.now() });
      return { freshness, error };
    }
  };

  /** A row on the screen is older than a group's minimum: has its data gone meanwhile, or do groups not say the truth? */
  const suspect = async (fleet: Fleet, can: FreshnessReads, id: string): Promise<void> => {
    const other = fleet.anyFresh(id);
    if (other === null || mode() === 'single') return;
    if ((await testPair(can, id, other)) !== 'untrue') return;
    distrust();
    fleet.forgetProved();
  };

  return {
    async exact(caller, can, ids) {
      const fleet = fleetOf(caller);
      await restored(caller, fleet);
      const answers = await Promise.all(ids.map((id) => exactOne(fleet, can, id)));
      const failure = commonFailure(answers);
      if (failure) throw failure;
      return answers.map(({ freshness }) => freshness);
    },
    async summary(caller, can) {
      const { fleet, plans } = await counted(caller, can);
      const { known, progress } = told(fleet, plans);
      const counts = Object.fromEntries(freshnessStates.map((state) => [state, 0])) as Record<
        FreshnessState,
        number
      >;
      for (const { freshness } of known) counts[freshness.state] += 1;
      return { counts, oldestBehind: oldestBehind(known), ...progress };
    },
    async states(caller, can) {
      const { fleet, plans } = await counted(caller, can);
      const { known, progress } = told(fleet, plans);
      return {
        states: known.map(({ freshness, provedBy }) => ({ ...freshness, exact: provedBy === null })),
        ...progress,
      };
    },
    learned: (caller, plan) => fleetOf(caller).define(plan.id, definitionOf(plan), clock.now(), plan),
  };
}

/** What was said of one plan, or why nothing was. */
interface Answer {
  freshness: Freshness;
  error: ProblemError | null;
}

/**
 * Not one plan could be asked about, and none because CAN refused it: that is about CAN, and said as such. Whoever
 * asks keeps what was known before, instead of taking every plan for unknown.
 */
function commonFailure(answers: readonly Answer[]): ProblemError | null {
  const isAway = ({ error }: Answer) => error !== null && error.code !== 'can-refused';
  return answers.every(isAway) ? (answers[0]?.error ?? null) : null;
}

/** Periods of different lengths are compared by where they begin. */
function oldestBehind(known: readonly Known[]): string | null {
  let oldest: { start: string; key: string } | null = null;
  for (const { freshness } of known) {
    const { state, latestData, granularity } = freshness;
    if (state !== 'behind' || latestData === null) continue;
    const start = startWall(latestData, isGranularity(granularity) ? granularity : 'DAY');
    if (oldest === null || start < oldest.start) oldest = { start, key: latestData };
  }
  return oldest?.key ?? null;
}

async function atMost(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, waited]);
  clearTimeout(timer);
}
