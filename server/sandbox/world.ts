import type { WirePlan } from '../can/wire.ts';
import type { Clock } from '../clock.ts';
import { dayNumber, wallText } from '../../src/domain/wall-date.ts';
import { newDag, type Dag } from './dag.ts';
import { openEventLog, VERSION, type EventLog, type WorldEvent } from './event-log.ts';
import type { SetFailure } from './failures.ts';
import { FaultBoard, type CallRecord, type RandomFaults, type Shape } from './fault-board.ts';
import type { Fault } from './faults.ts';
import { Fleet } from './fleet.ts';
import {
  scheduledIndex,
  scheduledPeriod,
  scheduledView,
  viewOf,
  type InstanceView,
} from './instance-view.ts';
import type { Periods } from './period.ts';
import type { PlanState } from './plan-state.ts';
import { hex } from './random.ts';
import type { PlanRole } from './roles.ts';
import type { Pace } from './schedule.ts';
import { Scheduler } from './scheduler.ts';
import { readSnowflake } from './snowflake.ts';
import { ZoneTime } from './zone-time.ts';

export interface WorldOptions {
  clock: Clock;
  timeZone: string;
  plans: number;
  seed: string;
  speed: number;
  /** null: in memory, for tests. */
  dataDir: string | null;
  /** For measurements: this share of the plans is ill, and nothing else is odd. */
  unhealthyRate?: number;
}

/** How long before the beginning the demonstration's past backfill was started. */
const DEMO_AGE_MS = 5 * 3_600_000;

/** A pure function of seed, clock and the commands it was given; these alone are kept. */
export class World {
  readonly time: ZoneTime;
  readonly fleet: Fleet;
  readonly seed: string;
  /** A backfill of before the beginning, finished with failures: something to track. */
  readonly demoDagName: string;
  /** What a person who runs this should know; null: nothing. */
  readonly notice: string | null;
  readonly board: FaultBoard;
  readonly pace: Pace;
  readonly #log: EventLog;
  readonly #scheduler: Scheduler;
  readonly #dags = new Map<string, Dag>();
  readonly #dagsByInstant = new Map<number, Dag>();
  readonly #failures: SetFailure[] = [];
  readonly #logBytes = new Map<string, number>();
  readonly #statusWords = new Map<string, string>();
  #now = 0;

