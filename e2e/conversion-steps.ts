import type { APIResponse, Page } from '@playwright/test';
import { expect, type TestWorld } from './world.ts';

/** A daily plan that is up to date, and what it is called. */
export const planName = 'ads_trade_gmv_store_1d';

export function planNamed(world: TestWorld, name: string): string {
  const plan = world.sandbox.fleet.seeds.find((one) => one.name === name);
  if (!plan) throw new Error(`The world has no plan ${name}`);
  return plan.id;
}

/** The guard tried without the screen: a person's own session, and nothing of the page in between. */
export function post(page: Page, path: string, data: object): Promise<APIResponse> {
  return page.request.post(path, { data, headers: { 'sec-fetch-site': 'same-origin' } });
}

export async function refusal(
  answer: APIResponse,
): Promise<{ status: number; code: string; reason: string }> {
  const { code, reason, outcome } = (await answer.json()) as Record<string, string>;
  expect(outcome).toBe('none');
  return { status: answer.status(), code: code ?? '', reason: reason ?? '' };
}

export async function requested(page: Page, planId: string): Promise<string> {
  const answer = await post(page, '/api/conversions', {
    planId,
    reason: 'Airflow takes over',
    scheduler: 'Airflow, team Data Platform',
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

export async function stateOf(page: Page, id: string): Promise<string> {
  return ((await (await page.request.get(`/api/conversions/${id}`)).json()) as { state: string }).state;
}

export const transforms = (world: TestWorld) =>
  world.sandbox.calls.filter(({ call }) => call === 'transform');

export const yes = { planName, acknowledged: true };

export const dialog = (page: Page) =>
  page.getByRole('alertdialog', { name: `Convert ${planName} to External` });
export const nameField = (page: Page) => dialog(page).getByLabel('Type the plan’s name to confirm');
export const convert = (page: Page) => dialog(page).getByRole('button', { name: 'Convert for good' });
export const approve = (page: Page) => page.getByRole('button', { name: 'Approve and convert…' });

/** By how many pixels somebody would have to scroll sideways. */
export function tooWide(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

export async function openApproval(page: Page, id: string): Promise<void> {
  await page.goto(`/conversions/${id}`);
  // Off until everything has been checked.
  await expect(approve(page)).not.toHaveAttribute('aria-disabled', 'true');
  await approve(page).click();
  await expect(dialog(page)).toBeVisible();
}

export async function confirm(page: Page): Promise<void> {
  await nameField(page).fill(planName);
  await dialog(page).getByRole('checkbox').check();
  await convert(page).click();
}
