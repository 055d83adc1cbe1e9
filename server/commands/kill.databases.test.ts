import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import type { ActivityList } from '../../src/contract/activity.ts';
import type { BackfillList } from '../../src/contract/backfill.ts';
import { addDays } from '../../src/domain/wall-date.ts';
import { systemClock } from '../clock.ts';
import { engines } from '../ledger/testing/ledgers.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { cookieOf } from '../testing/gateway.ts';

/** Real processes are killed while they send; more kills than this is what the fault campaign is for. */
const KILLS = 3;
const COMMANDS_A_LIFE = 3;
const TASKS_A_COMMAND = 3;

const cleanups: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

interface Gateway {
  url: string;
  kill(): Promise<void>;
}

async function startGateway(env: Record<string, string>): Promise<Gateway> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', CAN_TIME_ZONE: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  cleanups.push(kill);
  if (!child.stdout) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url === undefined) continue;
    child.stdout.resume();
    return { url, kill };
  }
  throw new Error('the gateway did not start');
}

describe.each(engines)('a gateway on $engine that is killed while it sends', ({ available, newPlace }) => {
  it.skipIf(!available)(
    'loses no dagName, sends nothing twice, and leaves nothing undecided',
    { timeout: 180_000 },
    async () => {
      const place = await newPlace();
      cleanups.push(() => place.remove());
      const dataDir = mkdtempSync(join(tmpdir(), 'console-kill-'));
      cleanups.push(() => rmSync(dataDir, { recursive: true, force: true }));
      const sandbox = await startSandbox({
        clock: systemClock,
        timeZone: 'UTC',
        plans: 12,
        seed: 'kill',
        speed: 60,
        dataDir: null,
      });
      cleanups.push(() => sandbox.close());
      const { world } = sandbox;
      world.setFault({ call: 'createTask', kind: 'slow', ms: 40 });
      const plan = world.fleet.seeds.find(
        ({ kind, granularity, fullRefresh, role }) =>
          kind === 'ACCELERATE' && granularity === 'DAY' && !fullRefresh && !role,
      );
      const planId = plan?.id ?? '';
      const creates = () => world.calls.filter(({ call }) => call === 'createTask');

      const env = {
        CAN_URL: sandbox.url,
        DATA_DIR: dataDir,
        SESSION_SECRET: 'a secret that outlives every process of this test',
        ...(place.config.databaseUrl && { DATABASE_URL: place.config.databaseUrl.reveal() }),
      };
      let gateway = await startGateway(env);
      const ask = (path: string, init: RequestInit = {}) =>
        fetch(gateway.url + path, {
          ...init,
          headers: {
            'sec-fetch-site': 'same-origin',
            'content-type': 'application/json',
            ...(init.headers as Record<string, string> | undefined),
          },
        });
      const signIn = await ask('/api/session', {
        method: 'POST',
        body: JSON.stringify({ tenantId: 'demo', authType: 'UID', authValue: 'ops', name: 'Mia' }),
      });
      const cookie = cookieOf(signIn);
      const read = async <T>(path: string) => (await (await ask(path, { headers: { cookie } })).json()) as T;

      let day = '2024-01-01';
      const start = (key: string, ranges: object[]) =>
        ask('/api/backfills', {
          method: 'POST',
          body: JSON.stringify({ planId, ranges }),
          headers: { cookie, 'idempotency-key': key },
        });
      for (let life = 0; life < KILLS; life++) {
        const commands = Array.from({ length: COMMANDS_A_LIFE }, (_, i) => ({
          key: `life-${life}-${i}`,
          ranges: Array.from({ length: TASKS_A_COMMAND }, () => {
            // Every second day: each range can be told from every other in what CAN got.
            day = addDays(day, 2);
            return { start: day, end: day };
          }),
        }));
        const asked = commands.map(({ key, ranges }) => start(key, ranges).catch(() => null));
        // In the middle of a call, each time of another one.
        const moment = creates().length + 1 + 2 * life;
        await expect
          .poll(() => creates().length, { interval: 2, timeout: 20_000 })
          .toBeGreaterThanOrEqual(moment);
        await gateway.kill();
        await Promise.all(asked);
        gateway = await startGateway(env);
        for (const { key, ranges } of commands) expect((await start(key, ranges)).status).toBe(201);
      }

      const sent = creates().map(({ body }) => JSON.stringify(body));
      expect(new Set(sent).size).toBe(sent.length);
      const { backfills } = await read<BackfillList>('/api/backfills');
      const { activity } = await read<ActivityList>('/api/activity');
      const tasks = backfills.flatMap((backfill) => backfill.tasks);
      expect(backfills).toHaveLength(KILLS * COMMANDS_A_LIFE);
      expect(tasks).toHaveLength(KILLS * COMMANDS_A_LIFE * TASKS_A_COMMAND);
      expect(activity.filter(({ state }) => state === 'sending')).toEqual([]);
      expect(tasks.filter(({ state }) => state === 'sending')).toEqual([]);

      const known = new Set(tasks.flatMap(({ dagName }) => dagName ?? []));
      const lost = world.dagNamesOf(planId).filter((dagName) => !known.has(dagName));
      const unknown = tasks.filter(({ state }) => state === 'unknown');
      // Whatever CAN took and nobody knows the name of stands as unknown.
      expect(lost.length).toBeLessThanOrEqual(unknown.length);
      expect(unknown.length).toBeGreaterThan(0);
      expect(known.size).toBeGreaterThan(0);
      expect(activity.filter(({ state }) => state === 'unknown')).toHaveLength(unknown.length);
    },
  );
});
