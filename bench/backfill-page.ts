import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { resolve } from 'node:path';
import { readConfig } from '../server/config.ts';
import { startConsole, type Console } from '../server/console.ts';
import { createLog } from '../server/log.ts';
import type { World } from '../server/sandbox/world.ts';

/** A console on a sandbox whose clock is moved by hand, seen in a real browser. */

export const throttle = 4;
/** Daily, ten years and more can be asked of it. */
export const planId = '12883658';
const second = 1000;

export interface BenchWorld {
  console: Console;
  sandbox: World;
  browser: Browser;
  advance: (ms: number) => void;
  /** Signed in. */
  context: () => Promise<BrowserContext>;
  close: () => Promise<void>;
}

export async function openBenchWorld(): Promise<BenchWorld> {
  let now = Date.UTC(2026, 10, 21, 10, 0, 0);
  const console = await startConsole({
    config: readConfig({ PORT: '0', CAN_TIME_ZONE: 'Asia/Shanghai' }),
    clock: { now: () => now },
    log: createLog(
      () => '',
      () => undefined,
    ),
    clientDir: resolve(process.env['CLIENT_DIR'] ?? 'dist/client'),
    inMemory: true,
  });
  if (!console.sandbox) throw new Error('The benches run on the sandbox.');
  const sandbox = console.sandbox.world;
  const root = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...(root ? ['--no-sandbox'] : []), '--disable-gpu'],
  });
  return {
    console,
    sandbox,
    browser,
    advance: (ms) => {
      now += ms;
      sandbox.tick();
    },
    async context() {
      const context = await browser.newContext({
        baseURL: console.url,
        viewport: { width: 1280, height: 900 },
      });
      await context.request.post('/api/session', {
        data: { demo: 'ops' },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      return context;
    },
    async close() {
      await browser.close();
      await console.close();
    },
  };
}

export async function startBackfill(
  world: BenchWorld,
  context: BrowserContext,
  range: { start: string; end: string },
): Promise<string> {
  const answer = await context.request.post('/api/backfills', {
    data: { planId, ranges: [range] },
    headers: { 'sec-fetch-site': 'same-origin', 'idempotency-key': JSON.stringify(range) },
  });
  if (answer.status() !== 201) throw new Error(await answer.text());
  world.advance(3 * second);
  return ((await answer.json()) as { id: string }).id;
}

export interface Seen {
  /** Long tasks, in ms. */
  tasks: number[];
  /** From an input to the next paint. */
  inputs: number[];
  /** Between two frames. */
  frames: number[];
  /** When the marked element was first painted. */
  drawn: number;
}

/** Runs in the page, before anything of the page does. */
function observe(selector: string): void {
  const seen: Seen = { tasks: [], inputs: [], frames: [], drawn: 0 };
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
  // Not before the first reset: a page that is asked for frames all the time loads more slowly.
  Object.assign(window, { seenFrames: frames });
  new MutationObserver((_changes, observer) => {
    if (!document.querySelector(selector)) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (seen.drawn = performance.now()), 0));
  }).observe(document, { childList: true, subtree: true });
}

export function observePage(page: Page, selector: string): Promise<unknown> {
  return page.addInitScript(observe, selector);
}

export async function seenOf(page: Page): Promise<Seen> {
  // The observers report a moment after what they observe.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  return page.evaluate(() => (window as unknown as { seen: Seen }).seen);
}

export async function reset(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { seen, seenFrames } = window as unknown as {
      seen: Seen;
      seenFrames: { last: number; next: (at: number) => void };
    };
    Object.assign(seen, { tasks: [], inputs: [], frames: [] });
    if (seenFrames.last === 0) seenFrames.next(0);
  });
}

export const worst = (values: readonly number[]): number => Math.max(0, ...values);

export function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}
