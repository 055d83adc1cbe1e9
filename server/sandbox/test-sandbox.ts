import { expect, onTestFinished } from 'vitest';
import type { WireRange } from '../can/wire.ts';
import { BASE, calls, type CallName } from './calls.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';

/** Saturday, 21 November 2026, 10:00 in UTC, 18:00 in Shanghai. */
export const start = Date.UTC(2026, 10, 21, 10, 0, 0);

/** A clock that stands until it is moved. */
export class HeldClock {
  #now = start;
  now(): number {
    return this.#now;
  }
  advance(ms: number): void {
    this.#now += ms;
  }
}

export const minutes = (n: number) => n * 60_000;
export const hours = (n: number) => n * 3_600_000;
export const days = (n: number) => n * 86_400_000;

export interface Told {
  status: number;
  type: string;
  text: string;
  headers: Headers;
  /** Parsed; numbers beyond 2^53 are rounded here, `text` has them whole. */
  json: Record<string, unknown>;
}

export interface TestSandbox extends Sandbox {
  clock: HeldClock;
  /** A call as a client would make it: `input` is the query of a GET, the body of a POST. */
  ask: (call: CallName, input?: Record<string, unknown>, headers?: Record<string, string>) => Promise<Told>;
}

export const opsHeaders = { 'tenant-id': 'demo', 'auth-type': 'UID', 'auth-value': 'ops' };

export async function openSandbox(
  options: Partial<SandboxOptions> & { clock?: HeldClock } = {},
): Promise<TestSandbox> {
  const clock = options.clock ?? new HeldClock();
  const sandbox = await startSandbox({
    timeZone: 'Asia/Shanghai',
    plans: 48,
    seed: 'retail',
    speed: 60,
    dataDir: null,
    ...options,
    clock,
  });
  onTestFinished(() => sandbox.close());
  return { ...sandbox, clock, ask: (call, input, headers) => ask(sandbox.url, call, input, headers) };
}

async function ask(
  url: string,
  call: CallName,
  input: Record<string, unknown> = {},
  headers: Record<string, string> = opsHeaders,
): Promise<Told> {
  const { method, path } = calls[call];
  const query = method === 'GET' ? `?${new URLSearchParams(input as Record<string, string>).toString()}` : '';
  const response = await fetch(url + BASE + path + query, {
    method,
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'POST' ? { body: JSON.stringify(input) } : {}),
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  let json: Record<string, unknown> = {};
  if (type.startsWith('application/json')) {
    try {
      json = JSON.parse(text) as Record<string, unknown>;
    } catch {
      json = {};
    }
  }
  return { status: response.status, type, text, headers: response.headers, json };
}

export interface ListedInstance {
  id: string;
  status: string;
  startPartition: string | null;
  endPartition: string | null;
  startTime: string | null;
  endTime: string | null;
}

/** All instances of a backfill, ids exact. */
export async function instancesOf({ ask: askIt }: TestSandbox, dagName: string): Promise<ListedInstance[]> {
  const all: ListedInstance[] = [];
  for (let pageIndex = 1; ; pageIndex++) {
    const { text } = await askIt('instances', { dagName, pageIndex, pageSize: 200 });
    const page = JSON.parse(text.replace(/"id":(\d+)/g, '"id":"$1"')) as {
      instances: ListedInstance[];
      total: number;
    };
    all.push(...page.instances);
    if (page.instances.length === 0 || all.length >= page.total) return all;
  }
}

type Seed = TestSandbox['world']['fleet']['seeds'][number];

/** The first plan of a kind with which nothing is the matter. */
export function planOfKind({ world }: TestSandbox, kind: Seed['kind'], fullRefresh = false): Seed {
  const seed = world.fleet.seeds.find(
    (s) => s.kind === kind && s.fullRefresh === fullRefresh && s.granularity === 'DAY' && s.role === null,
  );
  if (!seed) throw new Error(`No ${kind} plan of days`);
  return seed;
}

/** A range as CAN takes it. */
export function wireRange(dateGranularity: string, from: string, to = from): WireRange {
  return { dateGranularity, startTime: `${from}T00:00:00`, endTime: `${to}T00:00:00` };
}

/** Creates a backfill that CAN must take: its dagName. */
export async function create(
  sandbox: TestSandbox,
  planId: string,
  startTime: string,
  endTime: string,
  dateIntervalOfLot?: number,
): Promise<string> {
  const { json } = await sandbox.ask('createTask', {
    planId,
    startTime,
    endTime,
    ...(dateIntervalOfLot ? { dateIntervalOfLot } : {}),
  });
  expect(json['errorMsg'] ?? '').toBe('');
  return String(json['data']);
}

export const statuses = (instances: ListedInstance[]) => instances.map(({ status }) => status);

export const idAt = (sandbox: TestSandbox, index: number) => sandbox.world.fleet.at(index).id;
