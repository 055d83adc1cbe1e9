import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { Secret } from '../secret.ts';
import { createCache, type About } from './cache.ts';
import type { Caller, Can, CanService, ReadOptions } from './can.ts';
import { isFinished, readInstance } from './instance.ts';
import { readInstances } from './instances.ts';
import { readLatestTime } from './latest-time.ts';
import { readPartitions } from './partitions.ts';
import { readPlan } from './plan.ts';
import { readOnePlan, readPlans } from './plans.ts';
import { tokenRequest } from './requests.ts';
import type { Wait } from './retry.ts';
import { readScripts } from './scripts.ts';
import { createTransport, type Read } from './transport.ts';
import { createdTask, partitionsChanged, tokenIn, transformed, triggered } from './writes.ts';

export interface CanServiceOptions {
  /** Where anymetrics listens; the base path is added. */
  url: string;
  /** Per call, its body included. */
  timeoutMs: number;
  /** Calls in flight per credential. */
  concurrency: number;
  clock: Clock;
  log: Log;
  /** Between tries of a read; tests do not sleep. */
  wait?: Wait;
  random?: () => number;
}

/** What people watch is asked for at most this often. */
const watchedMs = 2_000;
/** Of thousands of instances the sum changes by the second, and each look costs dozens of pages. */
const watchedManyMs = 4_000;
const many = 1_000;
/** A run that has ended stays as it is. */
const finishedMs = 60_000;

const pause: Wait = (ms, signal) => sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());

export function createCanService(options: CanServiceOptions): CanService {
  const { clock } = options;
  const transport = createTransport({
    ...options,
    wait: options.wait ?? pause,
    random: options.random ?? Math.random,
  });
  const cache = createCache(clock);

  /** One cached read: `noun` and `args` name it, `about` says which plan's change makes it old. */
  interface Cached<T> {
    noun: string;
    args?: readonly string[];
    about: About;
    options: ReadOptions | undefined;
    freshMs?: (value: T) => number;
    load: (read: Read) => Promise<T>;
  }

  function as(caller: Caller): Can {
    const cached = <T>({ noun, args = [], about, options: asked, freshMs, load }: Cached<T>): Promise<T> =>
      cache.read({
        key: JSON.stringify([caller.tenantId, caller.fingerprint, noun, ...args]),
        about,
        freshMs: freshMs ?? (() => watchedMs),
        maxAgeMs: asked?.maxAgeMs,
        signal: asked?.signal,
        load: (signal, count) =>
          load(async (call) => {
            const answered = await transport.read(caller, call, signal);
            count(answered.bytes);
            return answered;
          }),
      });
    /** `readAt` is when the read began: whatever CAN changed later may be missing from it. */
    const dated = async <T extends object>(reading: Promise<T>): Promise<T & { readAt: number }> => {
      const readAt = clock.now();
      return { ...(await reading), readAt };
    };

    return {
      probe: () => cached({ noun: 'probe', about: [], options: { maxAgeMs: 0 }, load: readOnePlan }),
      plans: (asked) =>
        cached({
          noun: 'plans',
          about: 'every-plan',
          options: asked,
          load: (read) => dated(readPlans(read, clock)),
        }),
      plan: (id, asked) =>
        cached({
          noun: 'plan',
          args: [id],
          about: [id],
          options: asked,
          load: (read) => dated(readPlan(read, id)),
        }),
      latestTime: (ids, asked) =>
        cached({
          noun: 'latest-time',
          args: ids,
          about: ids,
          options: asked,
          load: (read) => readLatestTime(read, ids),
        }),
      partitions: (planId, asked) =>
        cached({
          noun: 'partitions',
          args: [planId],
          about: [planId],
          options: asked,
          load: (read) => dated(readPartitions(read, clock, planId)),
        }),
      scripts: (planId, asked) =>
        cached({
          noun: 'scripts',
          args: [planId],
          about: [planId],
          options: asked,
          load: (read) => readScripts(read, planId),
        }),
      instances: (dagName, asked) =>
        cached({
          noun: 'instances',
          args: [dagName],
          about: [],
          options: asked,
          freshMs: ({ instances }) => (instances.length > many ? watchedManyMs : watchedMs),
          load: (read) => dated(readInstances(read, clock, dagName)),
        }),
      instance: (id, asked) =>
        cached({
          noun: 'instance',
          args: [id],
          about: [],
          options: asked,
          freshMs: (instance) => (isFinished(instance) ? finishedMs : watchedMs),
          load: (read) => readInstance(read, id),
        }),
      createTask: async (request) => createdTask(await transport.write(caller, request)),
      transform: async (request) => transformed(await transport.write(caller, request)),
      updatePartition: async (request) => partitionsChanged(await transport.write(caller, request)),
      clearPartition: async (request) => partitionsChanged(await transport.write(caller, request)),
      trigger: async (request) => triggered(await transport.write(caller, request)),
    };
  }

  return {
    as,
    async createToken(appId, appSecret, expireSeconds) {
      const expire = expireSeconds === undefined ? {} : { expire: expireSeconds };
      const request = tokenRequest({ appId, appSecret: appSecret.reveal(), ...expire });
      return new Secret(tokenIn(await transport.open(request, appSecret)));
    },
    forgetPlan: (planId) => cache.forgetPlan(planId),
    close() {
      cache.close();
      transport.close();
    },
  };
}
