import { wallText } from '../../src/domain/wall-date.ts';
import { newDag, type Dag } from './dag.ts';
import type { SetFailure } from './failures.ts';
import type { Fleet } from './fleet.ts';
import {
  scheduledIndex,
  scheduledPeriod,
  scheduledView,
  viewOf,
  type InstanceView,
} from './instance-view.ts';
import type { PlanState } from './plan-state.ts';
import { hex } from './random.ts';
import type { Pace } from './schedule.ts';
import { Scheduler } from './scheduler.ts';
import { readSnowflake } from './snowflake.ts';

/** How long before the beginning the demonstration's past backfill was started. */
const DEMO_AGE_MS = 5 * 3_600_000;

/** Every backfill there has been, its instances, and why days fail. */
export class Backfills {
  readonly failures: SetFailure[] = [];
  readonly #pace: Pace;
  readonly #fleet: Fleet;
  readonly #scheduler: Scheduler;
  readonly #byName = new Map<string, Dag>();
  readonly #byInstant = new Map<number, Dag>();

  constructor(pace: Pace, fleet: Fleet, bornDay: number) {
    this.#pace = pace;
    this.#fleet = fleet;
    this.#scheduler = new Scheduler({ pace, bornDay, failures: this.failures });
  }

  advance(to: number): void {
    this.#scheduler.advance(to);
  }

  add(given: Parameters<typeof newDag>[0]): void {
    const dag = newDag(given);
    this.#byName.set(dag.name, dag);
    this.#byInstant.set(dag.createdAt, dag);
    this.#scheduler.add(dag);
  }

  named(name: string): Dag | null {
    return this.#byName.get(name) ?? null;
  }

  /** Newest first. */
  all(): Dag[] {
    return [...this.#byName.values()].reverse();
  }

  /** The first instant from `at` on at which nothing was created: ids lead back to what was created when. */
  freeInstant(at: number): number {
    let free = at;
    while (this.#byInstant.has(free)) free++;
    return free;
  }

  nameAt(kind: 'mt_backfill' | 'mt_schedule', plan: PlanState, at: number): string {
    const moment = wallText(this.#pace.time.wall(at)).replace(/\D/g, '');
    return `${kind}_${plan.id}_${moment}_${hex(6, this.#pace.seed, plan.id, at)}`;
  }

  /** A plan has become EXTERNAL. */
  cancelWaiting(plan: PlanState): void {
    for (const dag of this.#byName.values()) if (dag.plan === plan) this.#scheduler.cancelWaiting(dag);
  }

  instance(id: string, now: number): InstanceView | null {
    const read = readSnowflake(id);
    if (!read) return null;
    const index = scheduledIndex(read.sequence);
    if (index === null) {
      const dag = this.#byInstant.get(read.instant);
      return dag && read.sequence < dag.size ? viewOf(dag, read.sequence, now) : null;
    }
    if (index >= this.#fleet.seeds.length) return null;
    const plan = this.#fleet.at(index);
    plan.catchUp(now);
    const view = scheduledView(plan, scheduledPeriod(plan, read.instant, this.#pace), now, this.#pace);
    return view?.id === id ? view : null;
  }

  /** Thirty days that somebody ran on the day of the beginning, three of which failed: something to track. */
  addDemo(born: number, bornDay: number): string {
    const plan = this.#fleet.at(Math.min(1, this.#fleet.seeds.length - 1));
    const failing = [
      { from: bornDay - 38, to: bornDay - 37, cause: 'memory-limit' as const },
      { from: bornDay - 21, to: bornDay - 21, cause: 'timeout' as const },
    ];
    for (const { from, to, cause } of failing) {
      plan.filled.remove(from, to);
      this.failures.push({ planId: plan.id, from, to, cause, attempts: 1 });
    }
    const createdAt = born - DEMO_AGE_MS;
    const name = this.nameAt('mt_backfill', plan, createdAt);
    const days = { firstDay: bornDay - 45, lastDay: bornDay - 16, lotDays: 1 };
    this.add({ name, plan, createdAt, ...days, runType: 'MANUAL' });
    return name;
  }
}
