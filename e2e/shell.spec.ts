import { expectAccessible } from './axe.ts';
import { expect, test } from './world.ts';

for (const locale of ['en-GB', 'zh-CN']) {
  test(`sign-in and plans are accessible, ${locale}`, async ({ world }) => {
    const stranger = await world.stranger({ locale });
    await stranger.goto('/sign-in');
    await expect(stranger.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(stranger);
    const page = await world.person('owner', { locale });
    await page.goto('/plans');
    await expect(page.getByText('ads_trade_gmv_overview_1d')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
  });
}

test('the language follows the browser, can be switched, and stays switched', async ({ world }) => {
  const page = await world.person('owner', { locale: 'zh-CN' });
  await page.goto('/plans');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Plans' })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveTitle(/Plans/);
});

test('dark is kept over a reload', async ({ world }) => {
  const page = await world.person('owner', { colorScheme: 'light' });
  await page.goto('/plans');
  await page.getByRole('button', { name: 'Appearance' }).click();
  await page.getByRole('radio', { name: 'Dark' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('nothing moves for whoever wants no motion', async ({ world }) => {
  const page = await world.person('ops', { reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    addEventListener('transitionrun', () => (document.documentElement.dataset['moved'] = ''));
  });
  await page.goto('/plans');
  await page.getByRole('textbox', { name: 'Search plans' }).focus();
  await page.keyboard.press('Tab');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.getByText('ads_trade_gmv_overview_1d')).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-moved');
});

test('an outage of CAN is said, keeps what was there, and clears itself', async ({ world }) => {
  const page = await world.person('ops');
  await page.goto('/plans');
  await expect(page.getByRole('region', { name: 'Summary' })).toHaveText(/^43 of 48 plans/, {
    timeout: 25_000,
  });
  await expect(page.getByText('ads_trade_gmv_overview_1d')).toBeVisible();
  world.sandbox.setFault({ call: '*', kind: 'status', status: 502 });
  await world.advance(121_000);
  await expect(page.getByText('Trying again by itself.')).toBeVisible();
  await expect(page.getByText('ads_trade_gmv_overview_1d')).toBeVisible();
  world.sandbox.clearFaults();
  await world.advance(300_000);
  await expect(page.getByText('Trying again by itself.')).toBeHidden();
});

test('a CAN that does not answer at first visit is told with its words and a way on, not as an empty list', async ({
  world,
}) => {
  world.sandbox.setFault({ call: '*', kind: 'html', status: 503 });
  const page = await world.stranger();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: /^Ops/ }).click();
  await expect(page.getByText('CAN has an internal error')).toBeVisible();
  world.sandbox.clearFaults();
  await page.getByRole('button', { name: /^Ops/ }).click();
  await expect(page.getByText('ads_trade_gmv_overview_1d')).toBeVisible();
});

test('an address that leads nowhere says so and leads back', async ({ world }) => {
  const page = await world.person('owner');
  await page.goto('/no/such/page');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/not|no/i);
  await expectAccessible(page);
  await page.getByRole('main').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Plans' })).toBeVisible();
});

test('names of every kind are text', async ({ world }) => {
  const page = await world.person('owner');
  await page.goto('/plans?q=onerror');
  await expect(page.getByText('<img src=x').first()).toBeVisible();
  expect(await page.evaluate(() => document.querySelector('img[src="x"]'))).toBeNull();
});
