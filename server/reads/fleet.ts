import type { Freshness, FreshnessProgress } from '../../src/contract/freshness.ts';
import type { PlanListItem } from '../../src/contract/plan.ts';
import type { LatestTime } from '../can/can.ts';
import { classOf, expectedOf, type Definition } from './judge.ts';

const MINUTE_MS = 60_000;
/** What is known of a plan's state is told for as long as this; a screen that is looked at asks every minute. */
const TOLD_MS = 5 * MINUTE_MS;
/**
 * Definitions change when a person edits a plan in CAN, which is rare: a change of name or kind shows in the list at once,
 * opening the plan learns the rest. Between one and two of these, so that they do not all run out together.
 */
const DEFINED_MS = 4 * 60 * MINUTE_MS;
export const LONGEST_DEFINED_MS = 2 * DEFINED_MS;

interface Defined {
  definition: Definition;
  /** As the list named it then. */
  label: string | null;
  until: number;
}

/** As it outlives the process. */
export type KeptDefinition = Defined & { id: string };

export interface Known {
  freshness: Freshness;
  /** The answer about many that proved it; null: asked about alone. */
  provedBy: LatestTime | null;
  askedAt: number;
}

const labelOf = ({ kind, name }: PlanListItem) => JSON.stringify([kind, name]);

/** What one credential has learned of its plans: definitions for hours, states for minutes. */
export class Fleet {
  readonly #definitions = new Map<string, Defined>();
  readonly #known = new Map<string, Known>();
  lastAskedAt = 0;
  /** The counting under way. */
  pass: Promise<void> | null = null;
  passEndedAt: number | null = null;
  problem: FreshnessProgress['problem'];
  /** Until when its answers about many are known to be minimums. */
  trustedUntil = 0;

  /** Once: what an earlier process has learned is there. */
  restored: Promise<void> | null = null;
  #changed = false;

  restore(kept: readonly KeptDefinition[], now: number): void {
    for (const { id, ...defined } of kept)
      if (defined.until > now && !this.#definitions.has(id)) this.#definitions.set(id, defined);
  }

  /** All definitions, when any was learned since the last call; otherwise null. */
  toKeep(): KeptDefinition[] | null {
    if (!this.#changed) return null;
    this.#changed = false;
    return [...this.#definitions].map(([id, defined]) => ({ id, ...defined }));
  }

  define(id: string, definition: Definition, now: number, plan?: PlanListItem): void {
    const until = now + DEFINED_MS * (1 + Math.random());
    this.#definitions.set(id, { definition, label: plan === undefined ? null : labelOf(plan), until });
    this.#changed = true;
  }

  /** null: to be learned, for the first time or anew. */
  definition(id: string, now: number, plan?: PlanListItem): Definition | null {
    const known = this.#definitions.get(id);
    if (known === undefined || known.until <= now) return null;
    if (plan !== undefined) {
      known.label ??= labelOf(plan);
      if (known.label !== labelOf(plan)) return null;
    }
    return known.definition;
  }

  keep(id: string, known: Known): void {
    this.#known.set(id, known);
  }

  /** What was found is true only for the period that was expected then: at midnight the counting starts anew. */
  known(id: string, now: number, expectations: Expectations): Known | null {
    const known = this.#known.get(id);
    if (known === undefined || now - known.askedAt > TOLD_MS) return null;
    const definition = this.#definitions.get(id)?.definition;
    if (
      definition !== undefined &&
      known.freshness.expected !== null &&
      known.freshness.expected !== expectations.of(definition)
    ) {
      return null;
    }
    return known;
  }

  /** Not fresh when last asked, however long ago: most likely it still is not. */
  wasNotFresh(id: string): boolean {
    const state = this.#known.get(id)?.freshness.state;
    return state !== undefined && state !== 'fresh';
  }

  anyFresh(but: string): string | null {
    for (const [id, { freshness }] of this.#known) if (id !== but && freshness.state === 'fresh') return id;
    return null;
  }

  /** Forgets what only answers about many have proved. */
  forgetProved(): void {
    for (const [id, { provedBy }] of this.#known) if (provedBy !== null) this.#known.delete(id);
  }

  /** Forgets plans that are no longer in the list. */
  prune(plans: readonly PlanListItem[]): void {
    const ids = new Set(plans.map((plan) => plan.id));
    for (const map of [this.#definitions, this.#known]) {
      for (const id of map.keys()) if (!ids.has(id)) map.delete(id);
    }
  }
}

/** The expected period of each class at one moment, worked out once. */
export class Expectations {
  readonly #wallNow: string;
  readonly #byClass = new Map<string, string | null>();
  constructor(wallNow: string) {
    this.#wallNow = wallNow;
  }
  of(definition: Definition): string | null {
    const key = classOf(definition) ?? '';
    let expected = this.#byClass.get(key);
    if (expected === undefined) {
      expected = expectedOf(definition, this.#wallNow);
      this.#byClass.set(key, expected);
    }
    return expected;
  }
}
