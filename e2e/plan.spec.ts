import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expectAccessible } from './axe.ts';
import { expect, test, type TestWorld } from './world.ts';

function planNamed(world: TestWorld, name: string): string {
  const plan = world.sandbox.fleet.seeds.find((one) => one.name === name);
  if (!plan) throw new Error(`The world has no plan ${name}`);
  return plan.id;
}

const says = (page: Page) => page.getByRole('region', { name: 'How complete it is' });
const tab = (page: Page, name: string) => page.getByRole('tab', { name });

test('an owner reads up to when the data is complete, and what a query gets', async ({ world }) => {
  const page = await world.person('owner');
  await page.goto(`/plans/${world.sandbox.idOf('behind-memory')}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('城市 × 会员等级 GMV');
  await expect(says(page)).toContainText('Behind');
  await expect(says(page)).toContainText(
    /Complete up to 17 Nov 2026.*; 3 days expected since then are missing\./,
  );
  await expect(says(page)).toContainText(/What will a query get\? Queries .*17 Nov 2026/);
  // The calendar draws the same picture.
  await expect(page.getByRole('gridcell', { name: /^18 November 2026, / })).toHaveAccessibleName(
    /missing|failed/,
  );

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: world.url });
  await page.getByRole('button', { name: 'Copy table path' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^\w+\.\w+\.mt_ads_trade_gmv_city/,
  );
  await expect(page.getByRole('button', { name: 'Copy plan id' })).toBeVisible();
  await page.getByRole('link', { name: 'Backfill…' }).click();
  await expect(page).toHaveURL(/\/plans\/\d+\/backfill/);
});

test('tabs are addresses, and arrow keys go along them', async ({ world }) => {
  const page = await world.person('ops');
  const planId = planNamed(world, 'ads_trade_gmv_store_1d');
  await page.goto(`/plans/${planId}?view=list`);
  await expect(tab(page, 'Calendar')).toHaveAttribute('aria-selected', 'true');
  await expect(tab(page, 'Scripts')).toHaveCount(0);
  await tab(page, 'Calendar').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'Backfills')).toBeFocused();
  await expect(page).toHaveURL(`/plans/${planId}?view=list&tab=backfills`);
  await expect(page.getByText('No backfill yet')).toBeVisible();
  await tab(page, 'Details').click();
  await expect(page.getByText('every day at 00:05, refreshes from 5 days ago to yesterday')).toBeVisible();
  const rest = page.getByRole('region', { name: 'What else CAN says about it' });
  await expect(rest).toContainText('businessDomain');
  await expect(rest).not.toContainText('{');
  await page.goBack();
  await expect(tab(page, 'Backfills')).toHaveAttribute('aria-selected', 'true');
});

test('an External plan shows its scripts; what deletes data stands apart and is a comment in the file', async ({
  world,
}) => {
  const page = await world.person('ops');
  await page.goto(`/plans/${planNamed(world, 'ads_fin_gross_margin_1d')}?tab=scripts`);
  const sections = page.getByRole('tabpanel').getByRole('heading', { level: 3 });
  await expect(sections).toHaveText([
    /^Create the table/,
    /^Add a partition/,
    /^Fill a partition/,
    /^Drop the table/,
  ]);
  await expect(page.getByText(/^every day at 00:45, refreshes from/)).toBeVisible();
  await expect(page.getByText('This statement drops the whole table')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Copy Fill a partition/ })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download all as .sql' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('ads_fin_gross_margin_1d.sql');
  const lines = readFileSync(await file.path(), 'utf8').split('\n');
  expect(lines.filter((line) => /^\s*DROP/i.test(line))).toEqual([]);
  expect(lines.some((line) => /^-- DROP TABLE/.test(line))).toBe(true);

  const backfill = page.getByRole('button', { name: 'Backfill…' });
  await expect(backfill).toHaveAttribute('aria-disabled', 'true');
  await expect(backfill).toHaveAccessibleDescription(/CAN does not backfill an External plan/);
  await expectAccessible(page);
});

test('of a plan that CAN refuses, its words and what is known besides', async ({ world }) => {
  const page = await world.person('ops');
  await page.goto(`/plans/${world.sandbox.idOf('broken')}`);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('metric "pos_order_cnt" referenced by the plan has been deleted');
  await expect(alert.getByRole('button', { name: /Copy CAN’s trace id/ })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('POS');
  await expect(page.getByRole('button', { name: 'Copy plan id' })).toBeVisible();
  await expect(tab(page, 'Backfills')).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(page);

  await page.goto('/plans/404404404');
  await expect(page.getByRole('alert')).toContainText('Acceleration plan does not exist');
});

test('what cannot be read is not called empty; a table without partitions and one never filled say so', async ({
  world,
}) => {
  const page = await world.person('owner');
  await page.goto(`/plans/${world.sandbox.idOf('partitions-html')}`);
  await expect(says(page)).toContainText('How complete it is could not be read: CAN has an internal error.');
  await expect(page.getByText('Trying again by itself.')).toBeHidden();
  await page.goto(`/plans/${world.sandbox.idOf('never-filled')}`);
  await expect(says(page)).toContainText('Nothing is materialised yet.');
  await expect(says(page)).toContainText('Every query falls back to the source tables');
  await page.goto(`/plans/${world.sandbox.fleet.seeds.find(({ fullRefresh }) => fullRefresh)?.id}`);
  await expect(says(page)).toContainText(/Rebuilt as a whole, last on 2\d Nov 2026/);
});

test('names of every kind are text, in Chinese and in the dark as well', async ({ world }) => {
  const page = await world.person('owner', { locale: 'zh-CN', colorScheme: 'dark' });
  await page.goto(`/plans/${world.sandbox.idOf('name-with-html')}?tab=details`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('<img src=x');
  expect(await page.evaluate(() => document.querySelector('img[src="x"]'))).toBeNull();
  await expect(page.getByRole('region', { name: '完整程度' })).toContainText('查询会命中什么？');
  await expectAccessible(page);
  await page.goto(`/plans/${world.sandbox.idOf('name-of-300')}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('客服满意度');
  await expect(page.getByRole('region', { name: '完整程度' })).toContainText('数据');
  await expectAccessible(page);
});

test('who may not see it is told so', async ({ world }) => {
  const page = await world.person('owner');
  world.sandbox.deny('owner');
  await page.goto(`/plans/${planNamed(world, 'ads_trade_gmv_store_1d')}`);
  await expect(page.getByRole('alert')).toContainText('CAN does not let you do this');
});
