import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once, setMaxListeners } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Backfill } from '../src/contract/backfill.ts';
import { phaseOf, waitInStep } from '../src/api/in-step.ts';
import { pollInterval } from '../src/domain/polling.ts';
import { signIn } from '../server/testing/campaign/client.ts';
import type { Bench, Row } from './row.ts';

/** `LOAD_SECONDS=600` for the ten minutes of the promise that memory stays flat. */
const seconds = Number(process.env['LOAD_SECONDS'] ?? 60);
/** Watchers fall into step within two looks, and the slowest that matter look once a minute. */
const WARM_SECONDS = 125;
const BROWSERS = 50;
const PLANS = 500;
const DAYS = { start: '2015-01-01', end: '2024-12-28' };
const INSTANCES = 3650;
/** The backfill runs for as long as it is watched. */
const SPEED = 20;

interface Can {
  url: string;
  planId: string;
  planIds: string[];
  child: ChildProcess;
}

async function startCan(): Promise<Can> {
  const child = fork('bench/load-can.ts', [String(PLANS), String(SPEED)], { execArgv: ['--import', 'tsx'] });
  const [told] = (await once(child, 'message')) as [Omit<Can, 'child'>];
  return { ...told, child };
}

interface CanCall {
  call: string;
  at: number;
}

async function callsOf({ child }: Can): Promise<CanCall[]> {
  const answer = once(child, 'message') as Promise<[{ calls: CanCall[] }]>;
  child.send('calls');
  return (await answer)[0].calls;
}

interface Gateway {
  url: string;
  megabytes(): number;
  /** Of the processor, so far: what the gateway costs, however busy the machine is. */
  cpuMs(): number;
  stop(): Promise<void>;
}

async function startGateway(canUrl: string): Promise<Gateway> {
  const dataDir = mkdtempSync(join(tmpdir(), 'console-load-'));
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    env: { ...process.env, PORT: '0', CAN_URL: canUrl, CAN_TIME_ZONE: 'Asia/Shanghai', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url === undefined) continue;
    child.stdout.resume();
    return {
      url,
      megabytes: () =>
        Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) /
        1024,
      cpuMs() {
        const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
        // utime and stime, in hundredths of a second.
        return (Number(fields[11]) + Number(fields[12])) * 10;
      },
      async stop() {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  }
  throw new Error('the gateway did not start');
}

interface Look {
  what: string;
  at: number;
  ms: number;
}

/** A look that is taken again and again, at the pace at which the page takes it. */
interface Poll {
  /** As in the keys of src/api. */
  noun: string;
  what: string;
  path: (before: unknown) => string;
  everyMs: number;
}

const moving = (count: number) => {
  const every = pollInterval({ state: 'moving', ageMs: 0, errors: 0, count, visible: true });
  return every === false ? Infinity : every;
};
const MINUTE = 60_000;

/** What the plans page asks for, as src/api says. */
function plansPage(ids: readonly string[]): Poll[] {
  const shown = ids.slice(0, 25).join(',');
  return [
    { noun: 'plans', what: 'plans', path: () => '/api/plans', everyMs: 2 * MINUTE },
    { noun: 'freshness', what: 'states of all plans', path: () => '/api/plans/states', everyMs: MINUTE },
    {
      noun: 'freshness',
      what: 'freshness of rows',
      path: () => `/api/plans/freshness?ids=${shown}`,
      everyMs: MINUTE,
    },
    {
      noun: 'backfills',
      what: 'running backfills',
      path: () => '/api/backfills?state=running',
      everyMs: moving(1001),
    },
    {
      noun: 'conversions',
      what: 'open conversions',
      path: () => '/api/conversions?state=requested',
      everyMs: MINUTE,
    },
    {
      noun: 'conversions',
      what: 'conversions waiting',
      path: () => '/api/conversions/waiting',
      everyMs: MINUTE,
    },
    { noun: 'session', what: 'session', path: () => '/api/session', everyMs: 5 * MINUTE },
  ];
}

/** What the page of a backfill asks for. */
function backfillPage(id: string): Poll[] {
  const since = (before: unknown) => {
    const asOf = (before as { asOf?: string } | undefined)?.asOf;
    return asOf === undefined ? '' : `?since=${encodeURIComponent(asOf)}`;
  };
  return [
    { noun: 'backfills', what: 'backfill', path: () => `/api/backfills/${id}`, everyMs: MINUTE },
    {
      noun: 'backfills',
      what: 'instances',
      path: (before) => `/api/backfills/${id}/instances${since(before)}`,
      everyMs: moving(INSTANCES),
    },
    {
      noun: 'conversions',
      what: 'conversions waiting',
      path: () => '/api/conversions/waiting',
      everyMs: MINUTE,
    },
  ];
}

