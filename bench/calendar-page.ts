import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { resolve } from 'node:path';
import type { Evidence } from '../src/contract/evidence.ts';
import type { Granularity, Partitions } from '../src/contract/plan.ts';
import { shiftKey } from '../src/domain/granularity.ts';
import { difference } from '../src/domain/ranges.ts';
import { readConfig } from '../server/config.ts';
import { startConsole } from '../server/console.ts';
import { createLog } from '../server/log.ts';

/** The calendar of a plan in a real browser, slowed down four times, its data released when the page is at rest. */

export const throttle = 4;
const now = Date.UTC(2026, 10, 21, 10, 0, 0);

export async function startBenchConsole() {
  const clock = { now: () => now };
  return startConsole({
    config: readConfig({ PORT: '0', CAN_TIME_ZONE: 'Asia/Shanghai' }),
    clock,
    log: createLog(
      () => '',
      () => undefined,
    ),
    clientDir: resolve('dist/client'),
    inMemory: true,
  });
}

export function launch(): Promise<Browser> {
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...(root ? ['--no-sandbox'] : []), '--disable-gpu'],
  });
}

/** As many partitions, with a gap every 40. */
export function historyOf(g: Granularity, count: number, last: string): Partitions {
  const whole = [{ start: shiftKey(last, 1 - count, g), end: last }];
  const gaps = Array.from({ length: Math.floor(count / 40) }, (_gap, i) => {
    const at = shiftKey(last, -40 * i - 7, g);
    return { start: at, end: at };
  });
  const ranges = difference(whole, gaps, g);
  return {
    partitioned: true,
    hasData: true,
    granularity: g,
    ranges,
    count: count - gaps.length,
    unreadable: [],
    truncated: false,
    asOf: '2026-11-21T10:00:00.000Z',
  };
}

const noEvidence: Evidence = {
  instances: [],
  marks: [],
  cutover: null,
  truncated: false,
  problems: [],
  asOf: '2026-11-21T10:00:00.000Z',
};

interface Measured {
  /** Long tasks, in ms, since the last `reset`. */
  tasks: number[];
  /** Of every input since the last `reset`: from the input to the next paint. */
  inputs: number[];
  /** Between two frames, since the last `reset`. */
  frames: number[];
}

export interface CalendarPage {
  page: Page;
  /** Milliseconds from the data's arrival until the cells are painted and the main thread is free. */
  interactiveMs: number;
  measured: () => Promise<Measured>;
  reset: () => Promise<void>;
  close: () => Promise<void>;
}

/** Runs in the page, before anything of the page does. */
function observe(): void {
  const seen = { tasks: [] as number[], inputs: [] as number[], frames: [] as number[], drawn: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(duration);
  }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.inputs.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  // Methods, since the loader of this file would give a function a name by a helper that the page does not have.
  const frames = {
    last: 0,
    next(at: number) {
      if (frames.last > 0) seen.frames.push(at - frames.last);
      frames.last = at;
      requestAnimationFrame((next) => frames.next(next));
    },
  };
  requestAnimationFrame((at) => frames.next(at));
  new MutationObserver((_changes, observer) => {
    if (!document.querySelector('[role=grid] [role=gridcell]')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (seen.drawn = performance.now()), 0));
  }).observe(document, { childList: true, subtree: true });
}

interface Seen extends Measured {
  drawn: number;
}

const seenOf = (page: Page) => page.evaluate(() => (window as unknown as { seen: Seen }).seen);

export async function openCalendar(
  browser: Browser,
  url: string,
  planId: string,
  partitions: Partitions,
): Promise<CalendarPage> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 900 } });
  await context.request.post('/api/session', {
    data: { demo: 'ops' },
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  const page = await context.newPage();
  await page.addInitScript(observe);
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const json = (body: unknown) => ({ contentType: 'application/json', body: JSON.stringify(body) });
  await page.route(`**/api/plans/${planId}/partitions`, async (route) => {
    await released;
    await route.fulfill(json(partitions));
  });
  await page.route(`**/api/plans/${planId}/evidence`, async (route) => {
    await released;
    await route.fulfill(json(noEvidence));
  });
  const plan = (await (await context.request.get(`/api/plans/${planId}`)).json()) as object;
  await page.route(`**/api/plans/${planId}`, (route) =>
    route.fulfill(json({ ...plan, granularity: partitions.granularity })),
  );
  const slow: CDPSession = await context.newCDPSession(page);
  await page.goto(`/plans/${planId}`, { waitUntil: 'load' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  await slow.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  const reset = async () => {
    await page.evaluate(() => {
      const { seen } = window as unknown as { seen: Seen };
      seen.tasks = [];
      seen.inputs = [];
      seen.frames = [];
    });
  };
  await reset();
  release();
  await page.waitForFunction(() => (window as unknown as { seen: Seen }).seen.drawn > 0);
  const arrived = await page.evaluate(() =>
    Math.max(
      ...performance
        .getEntriesByType('resource')
        .filter(({ name }) => /\/(partitions|evidence)$/.test(name))
        .map((entry) => (entry as PerformanceResourceTiming).responseEnd),
    ),
  );
  const { drawn } = await seenOf(page);
  return {
    page,
    interactiveMs: drawn - arrived,
    measured: async () => {
      // The observers report a moment after what they observe.
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
      return seenOf(page);
    },
    reset,
    close: () => context.close(),
  };
}
