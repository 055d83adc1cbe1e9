import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import type { Bench, Row } from './row.ts';
import { serveBuilt } from './served.ts';

/** A slow phone-like network and a processor a quarter as fast, as Lighthouse has it for a mid-range device. */
const network = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6e6 / 8) * 0.9,
  uploadThroughput: 750e3 / 8,
};
const slowdown = 4;
const rowWanted = 50;
/** Complete but for a few gaps. */
const planWithGaps = '12883658';

interface Vitals {
  fcp: number;
  lcp: number;
  cls: number;
  blocking: number;
  worstInteraction: number;
}

/**
 * Runs in the page before its own code. Methods, since the loader of this file would give a function a name by a helper
 * that the page does not have.
 */
function watch(): void {
  const vitals = { fcp: 0, lcp: 0, cls: 0, blocking: 0, worstInteraction: 0 };
  Object.assign(window, { vitals });
  const take: Record<string, (entry: PerformanceEntry) => void> = {
    paint({ name, startTime }) {
      if (name === 'first-contentful-paint') vitals.fcp = startTime;
    },
    'largest-contentful-paint'({ startTime }) {
      vitals.lcp = startTime;
    },
    'layout-shift'(entry) {
      const { value, hadRecentInput } = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      };
      if (!hadRecentInput) vitals.cls += value;
    },
    longtask({ duration }) {
      vitals.blocking += Math.max(0, duration - 50);
    },
    event(entry) {
      if ((entry as PerformanceEventTiming).interactionId > 0)
        vitals.worstInteraction = Math.max(vitals.worstInteraction, entry.duration);
    },
  };
  for (const [type, note] of Object.entries(take))
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      buffered: true,
      ...(type === 'event' && { durationThreshold: 16 }),
    });
}

async function vitalsOf(page: Page): Promise<Vitals> {
  const vitals = await page.evaluate(() => ({ ...(window as unknown as { vitals: Vitals }).vitals }));
  // A page that was drawn has been painted: otherwise nothing has been measured.
  if (vitals.fcp === 0) throw new Error(`Nothing was measured on ${page.url()}`);
  return vitals;
}

interface Visit {
  page: Page;
  cdp: CDPSession;
  requests: () => number;
  close: () => Promise<void>;
}

