import { defineConfig } from '@playwright/test';

const root = process.getuid?.() === 0;
const dates = /dates\.spec\.ts/;

/**
 * The first two are pages of the browser's own, which it would load for each new window of a test. The others are what
 * Playwright turns off and a second list would turn on again.
 */
const withoutFeatures = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
];

/** Every test starts a gateway and a sandbox of its own (e2e/world.ts), so tests run side by side. */
export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // A machine that stands still for a minute fails no build; what needed a second try is named (scripts/test.mjs).
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // A trace of every test costs a third of the time: asked for with TRACE=1.
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        ...(root ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        `--disable-features=${withoutFeatures.join(',')}`,
      ],
    },
  },
  projects: [
    { name: 'console' },
    { name: 'dates in Los Angeles', testMatch: dates, use: { timezoneId: 'America/Los_Angeles' } },
    { name: 'dates in Shanghai', testMatch: dates, use: { timezoneId: 'Asia/Shanghai' } },
  ],
});
