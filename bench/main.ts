import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { backfill } from './backfill.ts';
import { calendar } from './calendar.ts';
import { faults } from './faults.ts';
import { freshness } from './freshness.ts';
import { log } from './log.ts';
import { kills } from './kills.ts';
import { load } from './load.ts';
import { size } from './size.ts';
import { speed } from './speed.ts';
import { start } from './start.ts';
import { table, type Bench, type Row } from './row.ts';

const benches: readonly Bench[] = [
  size,
  start,
  speed,
  freshness,
  calendar,
  load,
  faults,
  kills,
  backfill,
  log,
];

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const unknown = wanted.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(
    `No such bench: ${unknown.join(', ')}. There are: ${benches.map((bench) => bench.name).join(', ')}.`,
  );
  process.exit(1);
}

const rows: Row[] = [];
for (const bench of benches) {
  if (wanted.length > 0 && !wanted.includes(bench.name)) continue;
  rows.push(...(await bench.measure()));
}
console.log(table(rows));
const folder = resolve('bench', 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'latest.json'), `${JSON.stringify({ node: process.version, rows }, null, 2)}\n`);