async function visit(browser: Browser, url: string, slow: boolean): Promise<Visit> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 2900 } });
  await context.request.post('/api/session', {
    data: { demo: 'ops' },
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  const page = await context.newPage();
  await page.addInitScript(watch);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Performance.enable');
  if (slow) {
    await cdp.send('Network.emulateNetworkConditions', network);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  }
  let requests = 0;
  cdp.on('Network.requestWillBeSent', () => (requests += 1));
  cdp.on('Network.requestServedFromCache', () => (requests -= 1));
  return { page, cdp, requests: () => requests, close: () => context.close() };
}

async function heapMegabytes(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1024 / 1024;
}

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The plans page, cold: the median of a few visits. */
async function coldPlans(browser: Browser, url: string): Promise<Row[]> {
  const visits: Record<string, number[]> = {};
  const note = (what: string, value: number): void => void (visits[what] ??= []).push(value);
  for (let n = 0; n < 5; n += 1) {
    const { page, cdp, requests, close } = await visit(browser, url, true);
    const since = performance.now();
    await page.goto('/plans', { waitUntil: 'commit' });
    const rows = page.getByRole('table', { name: 'Plans' }).getByRole('row');
    await rows.nth(1).waitFor();
    note('first plan row', performance.now() - since);
    await rows.nth(rowWanted).waitFor();
    note(`plan row ${rowWanted}`, performance.now() - since);
    await page.getByText('up to date').first().waitFor();
    await page.waitForLoadState('networkidle');
    const vitals = await vitalsOf(page);
    note('FCP', vitals.fcp);
    note('LCP', vitals.lcp);
    note('total blocking time', vitals.blocking);
    note('CLS', vitals.cls);
    note('requests', requests());
    note('heap', await heapMegabytes(cdp));
    await close();
  }
  const figure = (what: string, unit: string, aim?: number): Row => ({
    bench: 'speed',
    what: `plans, cold, throttled: ${what}`,
    value: median(visits[what] ?? []),
    unit,
    ...(aim === undefined ? {} : { aim }),
  });
  return [
    figure('FCP', 'ms'),
    figure('LCP', 'ms'),
    figure('first plan row', 'ms'),
    figure(`plan row ${rowWanted}`, 'ms', 3000),
    figure('total blocking time', 'ms', 600),
    figure('CLS', '', 0.02),
    figure('requests', '', 14),
    figure('heap', 'MB', 20),
  ];
}

/** Every other page once, cold and throttled, until it has settled. */
async function coldPage(browser: Browser, url: string, path: string, name: string): Promise<Row[]> {
  const { page, cdp, requests, close } = await visit(browser, url, true);
  await page.goto(path, { waitUntil: 'commit' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  const vitals = await vitalsOf(page);
  const row = (what: string, value: number, unit: string, aim?: number): Row => ({
    bench: 'speed',
    what: `${name}, cold, throttled: ${what}`,
    value,
    unit,
    ...(aim === undefined ? {} : { aim }),
  });
  const rows = [
    row('LCP', vitals.lcp, 'ms'),
    row('total blocking time', vitals.blocking, 'ms', 600),
    row('CLS', vitals.cls, '', 0.02),
    row('requests', requests(), ''),
    row('heap', await heapMegabytes(cdp), 'MB', 20),
  ];
  await close();
  return rows;
}

type Action = readonly [name: string, act: (page: Page) => Promise<void>];

const onPlans: readonly Action[] = [
  [
    'type into the search',
    (page) => page.getByRole('textbox', { name: 'Search plans' }).pressSequentially('gmv', { delay: 120 }),
  ],
  ['clear the search', (page) => page.getByRole('button', { name: 'Clear the search' }).click()],
  ['sort by name', (page) => page.getByRole('button', { name: 'Plan', exact: true }).click()],
  ['filter by a number of the summary', (page) => page.getByRole('link', { name: / behind$/ }).click()],
  ['move down with j', (page) => page.keyboard.press('j')],
  ['open the keyboard sheet', (page) => page.keyboard.press('?')],
  ['close the sheet', (page) => page.keyboard.press('Escape')],
];

const gridOf = (page: Page) => page.getByRole('grid', { name: /Partition calendar/ });

const onPlan: readonly Action[] = [
  [
    'select a day',
    (page) =>
      gridOf(page)
        .getByRole('gridcell', { name: /materialised/ })
        .last()
        .click(),
  ],
  ['extend the selection by key', (page) => page.keyboard.press('Shift+ArrowUp')],
  ['select all that is missing', (page) => page.getByRole('button', { name: 'All missing' }).click()],
  [
    'take the selection to the wizard',
    (page) =>
      page
        .getByRole('link', { name: /^Backfill \d+ days/ })
        .first()
        .click(),
  ],
  ['next step of the wizard', (page) => page.getByRole('button', { name: 'Next' }).click()],
];

async function worstOf(page: Page, [name, act]: Action): Promise<Row> {
  await page.evaluate(() => ((window as unknown as { vitals: Vitals }).vitals.worstInteraction = 0));
  await act(page);
  // Event timing is reported after the frame in which the answer to the event was painted.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 700)));
  const { worstInteraction } = await vitalsOf(page);
  return { bench: 'speed', what: `INP, throttled: ${name}`, value: worstInteraction, unit: 'ms', aim: 150 };
}

async function actions(browser: Browser, url: string, plan: string): Promise<Row[]> {
  const { page, cdp, close } = await visit(browser, url, false);
  const rows: Row[] = [];
  await page.goto('/plans');
  await page.getByRole('table', { name: 'Plans' }).getByRole('row').nth(rowWanted).waitFor();
  await page.waitForLoadState('networkidle');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  for (const action of onPlans) rows.push(await worstOf(page, action));
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.goto(plan);
  await gridOf(page).getByRole('gridcell').first().waitFor();
  await page.waitForLoadState('networkidle');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  for (const action of onPlan) rows.push(await worstOf(page, action));
  await close();
  return rows;
}

export const speed: Bench = {
  name: 'speed',
  async measure() {
    const executablePath = process.env['CHROMIUM'];
    const served = await serveBuilt({ SANDBOX_PLANS: '60' });
    const browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
      ],
    });
    try {
      const rows = await coldPlans(browser, served.url);
      const plan = `/plans/${planWithGaps}`;
      for (const [path, name] of [
        [plan, 'one plan'],
        [`${plan}/backfill`, 'backfill wizard'],
        ['/backfills', 'backfills'],
        ['/conversions', 'conversions'],
        ['/data-updates', 'data updates'],
        ['/activity', 'journal'],
      ] as const)
        rows.push(...(await coldPage(browser, served.url, path, name)));
      rows.push(...(await actions(browser, served.url, plan)));
      return rows;
    } finally {
      await browser.close();
      await served.stop();
    }
  },
};