/** Looks until the signal, beginning at a moment of its own: browsers are not opened at once. */
async function watch(
  url: string,
  cookie: string,
  polls: readonly Poll[],
  begin: number,
  own: number,
  looks: Look[],
  stop: AbortSignal,
) {
  const pause = (ms: number) => sleep(ms, undefined, { signal: stop }).catch(() => undefined);
  await pause(begin);
  await Promise.all(
    polls.map(async ({ noun, what, path, everyMs }) => {
      let before: unknown;
      while (!stop.aborted) {
        const at = Date.now();
        const since = performance.now();
        const answer = await fetch(url + path(before), { headers: { cookie, 'accept-encoding': 'gzip' } });
        const text = await answer.text();
        looks.push({ what, at, ms: performance.now() - since });
        if (answer.status !== 200) throw new Error(`${what} answers ${answer.status}: ${text.slice(0, 300)}`);
        before = JSON.parse(text);
        await pause(waitInStep(everyMs, Date.now(), phaseOf([noun], own)));
      }
    }),
  );
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Looks during which CAN was not asked for anything: what they cost is the gateway's own. */
function cached(looks: readonly Look[], calls: readonly CanCall[]): Look[] {
  const times = calls.map(({ at }) => at).sort((a, b) => a - b);
  const firstFrom = (moment: number) => {
    let low = 0;
    for (let high = times.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((times[middle] ?? Infinity) < moment) low = middle + 1;
      else high = middle;
    }
    return times[low] ?? Infinity;
  };
  return looks.filter(({ at, ms }) => firstFrom(at) > at + ms);
}

interface Measured {
  looks: Look[];
  calls: CanCall[];
  megabytes: number[];
  cpuMs: number;
}

async function measure(browsers: number, forSeconds: number): Promise<Measured> {
  const can = await startCan();
  const gateway = await startGateway(can.url);
  try {
    const cookies: string[] = [];
    for (let i = 0; i < browsers; i++) cookies.push(await signIn(gateway.url, 'ops'));
    const created = await fetch(`${gateway.url}/api/backfills`, {
      method: 'POST',
      headers: {
        cookie: cookies[0] ?? '',
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
      },
      body: JSON.stringify({ planId: can.planId, ranges: [DAYS] }),
    });
    if (created.status !== 201) throw new Error(`the backfill answers ${created.status}`);
    const { id } = (await created.json()) as Backfill;

    const stop = new AbortController();
    setMaxListeners(0, stop.signal);
    const looks: Look[] = [];
    const watching = Promise.all(
      cookies.flatMap((cookie, i) => {
        const begin = (i * 10_000) / browsers;
        const own = Math.random();
        // One browser alone has both pages open; of many each has one.
        const both = browsers === 1;
        return [
          ...(both || i % 2 === 0 ? [plansPage(can.planIds)] : []),
          ...(both || i % 2 === 1 ? [backfillPage(id)] : []),
        ].map((polls) => watch(gateway.url, cookie, polls, begin, own, looks, stop.signal));
      }),
    );
    await sleep(WARM_SECONDS * 1000);
    await callsOf(can);
    looks.length = 0;
    const cpuBefore = gateway.cpuMs();
    const megabytes: number[] = [];
    const calls: CanCall[] = [];
    for (let second = 0; second < forSeconds; second += 5) {
      await Promise.race([sleep(5000), watching]);
      megabytes.push(gateway.megabytes());
      calls.push(...(await callsOf(can)));
    }
    const cpuMs = gateway.cpuMs() - cpuBefore;
    stop.abort();
    await watching;
    return { looks, calls, megabytes, cpuMs };
  } finally {
    await gateway.stop();
    can.child.disconnect();
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

/** Fifty browsers that watch one big backfill and five hundred plans. */
export const load: Bench = {
  name: 'load',
  async measure() {
    const one = await measure(1, Math.min(seconds, 60));
    const many = await measure(BROWSERS, seconds);
    const row = (what: string, value: number, unit: string, aim?: number): Row => ({
      bench: 'load',
      what,
      value,
      unit,
      ...(aim !== undefined && { aim }),
    });
    const fromCache = cached(many.looks, many.calls);
    const ms = (looks: readonly Look[], share: number) =>
      percentile(
        looks.map((look) => look.ms),
        share,
      );
    const kinds = [...new Set(many.looks.map(({ what }) => what))].sort();
    const perMinute = ({ calls }: Measured, over: number) => (calls.length * 60) / over;
    const lot = Math.max(1, Math.floor(many.megabytes.length / 3));
    return [
      row(
        `${BROWSERS} browsers for ${seconds} s, at load ${loadavg()[0]?.toFixed(1)}: reads`,
        many.looks.length,
        'reads',
      ),
      row('of them answered without asking CAN', fromCache.length, 'reads'),
      row('cached reads, median', ms(fromCache, 0.5), 'ms'),
      row('cached reads, p99', ms(fromCache, 0.99), 'ms', 50),
      row('all reads, those that wait for CAN too, p99', ms(many.looks, 0.99), 'ms'),
      ...kinds.map((kind) =>
        row(
          `p99 of all reads: ${kind}`,
          ms(
            many.looks.filter(({ what }) => what === kind),
            0.99,
          ),
          'ms',
        ),
      ),
      row('processor time of the gateway, a read', many.cpuMs / many.looks.length, 'ms'),
      row('processor time of the gateway', many.cpuMs / 10 / seconds, '% of a core'),
      row('calls to CAN a minute, one browser', perMinute(one, Math.min(seconds, 60)), 'calls'),
      row(`calls to CAN a minute, ${BROWSERS} browsers`, perMinute(many, seconds), 'calls'),
      row('memory of the gateway, first third', mean(many.megabytes.slice(0, lot)), 'MB'),
      row('memory of the gateway, last third', mean(many.megabytes.slice(-lot)), 'MB'),
    ];
  },
};
