import { loadavg } from 'node:os';
import { runKillCampaign, type KillReport } from '../server/testing/campaign/kill-campaign.ts';
import { withPostgres } from './databases.ts';
import type { Bench, Row } from './row.ts';

/** `KILLS_SEED` repeats a campaign, `KILLS` makes it longer or shorter. */
const campaign = {
  seed: process.env['KILLS_SEED'] ?? 'kills',
  kills: Number(process.env['KILLS'] ?? 100),
  commandsALife: 12,
  command: [process.execPath, 'dist/server/main.js'],
} as const;

const words: Record<keyof KillReport['counts'], string> = {
  kills: 'gateways killed with SIGKILL while at work',
  commands: 'commands',
  unanswered: 'of them cut off by a death, and asked again with the same key',
  rows: 'journal rows',
  created: 'backfill tasks CAN made',
  unknown: 'journal rows that stand as unknown',
  approved: 'conversions decided about',
  conversions: 'plans converted, each with an approval',
};

async function rowsOf(where: string, run: () => Promise<KillReport>): Promise<Row[]> {
  const since = performance.now();
  const { counts, violations } = await run();
  for (const violation of violations) console.error(`${where}: ${violation}`);
  const row = (what: string, value: number, unit: string) => ({
    bench: 'kills',
    what: `${where}: ${what}`,
    value,
    unit,
  });
  return [
    { ...row('lost, sent twice, unapproved or wrongly done', violations.length, 'times'), aim: 0 },
    ...Object.entries(words).map(([name, what]) => row(what, counts[name as keyof typeof counts], 'times')),
    row(`time taken, at load ${loadavg()[0]?.toFixed(1)}`, (performance.now() - since) / 1000, 's'),
  ];
}

/** What is left of the console's promises after it was killed a hundred times. */
export const kills: Bench = {
  name: 'kills',
  async measure() {
    return [
      ...(await rowsOf('SQLite', () => runKillCampaign({ ...campaign, databaseUrl: null, gateways: 1 }))),
      ...(await withPostgres(async (databases) => {
        const databaseUrl = await databases.create();
        return rowsOf('PostgreSQL, two gateways', () =>
          runKillCampaign({ ...campaign, databaseUrl, gateways: 2 }),
        );
      })),
    ];
  },
};
