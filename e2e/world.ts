import {
  test as base,
  expect,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import { resolve } from 'node:path';
import { startConsole, type Console } from '../server/console.ts';
import { readConfig } from '../server/config.ts';
import { createLog } from '../server/log.ts';
import type { World } from '../server/sandbox/world.ts';

/** Saturday, 21 November 2026, 10:00 in UTC: the moment at which every test begins. */
export const startOfTest = Date.UTC(2026, 10, 21, 10, 0, 0);

/** A clock that stands until it is moved. */
class HeldClock {
  #now = startOfTest;
  now(): number {
    return this.#now;
  }
  advance(ms: number): void {
    this.#now += ms;
  }
}

export interface TestWorld {
  url: string;
  console: Console;
  sandbox: World;
  /** Moves the gateway's and the sandbox's clock, and that of every page opened through `person`. */
  advance(ms: number): Promise<void>;
  /** A page of somebody's own browser, signed in. */
  person(name: 'ops' | 'owner', options?: BrowserContextOptions): Promise<Page>;
  /** A page of a browser in which nobody has signed in yet. */
  stranger(options?: BrowserContextOptions): Promise<Page>;
}

export interface WorldOptions {
  /** Environment variables of DESIGN §2 on top of a fresh sandbox. */
  settings: Record<string, string>;
}

export const test = base.extend<{ world: TestWorld } & WorldOptions>({
  settings: [{}, { option: true }],
  world: async ({ browser, settings, contextOptions }, use, info) => {
    const clock = new HeldClock();
    const timeZone = 'Asia/Shanghai';
    const lines: string[] = [];
    const console = await startConsole({
      config: readConfig({ PORT: '0', CAN_TIME_ZONE: timeZone, ...settings }),
      clock,
      log: createLog(
        () => String(clock.now()),
        (line) => void lines.push(line),
      ),
      clientDir: resolve(process.env['CLIENT_DIR'] ?? 'dist/client'),
      inMemory: true,
    });
    if (!console.sandbox) throw new Error('The tests run on the sandbox.');
    const sandbox = console.sandbox.world;
    const contexts: BrowserContext[] = [];
    const pageErrors: string[] = [];
    async function stranger(options: BrowserContextOptions = {}): Promise<Page> {
      const context = await browser.newContext({ ...contextOptions, ...options, baseURL: console.url });
      contexts.push(context);
      await context.clock.install({ time: clock.now() });
      const page = await context.newPage();
      page.on('pageerror', (error) => pageErrors.push(error.message));
      return page;
    }
    await use({
      url: console.url,
      console,
      sandbox,
      async advance(ms) {
        clock.advance(ms);
        sandbox.tick();
        for (const context of contexts) await context.clock.fastForward(ms);
      },
      async person(name, options) {
        const page = await stranger(options);
        const answer = await page.request.post('/api/session', {
          data: { demo: name },
          headers: { 'sec-fetch-site': 'same-origin' },
        });
        expect(answer.status(), await answer.text()).toBe(204);
        return page;
      },
      stranger,
    });
    expect(pageErrors, 'errors thrown in a page').toEqual([]);
    if (info.status !== info.expectedStatus) await info.attach('gateway log', { body: lines.join('\n') });
    for (const context of contexts) await context.close();
    await console.close();
  },
});

export { expect };
