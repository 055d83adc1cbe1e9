import { expectAccessible } from './axe.ts';
import { expect, test } from './world.ts';

test('a demo person signs in with one click, sees who they are, and signs out', async ({ world }) => {
  const page = await world.stranger();
  await page.goto('/');
  await expect(page).toHaveTitle(/Sign in/);
  await page.getByRole('button', { name: /Business owner/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Plans' })).toBeVisible();
  await page.getByRole('button', { name: /^You: / }).click();
  await expect(page.getByText('Identity fingerprint')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  expect((await page.request.get('/api/plans')).status()).toBe(401);
});

test('who follows a link signs in first and lands where the link points', async ({ world }) => {
  const page = await world.stranger();
  await page.goto('/plans?q=refund');
  await page.getByRole('button', { name: /^Ops/ }).click();
  await expect(page).toHaveURL('/plans?q=refund');
  await expect(page.getByRole('textbox', { name: 'Search plans' })).toHaveValue('refund');
});

test('a refused credential keeps everything that was typed', async ({ world }) => {
  const page = await world.stranger();
  await page.goto('/sign-in');
  await page.getByText('Sign in with a credential of the sandbox').click();
  await page.getByLabel('Tenant ID').fill('demo');
  await page.getByLabel('Value', { exact: true }).fill('nobody-knows-me');
  await page.getByLabel('Your name').fill('Mia');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('CAN does not accept this credential for this tenant.')).toBeVisible();
  await expect(page.getByLabel('Tenant ID')).toHaveValue('demo');
  await expect(page.getByLabel('Your name')).toHaveValue('Mia');
  await page.getByLabel('Value', { exact: true }).fill('ops');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: /Mia/ })).toBeVisible();
});

test('an app signs in with id and secret', async ({ world }) => {
  const page = await world.stranger();
  await page.goto('/sign-in');
  await page.getByText('Sign in with a credential of the sandbox').click();
  await page.getByText('App ID and secret').click();
  await page.getByLabel('Tenant ID').fill('demo');
  await page.getByLabel('App ID', { exact: true }).fill('console');
  await page.getByRole('textbox', { name: 'App secret' }).fill('console-secret');
  await page.getByLabel('Your name').fill('Robot');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Plans' })).toBeVisible();
});

test('a session that ends asks over the page and leaves the page as it was', async ({ world }) => {
  const page = await world.person('ops');
  await page.goto('/plans');
  await page.getByRole('textbox', { name: 'Search plans' }).fill('gmv');
  await page.context().clearCookies();
  await world.advance(61_000);
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /^Ops/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Search plans' })).toHaveValue('gmv');
});

test('the credential is neither in the page nor in anything the browser keeps', async ({ world }) => {
  const page = await world.stranger();
  await page.goto('/sign-in');
  await page.getByText('Sign in with a credential of the sandbox').click();
  await page.getByText('App ID and secret').click();
  await page.getByLabel('Tenant ID').fill('demo');
  await page.getByLabel('App ID', { exact: true }).fill('console');
  await page.getByRole('textbox', { name: 'App secret' }).fill('console-secret');
  await page.getByLabel('Your name').fill('Robot');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Plans' })).toBeVisible();
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  expect(kept).not.toContain('console-secret');
  expect(await page.content()).not.toContain('console-secret');
  const cookies = await page.context().cookies();
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  expect(cookies[0]?.value).not.toContain('console-secret');
});
