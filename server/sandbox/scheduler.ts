import { daysOf, type Dag } from './dag.ts';
import { causeOf, type Cause, type SetFailure } from './failures.ts';
import { periodAt } from './period.ts';
import { logNormal, whole } from './random.ts';
import type { Pace } from './schedule.ts';

const SLOTS = 4;
const DAY_MS = 86_400_000;

interface Running {
  dag: Dag;
  n: number;
  end: number;
}

export interface SchedulerContext {
  pace: Pace;
  bornDay: number;
  failures: readonly SetFailure[];
}

/** What a failure costs, of the time that success would have taken. */
const costOf: Record<Cause, number> = {
  'memory-limit': 0.6,
  timeout: 3,
  'lost-backend': 0.4,
  'too-many-versions': 0.9,
  connection: 0.3,
  'unknown-column': 0.02,
  converted: 0,
};

/**
 * A few slots, shared in turn among the backfills, oldest days first. It moves from event to event up to the time
 * it is told, so that the same commands at the same times always come to the same end, however often it is asked.
 */
export class Scheduler {
  readonly #context: SchedulerContext;
  #running: Running[] = [];
  /** Backfills with instances to begin, whose turn it is first. */
  #waiting: Dag[] = [];
  #now = 0;

  constructor(context: SchedulerContext) {
    this.#context = context;
  }

  add(dag: Dag): void {
    this.advance(dag.createdAt);
    this.#waiting.push(dag);
    this.#fillSlots();
  }

  advance(to: number): void {
    for (;;) {
      this.#fillSlots();
      const next = this.#running.reduce<Running | null>(
        (a, b) => (a === null || b.end < a.end ? b : a),
        null,
      );
      if (next === null || next.end > to) break;
      this.#now = next.end;
      this.#running = this.#running.filter((running) => running !== next);
      this.#finish(next);
    }
    this.#now = Math.max(this.#now, to);
  }

  /** A plan has become EXTERNAL: what of it runs goes on, what waits will not. */
  cancelWaiting(dag: Dag): void {
    for (let n = dag.begun; n < dag.size; n++) {
      dag.startedAt[n] = this.#now;
      dag.endsAt[n] = this.#now;
      dag.failures.set(n, { cause: 'converted', day: daysOf(dag, n).from, attempt: 0 });
    }
    dag.begun = dag.size;
    this.#waiting = this.#waiting.filter((waiting) => waiting !== dag);
  }

  #fillSlots(): void {
    while (this.#running.length < SLOTS) {
      const dag = this.#waiting.shift();
      if (!dag) return;
      this.#begin(dag, dag.begun++);
      if (dag.begun < dag.size) this.#waiting.push(dag);
    }
  }

  #begin(dag: Dag, n: number): void {
    const { pace, bornDay, failures } = this.#context;
    const { seed, speed } = pace;
    const days = daysOf(dag, n);
    const failure = causeOf(dag.plan, days, { seed, bornDay, set: failures });
    const attempt = failure ? (dag.plan.attempts.get(failure.day) ?? 0) + 1 : 1;
    const start = this.#now + whole(4_000, 70_000, seed, dag.name, 'wait', n) / speed;
    const work = dag.plan.seed.workMs * (days.to - days.from + 1) ** 0.6;
    const took = logNormal(work, 0.4, seed, dag.name, 'work', n) * (failure ? costOf[failure.cause] : 1);
    if (failure) dag.failures.set(n, { ...failure, attempt });
    dag.startedAt[n] = start;
    dag.endsAt[n] = start + Math.max(400, took) / speed;
    this.#running.push({ dag, n, end: dag.endsAt[n] ?? start });
  }

  #finish({ dag, n, end }: Running): void {
    const { plan } = dag;
    const failure = dag.failures.get(n);
    if (failure) {
      plan.attempts.set(failure.day, failure.attempt);
      return;
    }
    const { from, to } = daysOf(dag, n);
    const { granularity } = plan.seed;
    /** A day of a coarser plan refreshes the whole period it lies in; one of an hourly plan its 24 hours. */
    plan.fill(periodAt(from * DAY_MS, granularity), periodAt((to + 1) * DAY_MS - 1, granularity), end);
  }
}
