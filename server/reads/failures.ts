import type { Failure, FailureList } from '../../src/contract/failure.ts';
import type { InstanceListItem } from '../../src/contract/instance.ts';
import { rootCause } from '../../src/domain/failure-cluster.ts';
import { byBusinessDate } from '../../src/domain/instance-order.ts';
import { causeOf, wordsOf } from '../commands/attempt.ts';
import type { Services, SignedIn } from '../http/context.ts';
import type { StoredBackfill } from '../ledger/backfills.ts';
import { ProblemError } from '../problem-error.ts';
import type { InstanceChanges } from './instance-changes.ts';
import { mapLimit } from './map-limit.ts';

type Asker = Pick<SignedIn, 'tenantId' | 'caller'>;

/** A log can be hundreds of KB: so many are read a call, the caller asks again for more. */
const READS_A_CALL = 24;
const READS_AT_ONCE = 4;
/** Of each only a line is kept; the longest unused go first. */
const MOST_KEPT = 20_000;
const LONGEST_MESSAGE = 600;

/** As many as wanted, spread evenly over the business dates: a sample of the first week says nothing of the last. */
export function spread<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)]!);
}

/** Why instances failed, one line each. What has been read of an ended instance stays true. */
export class Failures {
  readonly #can: Services['can'];
  readonly #changes: InstanceChanges;
  readonly #kept = new Map<string, string | null>();

  constructor(can: Services['can'], changes: InstanceChanges) {
    this.#can = can;
    this.#changes = changes;
  }

  async list(asker: Asker, backfill: StoredBackfill, most: number): Promise<FailureList> {
    const { instances, asOf } = await this.#changes.list(asker, backfill, { status: 'FAILED' });
    const wanted = spread([...instances].sort(byBusinessDate), most);
    const unread = wanted.filter((instance) => !this.#kept.has(this.#key(asker, instance)));
    const problems: FailureList['problems'] = [];
    const can = this.#can.as(asker.caller);
    await mapLimit(unread.slice(0, READS_A_CALL), READS_AT_ONCE, async (instance) => {
      // One that fails would most likely fail for the others as well.
      if (problems.length >= READS_AT_ONCE) return;
      try {
        const { log } = await can.instance(instance.id);
        this.#keep(this.#key(asker, instance), log && (rootCause(log)?.slice(0, LONGEST_MESSAGE) ?? null));
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        const { traceId } = error;
        problems.push({
          instance: instance.id,
          message: wordsOf(error),
          cause: causeOf(error),
          ...(traceId !== undefined && { traceId }),
        });
      }
    });
    const failures = wanted.flatMap((instance): Failure[] => {
      const key = this.#key(asker, instance);
      const message = this.#kept.get(key);
      if (message === undefined) return [];
      this.#keep(key, message);
      const { id, task, range, endedAt } = instance;
      return [{ instance: id, task, range, endedAt, message }];
    });
    const pending = problems.length > 0 ? 0 : wanted.length - failures.length;
    return { failures, pending, failed: instances.length, problems, asOf };
  }

  /** Nobody sees what another's credential fetched; run again by CAN, an instance ends at another time. */
  #key({ tenantId, caller }: Asker, { id, endedAt }: InstanceListItem): string {
    return JSON.stringify([tenantId, caller.fingerprint, id, endedAt]);
  }

  #keep(key: string, message: string | null): void {
    this.#kept.delete(key);
    this.#kept.set(key, message);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}
