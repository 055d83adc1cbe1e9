import type { FreshnessProgress } from '../../src/contract/freshness.ts';
import type { PlanListItem } from '../../src/contract/plan.ts';
import type { ProblemCode } from '../../src/contract/problem.ts';
import { wallNow } from '../../src/domain/wall-date.ts';
import type { Can } from '../can/can.ts';
import type { Clock } from '../clock.ts';
import { ProblemError } from '../problem-error.ts';
import { Expectations, type Fleet } from './fleet.ts';
import {
  classOf,
  contradicts,
  definitionOf,
  judge,
  provesFresh,
  refused,
  wordsOf,
  type Definition,
} from './judge.ts';
import { split, type Asking, type Found } from './split.ts';
import { testPair } from './trust.ts';

export type FreshnessReads = Pick<Can, 'plans' | 'plan' | 'latestTime'>;

export interface PassParts {
  can: FreshnessReads;
  fleet: Fleet;
  plans: readonly PlanListItem[];
  clock: Clock;
  timeZone: string;
  workers: number;
  /** Asks about so many plans at once; 1: about each alone. */
  most: number;
  /** Nobody asks any longer. */
  idle: () => boolean;
}

export interface PassEnd {
  problem: FreshnessProgress['problem'];
  /** CAN's answers about many contradict those about one. */
  untrue: boolean;
  /** How many CAN takes at once, as far as it is known now. */
  most: number;
}

/** Definitions are learned in lots, so that the counts move while a new fleet is met for the first time. */
const LOT = 200;
/** About one plan these are about that plan; so many in a row, and nothing else, are about CAN. */
const MOST_TROUBLE = 6;
/** Of plans that were fine a minute ago hardly any is not now; of plans never met a few may not be. */
const met: Found = { settled: 25, notFine: 0.06 };
const unmet: Found = { settled: 12, notFine: 0.3 };
const TRUSTED_MS = 6 * 3_600_000;

/** These are about CAN and not about a plan: the next call would end in the same way. */
const away: ReadonlySet<ProblemCode> = new Set([
  'can-unauthenticated',
  'can-unreachable',
  'can-rate-limited',
]);

