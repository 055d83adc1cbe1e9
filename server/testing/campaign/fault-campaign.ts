import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalRow } from '../../../src/contract/activity.ts';
import type { Backfill } from '../../../src/contract/backfill.ts';
import type { Conversion } from '../../../src/contract/conversion.ts';
import { todayIn } from '../../../src/domain/wall-date.ts';
import { readConfig } from '../../config.ts';
import { startConsole, type Console } from '../../console.ts';
import { createLog } from '../../log.ts';
import { isWrite } from '../../sandbox/calls.ts';
import { unit } from '../../sandbox/random.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { HeldClock } from '../held-clock.ts';
import { violationsIn } from './audit.ts';
import { createdIn, eventsIn } from './can-events.ts';
import { listAll, signIn, tell, type Ask, type Who } from './client.ts';
import { Deeds } from './deeds.ts';

export interface FaultCampaign {
  seed: string;
  /** Commands; each comes with two reads. */
  commands: number;
  /** Before anything is broken: so many requests that several people approve at once. */
  races: number;
  /** Share of CAN's answers that are broken. */
  rate: number;
  plans: number;
  /** People at work at once. */
  lanes: number;
  /** null: SQLite. Several gateways share one PostgreSQL. */
  databaseUrl: string | null;
  gateways: number;
}

export interface FaultReport {
  violations: string[];
  counts: Record<
    'commands' | 'reads' | 'calls' | 'writes' | 'created' | 'unknown' | 'refused' | 'conversions' | 'lost',
    number
  >;
}

const ZONE = 'Asia/Shanghai';
const people: readonly Who[] = ['ops', 'owner', 'ops2', 'owner2'];

/** Hundreds of commands and reads over real HTTP, on a CAN a part of whose answers is broken; then the books are compared. */
export async function runFaultCampaign(campaign: FaultCampaign): Promise<FaultReport> {
  const { seed, databaseUrl } = campaign;
  const cleanups: (() => Promise<void> | void)[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'console-campaign-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  const violations: string[] = [];
  const died = (reason: unknown) =>
    void violations.push(`unhandled: ${reason instanceof Error ? reason.stack : String(reason)}`);
  process.on('unhandledRejection', died);
  cleanups.push(() => void process.off('unhandledRejection', died));
  try {
    const clock = new HeldClock();
    const canDir = join(folder, 'can');
    const sandbox = await startSandbox({
      clock,
      timeZone: ZONE,
      plans: campaign.plans,
      seed,
      speed: 60,
      dataDir: canDir,
    });
    cleanups.push(() => sandbox.close());
    const { world } = sandbox;
    const { seeds } = world.fleet;

    const gateways: Console[] = [];
    for (let i = 0; i < campaign.gateways; i++) {
      const gateway = await startConsole({
        config: readConfig({
          PORT: '0',
          CAN_URL: sandbox.url,
          CAN_TIME_ZONE: ZONE,
          CAN_TIMEOUT_MS: '300',
          DATA_DIR: join(folder, `gateway-${i}`),
          SESSION_SECRET: `the secret of the campaign ${seed}`.padEnd(32, '.'),
          ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
        }),
        clock,
        log: createLog(
          () => '',
          (line) => {
            const { level } = JSON.parse(line) as { level: string };
            if (level === 'error') violations.push(`logged: ${line.slice(0, 600)}`);
          },
        ),
        clientDir: null,
      });
      gateways.push(gateway);
      cleanups.push(() => gateway.close());
    }
    const cookies = new Map<Who, string>();
    for (const who of people) cookies.set(who, await signIn(gateways[0]?.url ?? '', who));

    let asked = 0;
    const ask: Ask = async (who, what) => {
      // One person after the other meets another gateway, so that races are between gateways, too.
      const gateway = gateways[asked++ % gateways.length];
      const told = await tell(gateway?.url ?? '', what, cookies.get(who));
      if (told.status === 0) violations.push(`${what.method} ${what.path}: no answer`);
      else if (told.body !== null && typeof told.body === 'object' && 'notJson' in told.body)
        violations.push(`${what.method} ${what.path}: not JSON: ${String(told.body.notJson)}`);
      else if (told.status === 500)
        violations.push(`${what.method} ${what.path}: ${JSON.stringify(told.body)}`);
      return told;
    };
    const deeds = new Deeds({
      seed,
      seeds,
      ask,
      today: todayIn(ZONE, clock.now()),
      created: () => createdIn(eventsIn(canDir), seeds),
    });

    for (let race = 0; race < campaign.races; race++) await deeds.race(race);
    const raced = world.calls.filter(({ call }) => call === 'transform').length;
    if (raced !== campaign.races) violations.push(`${campaign.races} races sent ${raced} transforms`);

    world.setRandomFaults({ seed, rate: campaign.rate });
    let reads = 0;
    let n = 0;
    const lane = async () => {
      while (n < campaign.commands) {
        const mine = n++;
        await deeds.command(mine);
        await Promise.all([deeds.read(2 * mine), deeds.read(2 * mine + 1)]);
        reads += 2;
        // Mostly seconds; now and then long enough for whatever runs to end.
        clock.advance(unit(seed, mine, 'pause') < 0.05 ? 600_000 : 2_500);
      }
    };
    await Promise.all(Array.from({ length: campaign.lanes }, lane));
    world.clearFaults();
    clock.advance(60_000);

    // What is unknown and can be found out is: by whoever opens it.
    for (const { id, state } of await listAll<Conversion>(ask, '/api/conversions', 'conversions'))
      if (state === 'unknown') await ask('ops', { method: 'GET', path: `/api/conversions/${id}` });
    const activity = await listAll<JournalRow>(ask, '/api/activity', 'activity');
    const events = eventsIn(canDir);
    const backfills = await listAll<Backfill>(ask, '/api/backfills', 'backfills');
    const conversions = await listAll<Conversion>(ask, '/api/conversions', 'conversions');
    const found = { seeds, events, calls: world.calls, deeds: deeds.done, activity, backfills, conversions };
    violations.push(...violationsIn(found));

    const known = new Set(backfills.flatMap(({ tasks }) => tasks.flatMap(({ dagName }) => dagName ?? [])));
    const rows = (state: JournalRow['state']) => activity.filter((row) => row.state === state).length;
    return {
      violations,
      counts: {
        commands: deeds.done.length,
        reads,
        calls: world.calls.length,
        writes: world.calls.filter(({ call }) => isWrite(call)).length,
        created: createdIn(events, seeds).length,
        unknown: rows('unknown'),
        refused: rows('refused'),
        conversions: events.filter((event) => event.do === 'convert').length,
        lost: createdIn(events, seeds).filter(({ dagName }) => !known.has(dagName)).length,
      },
    };
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}
