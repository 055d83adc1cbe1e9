/** `npm run screenshots`: the pictures of README and docs, taken anew on a fresh sandbox. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNode, ensureBuilt, ensureInstalled, root } from './steps.mjs';

checkNode();
ensureInstalled();
await ensureBuilt();
const { ensureBrowser } = await import('./browser.mjs');
const { chromium } = await import('@playwright/test');

const folder = join(root, 'docs', 'screenshots');
mkdirSync(folder, { recursive: true });

const server = spawn('node', ['dist/server/main.js'], {
  cwd: root,
  env: {
    ...process.env,
    PORT: '0',
    DATA_DIR: mkdtempSync(join(tmpdir(), 'console-')),
    CAN_TIME_ZONE: 'Asia/Shanghai',
  },
});
const url = await new Promise((resolve) => {
  let output = '';
  server.stdout.on('data', (chunk) => {
    output += chunk;
    const address = /Acceleration Console: (http:\/\/\S+)/.exec(output)?.[1];
    if (address) resolve(address);
  });
});

const browser = await chromium.launch({
  executablePath: ensureBrowser(),
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-background-networking',
  ],
});
const sameOrigin = { 'sec-fetch-site': 'same-origin' };

async function person(demo, { locale, colorScheme, width = 1280, height = 800 }) {
  const context = await browser.newContext({
    baseURL: url,
    locale,
    colorScheme,
    viewport: { width, height },
  });
  await context.request.post('/api/session', { data: { demo }, headers: sameOrigin });
  return context.newPage();
}

async function take(page, path, name) {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`docs/screenshots/${name}.png`);
}

const ops = await person('ops', { locale: 'en-GB', colorScheme: 'light' });
const { states } = await (await ops.request.get('/api/plans/states')).json();
const behind = states.find(({ state, granularity }) => state === 'behind' && granularity === 'DAY');
await take(ops, '/plans', 'plans');
await take(ops, `/plans/${behind.id}`, 'calendar');
const backfill = await (
  await ops.request.post('/api/backfills', {
    data: {
      planId: behind.id,
      ranges: [{ start: '2026-06-01', end: behind.expected }],
      lotDays: 1,
      note: 'Fill the gap',
    },
    headers: sameOrigin,
  })
).json();
await ops.goto(`/backfills/${backfill.id}`);
await ops.getByText('Failed').first().waitFor({ timeout: 60_000 });
await take(ops, `/backfills/${backfill.id}`, 'backfill');
await take(await person('owner', { locale: 'zh-CN', colorScheme: 'dark' }), '/plans', 'plans-zh-dark');
await take(
  await person('owner', { locale: 'en-GB', colorScheme: 'light', width: 390, height: 844 }),
  '/plans',
  'plans-phone',
);

await browser.close();
server.kill('SIGTERM');