/** Goes over all plans once and keeps in the fleet what it finds. */
export async function runPass(parts: PassParts): Promise<PassEnd> {
  const { can, fleet, plans, clock, timeZone, workers, idle } = parts;
  const inGroups = parts.most > 1;
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  const end: PassEnd = { problem: undefined, untrue: false, most: parts.most };
  const found: Found = { ...(fleet.passEndedAt === null ? unmet : met) };
  let trouble = 0;
  const stopped = () => end.problem !== undefined || end.untrue || idle();

  /** undefined: it was refused; for a plan, in words that `onRefused` gets. */
  const ask = async <T>(
    call: () => Promise<T>,
    onRefused: (error: ProblemError) => void = () => undefined,
  ) => {
    try {
      const answer = await call();
      trouble = 0;
      return answer;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (error.code !== 'can-refused') trouble += 1;
      if (away.has(error.code) || trouble >= MOST_TROUBLE) end.problem = wordsOf(error);
      else onRefused(error);
      return undefined;
    }
  };
  const wall = () => wallNow(timeZone, clock.now());
  const keepRefused = (id: string, definition: Definition | null) => (error: ProblemError) =>
    fleet.keep(id, { freshness: refused(id, error, definition), provedBy: null, askedAt: clock.now() });

  const learn = async (lot: readonly PlanListItem[]) => {
    const queue = [...lot];
    const work = async () => {
      for (let plan = queue.pop(); plan !== undefined && !stopped(); plan = queue.pop()) {
        const { id } = plan;
        const learned = await ask(() => can.plan(id), keepRefused(id, null));
        if (learned !== undefined) fleet.define(id, definitionOf(learned), clock.now(), plan);
      }
    };
    await Promise.all(Array.from({ length: workers }, work));
  };

  const askOne = async (id: string, definition: Definition): Promise<boolean> => {
    const askedAt = clock.now();
    const latest = await ask(() => can.latestTime([id], { maxAgeMs: 0 }), keepRefused(id, definition));
    if (latest === undefined) return false;
    const freshness = judge(id, definition, latest, wall());
    fleet.keep(id, { freshness, provedBy: null, askedAt });
    return freshness.state === 'fresh';
  };

  /** All of one class; `definition` is that of any of them. */
  const check = async (ids: readonly string[], definition: Definition, suspects: ReadonlySet<string>) => {
    /** The proof of the groups that were fine, to be kept once it is settled whom it is about. */
    const proofs = new Map<string, { latest: Awaited<ReturnType<Can['latestTime']>>; askedAt: number }>();
    const asking: Asking = {
      async many(group) {
        const askedAt = clock.now();
        const latest = await ask(() => can.latestTime(group, { maxAgeMs: 0 }));
        if (latest === undefined) return 'refused';
        if (!provesFresh(definition, latest, wall())) return 'wrong';
        for (const id of group) proofs.set(id, { latest, askedAt });
        return 'fine';
      },
      one: (id) => askOne(id, definition),
      fine(group) {
        for (const id of group) {
          const proof = proofs.get(id);
          if (proof === undefined) continue;
          const nothing = { hasNotReady: false, latestDateTime: null, latestRefresh: null };
          const { expected, granularity } = judge(id, definition, nothing, wall());
          const freshness = {
            id,
            state: 'fresh',
            latestData: null,
            latestRefresh: null,
            expected,
            lag: 0,
            granularity,
          } as const;
          fleet.keep(id, { freshness, provedBy: proof.latest, askedAt: proof.askedAt });
        }
      },
      untrue: () => void (end.untrue = true),
      tooMany: (count) => void (end.most = Math.max(1, Math.min(end.most, Math.floor(count / 2)))),
      most: () => end.most,
      stopped,
    };
    await split(ids, suspects, asking, { workers, found });
  };

  const checkAll = async (lot: readonly PlanListItem[]) => {
    const classes = new Map<string, { ids: string[]; definition: Definition; suspects: Set<string> }>();
    const expectations = new Expectations(wall());
    for (const plan of lot) {
      const definition = fleet.definition(plan.id, clock.now(), plan);
      if (definition === null) continue;
      const key = classOf(definition);
      const group = classes.get(key ?? '') ?? { ids: [], definition, suspects: new Set() };
      classes.set(key ?? '', group);
      group.ids.push(plan.id);
      const freshSoFar = fleet.known(plan.id, clock.now(), expectations)?.freshness.state === 'fresh';
      const alone = !inGroups || key === null || (definition.fullRefresh && !freshSoFar);
      if (alone || fleet.wasNotFresh(plan.id)) group.suspects.add(plan.id);
    }
    const alone = classes.get('');
    classes.delete('');
    for (const { ids, definition, suspects } of classes.values())
      if (!stopped()) await check(ids, definition, suspects);
    for (const id of alone?.ids ?? []) {
      const definition = fleet.definition(id, clock.now());
      if (definition !== null && !stopped()) await askOne(id, definition);
    }
  };

  /** CAN is believed about many only after it was tried on plans that differ; and one proved plan is looked at each time. */
  const verify = async () => {
    const now = clock.now();
    const expectations = new Expectations(wall());
    const proved = plans.filter((plan) => fleet.known(plan.id, now, expectations)?.provedBy);
    const sample = proved[Math.floor(Math.random() * proved.length)];
    if (sample === undefined) return;
    const proof = fleet.known(sample.id, now, expectations)?.provedBy;
    const alone = await ask(() => can.latestTime([sample.id], { maxAgeMs: 0 }));
    const suspicious = proof && alone !== undefined && contradicts(proof, alone);
    if (!suspicious && fleet.trustedUntil > now) return;
    const definition = fleet.definition(sample.id, now);
    const other = plans.find((plan) => {
      const known = fleet.known(plan.id, now, expectations);
      const itsOwn = fleet.definition(plan.id, now);
      if (plan.id === sample.id || known === null || itsOwn === null || definition === null) return false;
      return known.freshness.state === 'behind' || classOf(itsOwn) !== classOf(definition);
    });
    if (other === undefined || stopped()) return;
    const trust = await ask(() => testPair(can, sample.id, other.id));
    if (trust === 'true') fleet.trustedUntil = now + TRUSTED_MS;
    if (trust === 'untrue') end.untrue = true;
  };

  const isDefined = (plan: PlanListItem) => fleet.definition(plan.id, clock.now(), plan) !== null;
  await checkAll(plans.filter(isDefined));
  const unknown = [...byId.values()].filter((plan) => !isDefined(plan));
  for (let at = 0; at < unknown.length && !stopped(); at += LOT) {
    const lot = unknown.slice(at, at + LOT);
    await learn(lot);
    await checkAll(lot);
  }
  if (inGroups && !stopped()) await verify();
  fleet.prune(plans);
  return end;
}
