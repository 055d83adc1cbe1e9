import type { Instance, InstanceListItem } from '../../src/contract/instance.ts';
import type { AuthType } from '../../src/contract/session.ts';
import type { Plan, PlanListItem, Scripts } from '../../src/contract/plan.ts';
import type { Secret } from '../secret.ts';

/** What the three headers of a call carry. */
export interface Credential {
  tenantId: string;
  authType: AuthType;
  authValue: Secret;
}

/** Who calls. `fingerprint` keys every cache and the concurrency limit: nobody sees what another's credential fetched. */
export interface Caller {
  tenantId: string;
  fingerprint: string;
  /** Asked before each call, so that a token is renewed before it expires without the person noticing. */
  credential(): Promise<Credential>;
  /** CAN no longer accepts the credential, but the next one asked for will be a new one. Absent: there is no other. */
  renew?(): void;
}

/** A write as it goes over the wire; built by requests.ts first, journalled, then sent. */
export interface CanRequest {
  method: 'POST';
  /** Below the base path, for example `/accelerate/task/create`. */
  path: string;
  body: Record<string, unknown>;
}

export interface LatestTime {
  hasNotReady: boolean;
  /** Normalised to `yyyy-MM-ddTHH:mm:ss`. */
  latestDateTime: string | null;
  latestRefresh: string | null;
  traceId?: string;
}

export interface PartitionValues {
  partitioned: boolean;
  hasData: boolean;
  /** As CAN spells them. */
  values: string[];
  /** CAN claimed more than it gave, or never ended: `values` may be incomplete. */
  truncated: boolean;
}

export type InstanceOfDag = Omit<InstanceListItem, 'task'>;

export interface ReadOptions {
  /**
   * How old a cached answer may be; 0 asks CAN for sure, even when the same read is under way. Default 2 s, for an
   * instance that has ended 60 s; nothing is kept longer than 60 s.
   */
  maxAgeMs?: number;
  /** Ends the wait; the call to CAN ends with the last one who waits for it. */
  signal?: AbortSignal;
}

export type WriteAnswer = { traceId?: string };

/**
 * CAN for one caller. Reads are cached and single-flight; writes are sent once, never again. All throw CanError.
 * An answer is shared with everybody who asked for it: treat it as read-only. `readAt` is when the read began.
 */
export interface Can {
  /** The smallest real read: proves a credential. */
  probe(): Promise<void>;
  plans(options?: ReadOptions): Promise<{ plans: PlanListItem[]; truncated: boolean; readAt: number }>;
  plan(id: string, options?: ReadOptions): Promise<Omit<Plan, 'asOf'> & { readAt: number }>;
  latestTime(ids: readonly string[], options?: ReadOptions): Promise<LatestTime>;
  partitions(planId: string, options?: ReadOptions): Promise<PartitionValues & { readAt: number }>;
  scripts(planId: string, options?: ReadOptions): Promise<Scripts>;
  instances(
    dagName: string,
    options?: ReadOptions,
  ): Promise<{ instances: InstanceOfDag[]; truncated: boolean; readAt: number }>;
  /** `log` is whole here, however long. */
  instance(id: string, options?: ReadOptions): Promise<Instance>;

  createTask(request: CanRequest): Promise<WriteAnswer & ({ dagName: string } | { dagName: null })>;
  transform(request: CanRequest): Promise<WriteAnswer>;
  updatePartition(request: CanRequest): Promise<WriteAnswer>;
  clearPartition(request: CanRequest): Promise<WriteAnswer>;
  trigger(request: CanRequest): Promise<WriteAnswer>;
}

export interface CanService {
  as(caller: Caller): Can;
  /** Exchanges an app's id and secret for a token. Sent once; changes nothing of a plan, so its outcome is `none`. */
  createToken(appId: string, appSecret: Secret, expireSeconds?: number): Promise<Secret>;
  /** Forgets what is cached of a plan for everybody, after something changed it. */
  forgetPlan(planId: string): void;
  /** Ends the reads in flight and refuses later ones; a write under way still gets its answer. */
  close(): void;
}
