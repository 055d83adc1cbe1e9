import { loadavg } from 'node:os';
import { runFaultCampaign, type FaultReport } from '../server/testing/campaign/fault-campaign.ts';
import { withPostgres } from './databases.ts';
import type { Bench, Row } from './row.ts';

/** `FAULTS_SEED` repeats a campaign, `FAULTS_COMMANDS` makes it longer or shorter. */
const seed = process.env['FAULTS_SEED'] ?? 'campaign';
const commands = Number(process.env['FAULTS_COMMANDS'] ?? 300);
const campaign = { seed, commands, races: 10, rate: 0.3, plans: 120, lanes: 8 };

const words: Record<keyof FaultReport['counts'], string> = {
  commands: 'commands over HTTP',
  reads: 'reads over HTTP',
  calls: 'calls that reached CAN',
  writes: 'of them writes',
  created: 'backfill tasks CAN made',
  lost: 'of them without a known dagName (each stands as unknown)',
  unknown: 'journal rows that stand as unknown',
  refused: 'journal rows that CAN refused',
  conversions: 'plans converted, each with an approval',
};

function rowsOf(where: string, { counts, violations }: FaultReport, seconds: number): Row[] {
  for (const violation of violations) console.error(`${where}: ${violation}`);
  const row = (what: string, value: number, unit: string, aim?: number): Row => ({
    bench: 'faults',
    what: `${where}: ${what}`,
    value,
    unit,
    ...(aim !== undefined && { aim }),
  });
  return [
    row('lost, sent twice, unapproved, wrongly done, or died', violations.length, 'times', 0),
    ...Object.entries(words).map(([name, what]) =>
      row(
        what,
        counts[name as keyof typeof counts],
        name === 'calls' || name === 'writes' ? 'calls' : 'times',
      ),
    ),
    row(`time taken, at load ${loadavg()[0]?.toFixed(1)}`, seconds, 's'),
  ];
}

async function timed(where: string, run: () => Promise<FaultReport>): Promise<Row[]> {
  const since = performance.now();
  const report = await run();
  return rowsOf(where, report, (performance.now() - since) / 1000);
}

/** What becomes of the console's promises when three in ten of CAN's answers are broken. */
export const faults: Bench = {
  name: 'faults',
  async measure() {
    return [
      ...(await timed('SQLite', () => runFaultCampaign({ ...campaign, databaseUrl: null, gateways: 1 }))),
      ...(await withPostgres(async (databases) => {
        const databaseUrl = await databases.create();
        return timed('PostgreSQL, two gateways', () =>
          runFaultCampaign({ ...campaign, databaseUrl, gateways: 2 }),
        );
      })),
    ];
  },
};
