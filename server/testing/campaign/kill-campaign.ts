import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JournalRow } from '../../../src/contract/activity.ts';
import type { Backfill } from '../../../src/contract/backfill.ts';
import type { Conversion } from '../../../src/contract/conversion.ts';
import { todayIn } from '../../../src/domain/wall-date.ts';
import { systemClock } from '../../clock.ts';
import { planSeeds } from '../../sandbox/plan-seed.ts';
import { whole } from '../../sandbox/random.ts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { violationsIn } from './audit.ts';
import { createdIn, eventsIn } from './can-events.ts';
import { listAll, signIn, tell, type Ask, type Who } from './client.ts';
import { Deeds } from './deeds.ts';

export interface KillCampaign {
  seed: string;
  kills: number;
  /** Commands under way when the kill comes, at most. */
  commandsALife: number;
  /** How the program is started. */
  command: readonly [string, ...string[]];
  /** null: SQLite, and the sandbox dies with the gateway. Otherwise CAN lives on, and the gateways take turns in dying. */
  databaseUrl: string | null;
  gateways: number;
}

export interface KillReport {
  violations: string[];
  counts: Record<
    'kills' | 'commands' | 'unanswered' | 'rows' | 'created' | 'unknown' | 'approved' | 'conversions',
    number
  >;
}

const ZONE = 'Asia/Shanghai';
const PLANS = 300;
const people: readonly Who[] = ['ops', 'owner', 'ops2', 'owner2'];

interface Gateway {
  url: string;
  /** SIGKILL, and gone when it resolves. */
  kill(): Promise<void>;
}

async function start(
  [command, ...args]: readonly [string, ...string[]],
  env: Record<string, string>,
): Promise<Gateway> {
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', CAN_TIME_ZONE: ZONE, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url === undefined) continue;
    child.stdout.resume();
    return { url, kill };
  }
  throw new Error('a gateway did not start');
}

/** What must be the same after a death as before it. */
interface Books {
  activity: JournalRow[];
  backfills: Backfill[];
  conversions: Conversion[];
}

async function booksOf(ask: Ask): Promise<Books> {
  return {
    activity: await listAll(ask, '/api/activity', 'activity'),
    backfills: await listAll(ask, '/api/backfills', 'backfills'),
    conversions: await listAll(ask, '/api/conversions', 'conversions'),
  };
}

const fixed = ({ id, at, actor, action, planId, ranges, request }: JournalRow) =>
  JSON.stringify({ id, at, actor, action, planId, ranges, request });

/** What the books said before and do not say any more. */
function forgotten(before: Books, after: Books): string[] {
  const rows = new Map(after.activity.map((row) => [row.id, row]));
  const dagNames = new Set(
    after.backfills.flatMap(({ tasks }) => tasks.flatMap(({ dagName }) => dagName ?? [])),
  );
  const decided = new Map(after.conversions.map((each) => [each.id, each]));
  return [
    ...before.activity.flatMap((row) => {
      const now = rows.get(row.id);
      if (now === undefined) return [`journal row ${row.id} is gone`];
      if (fixed(now) !== fixed(row)) return [`journal row ${row.id} is another one`];
      if (row.state === 'done' && now.state !== 'done')
        return [`journal row ${row.id} was done, now ${now.state}`];
      return [];
    }),
    ...before.backfills.flatMap(({ tasks }) =>
      tasks.flatMap(({ dagName }) =>
        dagName === undefined || dagNames.has(dagName) ? [] : [`the dagName ${dagName} is gone`],
      ),
    ),
    ...before.conversions.flatMap(({ id, decidedBy }) => {
      const now = decided.get(id);
      if (now === undefined) return [`conversion ${id} is gone`];
      return decidedBy !== undefined && now.decidedBy?.id !== decidedBy.id
        ? [`the decision about ${id} is gone`]
        : [];
    }),
  ];
}

