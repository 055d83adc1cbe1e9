/** `npm run screenshots`: the pictures of README and docs, taken anew on a sandbox of their own in which something happens. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { checkNode, ensureBuilt, ensureInstalled, root } from './steps.mjs';

checkNode();
ensureInstalled();
await ensureBuilt();
const { ensureBrowser } = await import('./browser.mjs');
const { chromium } = await import('@playwright/test');

const folder = join(root, 'docs', 'screenshots');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (name.endsWith('.png')) rmSync(join(folder, name));

const dataDir = mkdtempSync(join(tmpdir(), 'console-'));
const server = spawn('node', ['dist/server/main.js'], {
  cwd: root,
  // Only what makes the pictures: settings of this machine would make others.
  env: {
    PATH: process.env.PATH,
    PORT: '0',
    DATA_DIR: dataDir,
    CAN_TIME_ZONE: 'Asia/Shanghai',
    SANDBOX_SPEED: '20',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const url = await new Promise((resolve, reject) => {
  let output = '';
  server.on('exit', (code) => reject(new Error(`The console ended with ${code}:\n${output}`)));
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

const desk = { locale: 'en-GB', colorScheme: 'light', viewport: { width: 1280, height: 800 } };
const phone = { ...desk, viewport: { width: 390, height: 844 } };
const chineseDark = { ...desk, locale: 'zh-CN', colorScheme: 'dark' };
const sameOrigin = { 'sec-fetch-site': 'same-origin' };

/** Somebody's own browser, signed in. */
async function person(demo, look) {
  const context = await browser.newContext({ ...look, baseURL: url, reducedMotion: 'reduce' });
  await context.request.post('/api/session', { data: { demo }, headers: sameOrigin });
  return context.newPage();
}

async function ask(page, method, path, data) {
  const answer = await page.request.fetch(path, { method, data, headers: sameOrigin });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

/** Waits for what the picture is about, not for a quiet network: pages that poll are never quiet for long. */
async function take(name, page, path, shown, act = async () => undefined) {
  await page.goto(path);
  await act(page);
  await shown(page).first().waitFor();
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`docs/screenshots/${name}.png`);
  await page.context().close();
}

try {
  const ops = await person('ops', desk);
  const { plans } = await ask(ops, 'GET', '/api/plans');
  const idOf = (name) => plans.find((plan) => plan.name === name).id;
  const behind = idOf('ads_fin_settlement_entity_1d');
  const store = idOf('ads_trade_gmv_store_1d');
  const { freshness } = await ask(ops, 'GET', `/api/plans/freshness?ids=${behind}`);
  const { latestData, expected } = freshness[0];

  // The newest days fail: a column of the plan's source has gone.
  const backfill = await ask(ops, 'POST', '/api/backfills', {
    planId: behind,
    ranges: [{ start: `${latestData.slice(0, 8)}01`, end: expected }],
    lotDays: 1,
    note: 'Settlement was corrected at the source',
  });
  const conversion = await ask(ops, 'POST', '/api/conversions', {
    planId: idOf('ads_traffic_funnel_1d'),
    reason: 'The funnel waits for a Spark job that only Airflow knows.',
    scheduler: 'Airflow, DAG traffic_funnel_daily, team Data Platform',
  });
  const failed = async () => {
    const { instances } = await ask(ops, 'GET', `/api/backfills/${backfill.id}/instances`);
    return instances.filter(({ status }) => status === 'FAILED');
  };
  while ((await failed()).length < 2) await setTimeout(1000);
  const [{ id: instance }] = await failed();

  const counted = (page) => page.getByRole('link', { name: /are behind|个落后/ });
  await take('progress', await person('ops', desk), `/backfills/${backfill.id}`, (page) =>
    page.getByRole('heading', { level: 1, name: '结算收入' }),
  );
  await take('calendar', await person('ops', desk), `/plans/${behind}`, (page) =>
    page.getByRole('grid').getByText('20', { exact: true }),
  );
  await take('plans', await person('owner', desk), '/plans', counted);
  await take('plans-zh-dark', await person('owner', chineseDark), '/plans', counted);
  await take(
    'review',
    await person('ops', desk),
    `/plans/${store}/backfill?sel=missing&step=review`,
    (page) => page.getByRole('heading', { name: 'What will be sent' }),
  );
  await take('instance', await person('ops', desk), `/instances/${instance}`, (page) =>
    page.getByText('Caused by'),
  );
  const request = `/conversions/${conversion.id}`;
  const approve = (page) =>
    page.locator('button:not([aria-disabled="true"])', { hasText: 'Approve and convert…' });
  await take('approval-phone', await person('owner', phone), request, approve);
  await take(
    'approval',
    await person('owner', desk),
    request,
    (page) => page.getByRole('alertdialog'),
    (page) => approve(page).click(),
  );
} finally {
  await browser.close();
  server.kill('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
}
