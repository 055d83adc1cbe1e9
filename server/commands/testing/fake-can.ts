import type { Instance } from '../../../src/contract/instance.ts';
import type { Plan } from '../../../src/contract/plan.ts';
import { CanError } from '../../can/can-error.ts';
import type { Can, CanRequest, CanService, InstanceOfDag, WriteAnswer } from '../../can/can.ts';
import type { WireRange } from '../../can/wire.ts';
import type { Clock } from '../../clock.ts';
import { Secret } from '../../secret.ts';

type Write = 'createTask' | 'transform' | 'updatePartition' | 'clearPartition' | 'trigger';
type Apply = () => WriteAnswer;
/** What one call does instead of just working; `apply` is what CAN would have done. */
export type Fault = (apply: Apply) => Promise<unknown>;

export const faults = {
  refuse:
    (words: string): Fault =>
    async () => {
      throw new CanError('can-refused', 'CAN refused', { detail: words, traceId: 'tr-refused' });
    },
  forbid: (): Fault => async () => {
    throw new CanError('can-forbidden', 'CAN does not allow this');
  },
  unreachable: (): Fault => async () => {
    throw new CanError('can-unreachable', 'CAN cannot be reached');
  },
  lostBefore: (): Fault => async () => {
    throw new CanError('can-timeout', 'CAN did not answer', { outcome: 'unknown' });
  },
  lostAfter: (): Fault => async (apply) => {
    apply();
    throw new CanError('can-bad-answer', 'The connection broke', { outcome: 'unknown' });
  },
  /** Answers as if it had worked, and does nothing. */
  lie: (): Fault => async () => ({ traceId: 'tr-lie' }),
  untraceable: (): Fault => async (apply) => {
    apply();
    return { dagName: null };
  },
  /** Something of ours breaks in the middle of the call. */
  crash: (): Fault => async () => {
    throw new TypeError('undefined is not a function');
  },
};

export type PlanFacts = Omit<Plan, 'asOf'>;

export function planFacts(facts: Partial<PlanFacts> & { id: string }): PlanFacts {
  return {
    name: `name_of_${facts.id}`,
    displayName: `Plan ${facts.id}`,
    kind: 'ACCELERATE',
    granularity: 'DAY',
    fullRefresh: false,
    table: { catalog: 'c', schema: 's', name: 't' },
    metrics: ['gmv', 'orders'],
    dimensions: ['region'],
    timeConstraint: [],
    filters: [],
    refresh: { cron: '0 0 1 * * ?', from: -5, to: -1 },
    raw: {},
    ...facts,
  };
}

interface FakeDag {
  planId: string;
  instances: InstanceOfDag[];
}

