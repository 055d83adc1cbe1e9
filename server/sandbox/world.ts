import type { WirePlan } from '../can/wire.ts';
import type { Clock } from '../clock.ts';
import { dayNumber } from '../../src/domain/wall-date.ts';
import { Backfills } from './backfills.ts';
import { openEventLog, VERSION, type EventLog } from './event-log.ts';
import type { WorldEvent } from './events.ts';
import type { Cause } from './failures.ts';
import { FaultBoard, type CallRecord, type RandomFaults, type Shape } from './fault-board.ts';
import type { Fault } from './faults.ts';
import { Fleet, type SourceTable } from './fleet.ts';
import type { Periods } from './period.ts';
import type { PlanState } from './plan-state.ts';
import type { PlanRole } from './roles.ts';
import type { Pace } from './schedule.ts';
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

type WithoutTime<T> = T extends { at: number } ? Omit<T, 'at'> : never;

/** A pure function of seed, clock and the commands it was given; these alone are kept. */
export class World {
  readonly seed: string;
  readonly time: ZoneTime;
  readonly pace: Pace;
  readonly fleet: Fleet;
  readonly backfills: Backfills;
  readonly board: FaultBoard;
  /** A backfill of before the beginning, finished with failures: something to track. */
  readonly demoDagName: string;
  /** What a person who runs this should know; null: nothing. */
  readonly notice: string | null;
  readonly #log: EventLog;
  readonly #logBytes = new Map<string, number>();
  readonly #statusWords = new Map<string, string>();
  #now = 0;

  constructor({ clock, seed, plans, timeZone, speed, dataDir, unhealthyRate }: WorldOptions) {
    this.seed = seed;
    this.time = new ZoneTime(clock, timeZone);
    const genesis = { version: VERSION, seed, plans, timeZone, speed, born: Math.floor(this.time.now()) };
    this.#log = openEventLog(dataDir, genesis);
    this.notice = this.#log.notice;
    const { born, speed: speedThen } = this.#log.genesis;
    this.pace = { seed, speed: speedThen, time: this.time };
    this.fleet = new Fleet({ seed, plans, unhealthyRate }, born, this.pace);
    this.board = new FaultBoard(this.fleet.standingFaults());
    const bornDay = Math.floor(this.time.wall(born) / 86_400_000);
    this.backfills = new Backfills(this.pace, this.fleet, bornDay);
    this.demoDagName = this.backfills.addDemo(born, bornDay);
    for (const event of this.#log.past) this.#apply(event);
    if (this.pace.speed !== speed) this.#command({ do: 'speed', speed });
    this.tick();
  }

  // What tests move.

  /** Catches up with the clock. Every call does so first; nothing needs a timer. */
  tick(): number {
    this.#now = Math.max(this.#now, Math.floor(this.time.now()));
    this.backfills.advance(this.#now);
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

  /** Those that were set, and chance; what belongs to a plan of the world stays. */
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
  failDays(planId: string, days: { from: string; to: string }, cause: Cause, attempts?: number): void {
    const [from, to] = [dayNumber(days.from), dayNumber(days.to)];
    this.#command({ do: 'fail', plan: this.#indexOf(planId), from, to, cause, attempts: attempts ?? null });
  }

  /** The columns that could not be found are there again. */
  repair(planId: string): void {
    this.#command({ do: 'repair', plan: this.#indexOf(planId) });
  }

  /** Somebody changes the plan's definition in CAN. */
  amendPlan(planId: string, patch: Partial<WirePlan>): void {
    this.#command({ do: 'amend', plan: this.#indexOf(planId), patch });
  }

  /** The error log of this instance is at least so long. */
  setLogBytes(instanceId: string, bytes: number): void {
    this.#logBytes.set(instanceId, bytes);
  }

  /** A status that CAN_API does not know. */
  setStatusWord(instanceId: string, word: string): void {
    this.#statusWords.set(instanceId, word);
  }

  /** The id of the plan with which this is the matter. */
  idOf(role: PlanRole): string {
    const plan = this.fleet.byRole(role);
    if (!plan) throw new RangeError(`A world of ${this.fleet.seeds.length} plans has no "${role}"`);
    return plan.id;
  }

  /** What CAN's own screen would show of a plan's backfills, newest first: where somebody looks for a lost dagName. */
  dagNamesOf(planId: string): string[] {
    return this.backfills.all().flatMap(({ name, plan }) => (plan.id === planId ? [name] : []));
  }

  // What the calls read.

  logBytes(instanceId: string): number | undefined {
    return this.#logBytes.get(instanceId);
  }

  statusWord(instanceId: string, status: string): string {
    return this.#statusWords.get(instanceId) ?? status;
  }

  // What the calls change: on disk before they answer.

  createTask(plan: PlanState, days: { first: number; last: number }, lotDays: number): string {
    const at = this.backfills.freeInstant(this.tick());
    const dagName = this.backfills.nameAt('mt_backfill', plan, at);
    const given = { plan: plan.seed.index, firstDay: days.first, lastDay: days.last, lotDays };
    this.#record([{ at, do: 'create', dagName, ...given }]);
    return dagName;
  }

  /** A source table's partition has changed: the tables built on it refresh that day, and columns added to it are found. */
  sourceChanged(table: SourceTable, day: number): void {
    let at = this.tick();
    const events: WorldEvent[] = [];
    for (const { kind, seed } of this.fleet.builtOn(table)) {
      if (kind === 'EXTERNAL') continue;
      if (seed.role === 'behind-unknown-column') events.push({ at, do: 'repair', plan: seed.index });
      at = this.backfills.freeInstant(at + 1);
      events.push({ at, do: 'refresh', plan: seed.index, day });
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

  #command(what: WithoutTime<WorldEvent>): void {
    this.#record([{ at: this.tick(), ...what }]);
  }

  /** On disk first: what could not be written did not happen. */
  #record(events: readonly WorldEvent[]): void {
    this.#log.append(events);
    for (const event of events) this.#apply(event);
  }

  #apply(event: WorldEvent): void {
    this.#now = Math.max(this.#now, event.at);
    this.backfills.advance(event.at);
    if (event.do === 'speed') {
      this.pace.speed = event.speed;
      return;
    }
    const { at } = event;
    const plan = this.fleet.at(event.plan);
    plan.catchUp(at);
    switch (event.do) {
      case 'create':
        this.backfills.add({ ...event, name: event.dagName, plan, createdAt: at, runType: 'MANUAL' });
        break;
      case 'refresh': {
        const name = this.backfills.nameAt('mt_schedule', plan, at);
        const days = { firstDay: event.day, lastDay: event.day, lotDays: 1 };
        this.backfills.add({ name, plan, createdAt: at, ...days, runType: 'SCHEDULE' });
        break;
      }
      case 'convert':
        plan.convert(at);
        this.backfills.cancelWaiting(plan);
        break;
      case 'mark':
        plan.mark(event.success, event.failed, at);
        break;
      case 'clear':
        plan.clear(event.ranges);
        break;
      case 'refreshed':
        plan.refreshedAt = at;
        break;
      case 'repair':
        plan.repairedAt = at;
        break;
      case 'fail':
        this.backfills.failures.push({ ...event, planId: plan.id, attempts: event.attempts ?? Infinity });
        break;
      case 'amend':
        plan.amended = { ...plan.amended, ...event.patch };
        break;
    }
  }

  #indexOf(planId: string): number {
    const plan = this.fleet.byId(planId);
    if (!plan) throw new RangeError(`The world has no plan ${planId}`);
    return plan.seed.index;
  }
}
