import { isWrite, type CallName } from './calls.ts';
import { isAfterEffect, type Fault, type FaultKind } from './faults.ts';
import { pick, unit } from './random.ts';

/** A call as it was received. */
export interface CallRecord {
  call: CallName;
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
  /** An instant. */
  at: number;
  person: string;
}

/** How this deployment differs from the reference where the reference leaves room. */
export interface Shape {
  /** Calls that are documented without the envelope come in one (envelope 4). */
  wrapped: boolean;
  /** `partitionList` instead of CAN's own spelling. */
  plainSpelling: boolean;
  /** Freshness of several plans is that of the first alone: groups can't be trusted. */
  groupsLie: boolean;
  /** Pages that never say that they were the last, and repeat. */
  endless: boolean;
  /** Answers no call takes longer than this many plans, partitions or instances a page. */
  pageSize: number;
}

export interface RandomFaults {
  seed: string | number;
  /** Share of the answers that are broken. */
  rate: number;
  kinds?: readonly FaultKind[];
}

const forReads: readonly FaultKind[] = ['html', 'empty', 'cut', 'torn', 'reset', 'status', 'status', 'hang'];
const forWrites: readonly FaultKind[] = [
  ...forReads,
  'html-after-effect',
  'empty-after-effect',
  'cut-after-effect',
  'reset-after-effect',
  'status-after-effect',
  'timeout-after-effect',
];
/** After any of these a write may have been done; a 429 says that it was not, so it never stands behind one that was. */
const failed = [500, 502, 503, 504];
const asksToWait = new Set([429, 503]);
const REMEMBERED = 20_000;

/** What is wrong with the answers, and what was asked: the part of the world that is there for tests and demonstrations. */
export class FaultBoard {
  readonly shape: Shape = {
    wrapped: false,
    plainSpelling: false,
    groupsLie: false,
    endless: false,
    pageSize: 100,
  };
  readonly calls: CallRecord[] = [];
  readonly denied = new Set<string>();
  readonly #standing: readonly Fault[];
  #set: { fault: Fault; left: number }[] = [];
  #random: RandomFaults | null = null;
  readonly #thrown = new Map<CallName, number>();
  readonly #counts = new Map<CallName, number>();

  /** `standing`: those that belong to plans of the world. */
  constructor(standing: readonly Fault[]) {
    this.#standing = standing;
  }

  record(call: CallRecord): void {
    this.calls.push(call);
    if (this.calls.length > REMEMBERED) this.calls.splice(0, REMEMBERED / 2);
  }

  /** How many calls of this kind there have been before. */
  nth(call: CallName): number {
    const n = this.#counts.get(call) ?? 0;
    this.#counts.set(call, n + 1);
    return n;
  }

  set(fault: Fault): void {
    this.#set.push({ fault, left: fault.times ?? Infinity });
  }

  setRandom(random: RandomFaults | null): void {
    this.#random = random;
    this.#thrown.clear();
  }

  clear(): void {
    this.#set = [];
    this.#random = null;
  }

  /** What befalls this call: what was set goes before chance, chance before what stands. */
  next(call: CallName, planIds: readonly string[]): Fault | null {
    const hits = (fault: Fault) =>
      (fault.call === '*' || fault.call === call) &&
      (fault.planId === undefined || planIds.includes(fault.planId));
    const set = this.#set.find(({ fault, left }) => left > 0 && hits(fault));
    if (set) {
      set.left--;
      return set.fault;
    }
    return this.#throw(call) ?? this.#standing.find(hits) ?? null;
  }

  #throw(call: CallName): Fault | null {
    if (this.#random === null) return null;
    const { seed, rate, kinds } = this.#random;
    // Counted by call: what befalls the nth write does not hang on how many reads went before it.
    const n = this.#thrown.get(call) ?? 0;
    this.#thrown.set(call, n + 1);
    if (unit(seed, 'hit', call, n) >= rate) return null;
    const kind = pick(kinds ?? (isWrite(call) ? forWrites : forReads), seed, 'kind', call, n);
    const statuses = isAfterEffect(kind) ? failed : [429, ...failed];
    const status = pick(statuses, seed, 'status', call, n);
    if (!kind.startsWith('status')) return { call, kind };
    return { call, kind, status, ...(asksToWait.has(status) && { retryAfter: 1 }) };
  }
}