/** Gateways at work are killed at random moments and started again; after each death and at the end the books are compared. */
export async function runKillCampaign(campaign: KillCampaign): Promise<KillReport> {
  const { seed, databaseUrl } = campaign;
  const folder = mkdtempSync(join(tmpdir(), 'console-kills-'));
  const cleanups: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    const shared: Sandbox | null =
      databaseUrl === null
        ? null
        : await startSandbox({
            clock: systemClock,
            timeZone: ZONE,
            plans: PLANS,
            seed,
            speed: 60,
            dataDir: join(folder, 'can'),
          });
    if (shared) {
      // Long enough for a death to fall between CAN's deed and its answer.
      shared.world.setFault({ call: 'createTask', kind: 'slow', ms: 15 });
      shared.world.setFault({ call: 'transform', kind: 'slow', ms: 30 });
      cleanups.push(() => shared.close());
    }
    const canDir = shared ? join(folder, 'can') : join(folder, 'gateway-0');
    const seeds = planSeeds({ seed, plans: PLANS });
    const gateways: Gateway[] = [];
    const revive = async (i: number) => {
      gateways[i] = await start(campaign.command, {
        DATA_DIR: join(folder, `gateway-${i}`),
        SESSION_SECRET: `the secret of the campaign ${seed}`.padEnd(32, '.'),
        SANDBOX_SEED: seed,
        SANDBOX_PLANS: String(PLANS),
        ...(shared && { CAN_URL: shared.url }),
        ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
      });
    };
    cleanups.push(async () => void (await Promise.all(gateways.map((gateway) => gateway.kill()))));
    for (let i = 0; i < campaign.gateways; i++) await revive(i);
    const cookies = new Map<Who, string>();
    for (const who of people) cookies.set(who, await signIn(gateways[0]?.url ?? '', who));
    let asked = 0;
    const ask: Ask = (who, what) =>
      tell(gateways[asked++ % gateways.length]?.url ?? '', what, cookies.get(who));
    const deeds = new Deeds({
      seed,
      seeds,
      ask,
      today: todayIn(ZONE, systemClock.now()),
      created: () => createdIn(eventsIn(canDir), seeds),
    });

    const violations: string[] = [];
    let unanswered = 0;
    let n = 0;
    let before: Books = { activity: [], backfills: [], conversions: [] };
    for (let life = 0; life < campaign.kills; life++) {
      const dying = life % campaign.gateways;
      const work = Promise.all(
        Array.from({ length: campaign.commandsALife }, () => deeds.command(n++).catch(() => undefined)),
      );
      await sleep(whole(1, 600, seed, life, 'moment'));
      await gateways[dying]?.kill();
      await revive(dying);
      await work;
      unanswered += deeds.done.filter(({ answers }) => answers.every(({ status }) => status === 0)).length;
      await deeds.repeatUnanswered();
      const after = await booksOf(ask);
      violations.push(...forgotten(before, after).map((what) => `after death ${life + 1}: ${what}`));
      before = after;
    }

    for (const { id, state } of before.conversions)
      if (state === 'unknown') await ask('ops', { method: 'GET', path: `/api/conversions/${id}` });
    const books = await booksOf(ask);
    const events = eventsIn(canDir);
    const calls = shared?.world.calls ?? null;
    violations.push(
      ...forgotten(before, books),
      ...violationsIn({ seeds, events, calls, deeds: deeds.done, ...books }),
    );
    return {
      violations,
      counts: {
        kills: campaign.kills,
        commands: deeds.done.length,
        unanswered,
        rows: books.activity.length,
        created: createdIn(events, seeds).length,
        unknown: books.activity.filter(({ state }) => state === 'unknown').length,
        approved: books.conversions.filter(({ state, decidedBy }) => state !== 'rejected' && decidedBy)
          .length,
        conversions: events.filter((event) => event.do === 'convert').length,
      },
    };
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}
