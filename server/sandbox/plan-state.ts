import type { WirePlan } from '../can/wire.ts';
import type { Kind } from './catalogue.ts';
import { historyOf } from './history.ts';
import { periodAt, type Period, type Periods } from './period.ts';
import type { PeriodSet } from './period-set.ts';
import type { PlanSeed } from './plan-seed.ts';
import { lastRunOver, runIn, type Pace } from './schedule.ts';

/** A plan as it has become: made when first looked at, moved by its own schedule when looked at again. */
export class PlanState {
  readonly seed: PlanSeed;
  readonly filled: PeriodSet;
  kind: Kind;
  /** The instant its last successful run ended; null: never. */
  refreshedAt: number | null;
  /** When a person made it EXTERNAL; from then on nobody schedules it. */
  convertedAt: number | null = null;
  /** When the reason for which its columns could not be found went away. */
  repairedAt: number | null = null;
  /** Its runs fail: until a backfill has caught up with what is expected. */
  stuck: boolean;
  /** Failed attempts by day (days since 1970). */
  readonly attempts = new Map<number, number>();
  /** What a test changed in its definition. */
  amended: Partial<WirePlan> = {};
  /** The last period whose run has been taken into account. */
  #cursor: Period;
  readonly #pace: Pace;

  constructor(seed: PlanSeed, born: number, pace: Pace) {
    this.seed = seed;
    this.#pace = pace;
    this.kind = seed.kind;
    this.filled = historyOf(seed, pace.seed, pace.time.wall(born));
    this.stuck = seed.lag > 0 || seed.history === 0;
    this.#cursor = periodAt(pace.time.wall(born), seed.granularity);
    this.refreshedAt =
      seed.history === 0 ? null : Math.min(runIn(seed, this.#cursor - seed.lag, pace).end, born - 60_000);
  }

  get id(): string {
    return this.seed.id;
  }

  get isReady(): boolean {
    return this.refreshedAt !== null && (this.seed.fullRefresh || this.filled.size > 0);
  }

  /** The newest period there should be. */
  expected(now: number): Period {
    return periodAt(this.#pace.time.wall(now), this.seed.granularity) + this.seed.upper;
  }

  /** Takes the scheduled runs into account that have ended since. The runs of an EXTERNAL plan are its own scheduler's, which reports the newest period only. */
  catchUp(now: number): void {
    if (this.convertedAt !== null) return;
    const last = lastRunOver(this.seed, now, this.#pace);
    if (last <= this.#cursor) return;
    if (!this.stuck) {
      const { upper, lower, fullRefresh } = this.seed;
      const from = this.kind === 'EXTERNAL' ? upper : lower;
      if (!fullRefresh) this.filled.add(this.#cursor + 1 + from, last + upper);
      this.refreshedAt = Math.max(this.refreshedAt ?? 0, runIn(this.seed, last, this.#pace).end);
    }
    this.#cursor = last;
  }

  /** An instance over these periods has succeeded. */
  fill(from: Period, to: Period, at: number): void {
    this.catchUp(at);
    const newest = periodAt(this.#pace.time.wall(at), this.seed.granularity);
    if (!this.seed.fullRefresh) this.filled.add(from, Math.min(to, newest));
    this.refreshedAt = Math.max(this.refreshedAt ?? 0, at);
    if (this.seed.fullRefresh || (this.filled.last ?? -Infinity) >= this.expected(at)) this.stuck = false;
  }

  /** Its own scheduler reports: metadata only. A failed period is not hit by queries, so it counts as not filled. */
  mark(success: readonly Periods[], failed: readonly Periods[], at: number): void {
    for (const { from, to } of success) this.filled.add(from, to);
    this.clear(failed);
    if (success.length > 0) this.refreshedAt = at;
  }

  clear(ranges: readonly Periods[]): void {
    for (const { from, to } of ranges) this.filled.remove(from, to);
  }

  convert(at: number): void {
    this.catchUp(at);
    this.kind = 'EXTERNAL';
    this.convertedAt = at;
  }
}