  constructor(options: WorldOptions) {
    const { seed, plans, timeZone, speed } = options;
    this.seed = seed;
    this.time = new ZoneTime(options.clock, timeZone);
    this.#log = openEventLog(options.dataDir, {
      version: VERSION,
      seed,
      plans,
      timeZone,
      speed,
      born: Math.floor(this.time.now()),
    });
    this.notice = this.#log.notice;
    const { born } = this.#log.genesis;
    this.pace = { seed, speed: this.#log.genesis.speed, time: this.time };
    this.fleet = new Fleet({ seed, plans, unhealthyRate: options.unhealthyRate }, born, this.pace);
    this.board = new FaultBoard(this.fleet.standingFaults());
    this.#scheduler = new Scheduler({
      seed,
      bornDay: this.#dayAt(born),
      speed: () => this.pace.speed,
      failures: () => this.#failures,
    });
    this.demoDagName = this.#startDemoBackfill(born);
    for (const event of this.#log.past) this.#apply(event);
    if (this.pace.speed !== speed) this.#command({ do: 'speed', speed });
    this.tick();
  }

  // --- what tests move ---

  /** Catches up with the clock. Every call does so first; nothing needs a timer. */
  tick(): number {
    this.#now = Math.max(this.#now, Math.floor(this.time.now()));
    this.#scheduler.advance(this.#now);
    return this.#now;
  }

  get calls(): readonly CallRecord[] {
    return this.board.calls;
  }

  get shape(): Shape {
    return this.board.shape;
  }

  setFault(fault: Fault): void {
    this.board.set(fault);
  }

  /** 30 % of the answers broken is `rate: 0.3`; the same seed breaks the same ones. */
  setRandomFaults(random: RandomFaults | null): void {
    this.board.setRandom(random);
  }

  clearFaults(): void {
    this.board.clear();
  }

  /** From now on CAN accepts this person's credential but not for anything (403). */
  deny(person: string): void {
    this.board.denied.add(person);
  }

  allow(person: string): void {
    this.board.denied.delete(person);
  }

  /** Days fail `attempts` times before they succeed; without `attempts` always. */
  failDays(
    planId: string,
    days: { from: string; to: string },
    cause: SetFailure['cause'],
    attempts?: number,
  ): void {
    const [from, to] = [dayNumber(days.from), dayNumber(days.to)];
    this.#command({
      do: 'fail',
      plan: this.#known(planId).seed.index,
      from,
      to,
      cause,
      attempts: attempts ?? null,
    });
  }

  /** The columns that could not be found are there again. */
  repair(planId: string): void {
    this.#command({ do: 'repair', plan: this.#known(planId).seed.index });
  }

  /** Somebody changes the plan's definition in CAN. */
  amendPlan(planId: string, patch: Partial<WirePlan>): void {
    this.#command({ do: 'amend', plan: this.#known(planId).seed.index, patch });
  }

  /** The error log of this instance is at least so long. */
  setLogBytes(instanceId: string, bytes: number): void {
    this.#logBytes.set(instanceId, bytes);
  }

  /** A status CAN_API does not know. */
  setStatusWord(instanceId: string, word: string): void {
    this.#statusWords.set(instanceId, word);
  }

  /** The id of the plan with which this is the matter. */
  idOf(role: PlanRole): string {
    const plan = this.fleet.byRole(role);
    if (!plan) throw new RangeError(`A world of ${this.fleet.seeds.length} plans has no "${role}"`);
    return plan.id;
  }

  // --- what CAN's calls read ---

  dag(name: string): Dag | null {
    return this.#dags.get(name) ?? null;
  }

  instance(id: string, now: number): InstanceView | null {
    const read = readSnowflake(id);
    if (!read) return null;
    const index = scheduledIndex(read.sequence);
    if (index === null) {
      const dag = this.#dagsByInstant.get(read.instant);
      return dag && read.sequence < dag.size ? viewOf(dag, read.sequence, now) : null;
    }
    if (index >= this.fleet.seeds.length) return null;
    const plan = this.fleet.at(index);
    const view = scheduledView(plan, scheduledPeriod(plan, read.instant, this.pace), now, this.pace);
    return view?.id === id ? view : null;
  }

  logBytes(instanceId: string): number | undefined {
    return this.#logBytes.get(instanceId);
  }

  statusWord(instanceId: string, status: string): string {
    return this.#statusWords.get(instanceId) ?? status;
  }

  // --- what CAN's calls change: on disk before they answer ---

  createTask(plan: PlanState, days: { first: number; last: number }, lotDays: number): string {
    const at = this.#uniqueInstant();
    const dagName = this.#dagName('mt_backfill', plan, at);
    this.#command(
      { do: 'create', dagName, plan: plan.seed.index, firstDay: days.first, lastDay: days.last, lotDays },
      at,
    );
    return dagName;
  }

  /** A source table's partition has changed: the tables built on it refresh that day, and columns added to it are found. */
  sourceChanged(table: { catalog: string; schema: string; table: string }, day: number): void {
    const at = this.tick();
    const events: WorldEvent[] = [];
    for (const plan of this.fleet.builtOn(table)) {
      if (plan.kind === 'EXTERNAL') continue;
      if (plan.seed.role === 'behind-unknown-column')
        events.push({ at, do: 'repair', plan: plan.seed.index });
      events.push({ at: this.#uniqueInstant(events.length), do: 'refresh', plan: plan.seed.index, day });
    }
    this.#record(events);
  }

  convert(plan: PlanState): void {
    this.#command({ do: 'convert', plan: plan.seed.index });
  }

  mark(plan: PlanState, success: readonly Periods[], failed: readonly Periods[]): void {
    this.#command({ do: 'mark', plan: plan.seed.index, success, failed });
  }

  clear(plan: PlanState, ranges: readonly Periods[]): void {
    this.#command({ do: 'clear', plan: plan.seed.index, ranges });
  }

  refreshed(plan: PlanState): void {
    this.#command({ do: 'refreshed', plan: plan.seed.index });
  }

  close(): void {
    this.#log.close();
  }

  #command(what: WithoutTime<WorldEvent>, at = this.tick()): void {
    this.#record([{ at, ...what }]);
  }

  /** On disk first: what could not be written did not happen. */
  #record(events: readonly WorldEvent[]): void {
    this.#log.append(events);
    for (const event of events) this.#apply(event);
  }

  #apply(event: WorldEvent): void {
    this.#now = Math.max(this.#now, event.at);
    this.#scheduler.advance(event.at);
    if (event.do === 'speed') {
      this.pace.speed = event.speed;
      return;
    }
    const plan = this.fleet.at(event.plan);
    plan.catchUp(event.at);
    switch (event.do) {
      case 'create':
        this.#addDag({ ...event, name: event.dagName, plan, createdAt: event.at, runType: 'MANUAL' });
        break;
      case 'refresh': {
        const name = this.#dagName('schedule', plan, event.at);
        const days = { firstDay: event.day, lastDay: event.day, lotDays: 1 };
        this.#addDag({ name, plan, createdAt: event.at, ...days, runType: 'SCHEDULE' });
        break;
      }
      case 'convert':
        plan.convert(event.at);
        for (const dag of this.#dags.values()) if (dag.plan === plan) this.#scheduler.cancelWaiting(dag);
        break;
      case 'mark':
        plan.mark(event.success, event.failed, event.at);
        break;
      case 'clear':
        plan.clear(event.ranges);
        break;
      case 'refreshed':
        plan.refreshedAt = event.at;
        break;
      case 'repair':
        plan.repairedAt = event.at;
        break;
      case 'fail':
        this.#failures.push({ ...event, planId: plan.id, attempts: event.attempts ?? Infinity });
        break;
      case 'amend':
        plan.amended = { ...plan.amended, ...event.patch };
        break;
    }
  }

  #addDag(given: Parameters<typeof newDag>[0]): Dag {
    const dag = newDag(given);
    this.#dags.set(dag.name, dag);
    this.#dagsByInstant.set(dag.createdAt, dag);
    this.#scheduler.add(dag);
    return dag;
  }

  /** Thirty days that somebody ran this morning, three of which failed. */
  #startDemoBackfill(born: number): string {
    const plan = this.fleet.at(Math.min(1, this.fleet.seeds.length - 1));
    const at = Math.floor(born - DEMO_AGE_MS);
    const today = this.#dayAt(born);
    const failing = [
      { from: today - 38, to: today - 37, cause: 'memory-limit' as const },
      { from: today - 21, to: today - 21, cause: 'timeout' as const },
    ];
    for (const { from, to, cause } of failing) {
      plan.filled.remove(from, to);
      this.#failures.push({ planId: plan.id, from, to, cause, attempts: 1 });
    }
    const name = this.#dagName('mt_backfill', plan, at);
    this.#addDag({
      name,
      plan,
      createdAt: at,
      firstDay: today - 45,
      lastDay: today - 16,
      lotDays: 1,
      runType: 'MANUAL',
    });
    return name;
  }

  #dayAt(instant: number): number {
    return Math.floor(this.time.wall(instant) / 86_400_000);
  }

  #dagName(kind: string, plan: PlanState, at: number): string {
    const moment = wallText(this.time.wall(at)).replace(/\D/g, '');
    return `${kind}_${plan.id}_${moment}_${hex(6, this.seed, plan.id, at)}`;
  }

  #uniqueInstant(later = 0): number {
    let at = this.tick() + later;
    while (this.#dagsByInstant.has(at)) at++;
    return at;
  }

  #known(planId: string): PlanState {
    const plan = this.fleet.byId(planId);
    if (!plan) throw new RangeError(`The world has no plan ${planId}`);
    return plan;
  }
}

type WithoutTime<T> = T extends { at: number } ? Omit<T, 'at'> : never;