/** A CAN in memory behind the client's interface: nothing cached, everything counted. */
export class FakeCan implements CanService {
  readonly plans = new Map<string, PlanFacts>();
  readonly partitions = new Map<string, Set<string>>();
  readonly dags = new Map<string, FakeDag>();
  readonly hasData = new Set<string>();
  /** Every request that left for CAN, in order. */
  readonly sent: CanRequest[] = [];
  reads = 0;
  /** Thrown by every read while it is set. */
  readFault: CanError | null = null;
  /** Every read waits for it while it is set. */
  readGate: Promise<void> | null = null;
  readonly logs = new Map<string, string>();
  readonly #faults: Record<Write, Fault[]> = {
    createTask: [],
    transform: [],
    updatePartition: [],
    clearPartition: [],
    trigger: [],
  };
  readonly #clock: Clock;
  #dagsMade = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  addPlan(facts: Partial<PlanFacts> & { id: string }): void {
    this.plans.set(facts.id, planFacts(facts));
  }

  /** For the next call of that kind; several queue up. */
  next(write: Write, ...faultsInOrder: Fault[]): void {
    this.#faults[write].push(...faultsInOrder);
  }

  finish(dagName: string, status = 'SUCCESS'): void {
    for (const instance of this.dags.get(dagName)?.instances ?? []) instance.status = status;
  }

  as(): Can {
    const read = async <T>(answer: () => T): Promise<T> => {
      this.reads++;
      await this.readGate;
      if (this.readFault) throw this.readFault;
      return answer();
    };
    const planOf = (id: string): PlanFacts => {
      const plan = this.plans.get(id);
      if (!plan)
        throw new CanError('can-refused', 'CAN refused', { detail: 'Acceleration plan does not exist' });
      return plan;
    };
    const readAt = () => this.#clock.now();
    return {
      probe: () => read(() => undefined),
      plans: () => read(() => ({ plans: [...this.plans.values()], truncated: false, readAt: readAt() })),
      plan: (id) => read(() => ({ ...planOf(id), readAt: readAt() })),
      latestTime: () => read(() => ({ hasNotReady: false, latestDateTime: null, latestRefresh: null })),
      partitions: (id) =>
        read(() => ({
          partitioned: !planOf(id).fullRefresh,
          hasData: this.hasData.has(id) || (this.partitions.get(id)?.size ?? 0) > 0,
          values: [...(this.partitions.get(id) ?? [])],
          truncated: false,
          readAt: readAt(),
        })),
      scripts: () =>
        read(() => ({
          schedule: { ...planFacts({ id: '' }).refresh, granularity: null, fullRefresh: false },
          statements: [],
        })),
      instances: (dagName) =>
        read(() => ({
          instances: structuredClone(this.dags.get(dagName)?.instances ?? []),
          truncated: false,
          readAt: readAt(),
        })),
      instance: (id) => read(() => this.#instance(id)),
      createTask: (request) => this.#write('createTask', request, () => this.#create(request)) as never,
      transform: (request) =>
        this.#write('transform', request, () => {
          planOf(String(request.body['uuid'])).kind = 'EXTERNAL';
          return { traceId: 'tr-transform' };
        }),
      updatePartition: (request) => this.#write('updatePartition', request, () => this.#update(request)),
      clearPartition: (request) => this.#write('clearPartition', request, () => this.#clear(request)),
      trigger: (request) => this.#write('trigger', request, () => ({ traceId: 'tr-trigger' })),
    };
  }

  async createToken(): Promise<Secret> {
    return new Secret('token');
  }

  forgetPlan(): void {
    // Nothing is cached here.
  }

  close(): void {
    // Nothing is open here.
  }

  async #write(write: Write, request: CanRequest, apply: Apply): Promise<WriteAnswer> {
    this.sent.push(structuredClone(request));
    const fault = this.#faults[write].shift();
    return fault ? ((await fault(apply)) as WriteAnswer) : apply();
  }

  #create({ body }: CanRequest): WriteAnswer & { dagName: string } {
    const dagName = `dag_${++this.#dagsMade}`;
    const range = { start: String(body['startTime']), end: String(body['endTime']) };
    const instance: InstanceOfDag = {
      id: `90071992547409930${this.#dagsMade}`,
      status: 'WAITING',
      range,
      createdAt: '2026-11-21T18:00:00',
      startedAt: null,
      endedAt: null,
      resourceGroup: null,
      priority: null,
    };
    this.dags.set(dagName, { planId: String(body['planId']), instances: [instance] });
    return { dagName, traceId: `tr-${dagName}` };
  }

  #days(ranges: unknown): string[] {
    return ((ranges ?? []) as WireRange[]).map(({ startTime }) => startTime.slice(0, 10));
  }

  /** Only ranges of one day, or of their first: enough to see what was taken. */
  #update({ body }: CanRequest): WriteAnswer {
    const id = String(body['uuid']);
    const keys = this.partitions.get(id) ?? new Set();
    this.partitions.set(id, keys);
    for (const day of this.#days(body['successTimeRange'])) keys.add(day);
    for (const day of this.#days(body['failedTimeRange'])) keys.delete(day);
    if (!body['successTimeRange'] && !body['failedTimeRange']) this.hasData.add(id);
    return { traceId: 'tr-update' };
  }

  #clear({ body }: CanRequest): WriteAnswer {
    for (const day of this.#days(body['timeRange'])) this.partitions.get(String(body['uuid']))?.delete(day);
    return { traceId: 'tr-clear' };
  }

  #instance(id: string): Instance {
    for (const { planId, instances } of this.dags.values()) {
      const found = instances.find((each) => each.id === id);
      if (!found) continue;
      const log = this.logs.get(id) ?? null;
      return {
        ...found,
        sql: { original: null, formatted: null },
        log,
        logBytes: 0,
        runType: 'MANUAL',
        server: null,
        retries: 0,
        statusTimes: {},
        planIds: [planId],
        tables: [],
        taskType: null,
      };
    }
    throw new CanError('can-refused', 'CAN refused', { detail: 'no such instance' });
  }
}
