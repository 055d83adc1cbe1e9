import type { Page } from '@playwright/test';
import {
  approve,
  planName,
  planNamed,
  post,
  refusal,
  requested,
  stateOf,
  transforms,
  yes,
} from './conversion-steps.ts';
import { expect, test, type TestWorld } from './world.ts';

const day = 24 * 3_600_000;

async function nothingHappened(world: TestWorld, page: Page, id: string): Promise<void> {
  expect(transforms(world)).toEqual([]);
  expect(await stateOf(page, id)).toBe('requested');
  expect(world.sandbox.fleet.byId(planNamed(world, planName))?.kind).toBe('ACCELERATE');
}

test('the requester may not approve or reject, and the page says so', async ({ world }) => {
  const ops = await world.person('ops');
  const id = await requested(ops, planNamed(world, planName));
  await ops.goto(`/conversions/${id}`);
  for (const name of ['Approve and convert…', 'Reject…']) {
    const button = ops.getByRole('button', { name });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(
      'You asked for it yourself. Somebody else has to decide.',
    );
    await button.click({ force: true });
    await expect(ops.getByRole('alertdialog').or(ops.getByRole('dialog'))).toHaveCount(0);
  }
  const no = { status: 403, code: 'not-allowed', reason: 'same-person' };
  expect(await refusal(await post(ops, `/api/conversions/${id}/approve`, yes))).toEqual(no);
  expect(await refusal(await post(ops, `/api/conversions/${id}/reject`, { reason: 'x' }))).toEqual(no);
  await nothingHappened(world, ops, id);
});

test('a raw token may ask, but not approve', async ({ world }) => {
  const ops = await world.person('ops');
  const id = await requested(ops, planNamed(world, planName));
  const minted = await ops.request.post(`${world.console.sandbox?.url}/anymetrics/api/v1/token/create`, {
    data: { appId: 'console', appSecret: 'console-secret' },
  });
  const { data: token } = (await minted.json()) as { data: string };
  const robot = await world.stranger();
  const signIn = { tenantId: 'demo', authType: 'TOKEN', authValue: token, name: 'Token' };
  expect((await post(robot, '/api/session', signIn)).status()).toBe(204);
  await robot.goto(`/conversions/${id}`);
  await expect(approve(robot)).toHaveAccessibleDescription(/signed in with a token/);
  expect(await refusal(await post(robot, `/api/conversions/${id}/approve`, yes))).toEqual({
    status: 403,
    code: 'not-allowed',
    reason: 'identity-not-stable',
  });
  await nothingHappened(world, ops, id);
  await requested(robot, planNamed(world, 'ads_trade_category_brand_1d'));
});

test.describe('with approvers named', () => {
  test.use({ settings: { APPROVERS: 'ffffffffffffffff' } });

  test('nobody else approves, and nothing waits for them', async ({ world }) => {
    const [ops, owner] = [await world.person('ops'), await world.person('owner')];
    const id = await requested(ops, planNamed(world, planName));
    await owner.goto('/conversions');
    await expect(owner.getByText('Nothing waits for you')).toBeVisible();
    await owner.goto(`/conversions/${id}`);
    await expect(approve(owner)).toHaveAccessibleDescription(
      'This console names its approvers, and you are not one of them.',
    );
    expect(await refusal(await post(owner, `/api/conversions/${id}/approve`, yes))).toEqual({
      status: 403,
      code: 'not-allowed',
      reason: 'not-an-approver',
    });
    await nothingHappened(world, ops, id);
  });
});

test('a plan that has changed since is not converted', async ({ world }) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const planId = planNamed(world, planName);
  const id = await requested(ops, planId);
  world.sandbox.amendPlan(planId, { metricList: ['gmv'] });
  await owner.goto(`/conversions/${id}`);
  await expect(approve(owner)).toHaveAccessibleDescription(/Something stands in the way/);
  expect(await refusal(await post(owner, `/api/conversions/${id}/approve`, yes))).toEqual({
    status: 409,
    code: 'conflict',
    reason: 'definition-changed',
  });
  await nothingHappened(world, ops, id);
});

test('a request that is a week old is not used', async ({ world }) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const planId = planNamed(world, planName);
  const id = await requested(ops, planId);
  await world.advance(7 * day);
  expect((await post(owner, '/api/session', { demo: 'owner' })).status()).toBe(204);
  await owner.goto('/conversions');
  await expect(owner.getByText('Nothing waits for you')).toBeVisible();
  await owner.goto(`/conversions/${id}`);
  await expect(owner.getByText('Too old')).toBeVisible();
  await expect(approve(owner)).toHaveAccessibleDescription(/older than 7 days/);
  expect(await refusal(await post(owner, `/api/conversions/${id}/approve`, yes))).toEqual({
    status: 409,
    code: 'conflict',
    reason: 'too-old',
  });
  await nothingHappened(world, owner, id);

  // Nobody is left with a request that can't be used: a new one takes its place.
  expect((await post(ops, '/api/session', { demo: 'ops' })).status()).toBe(204);
  await ops.goto(`/plans/${planId}`);
  await ops.getByRole('button', { name: 'Convert to External…' }).click();
  await expect(ops.getByRole('dialog').getByText('No other request is open for it')).toBeVisible();
  const anew = await requested(ops, planId);
  await ops.goto(`/conversions/${id}`);
  await expect(ops.getByRole('region', { name: 'Decision' })).toContainText('It has to be made anew.');
  await expect(ops.getByText('Too old')).toBeVisible();
  expect((await post(owner, `/api/conversions/${anew}/approve`, yes)).status()).toBe(200);
});

test('nothing is asked or approved while a backfill of ours is running', async ({ world }) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const planId = planNamed(world, planName);
  const backfill = { planId, ranges: [{ start: '2026-11-18', end: '2026-11-19' }], lotDays: 1 };
  const id = await requested(ops, planId);
  expect((await post(ops, '/api/backfills', backfill)).status()).toBe(201);
  await owner.goto(`/conversions/${id}`);
  await expect(
    owner.getByText('A backfill of this plan, started in this console, is waiting or running.'),
  ).toBeVisible();
  await expect(approve(owner)).toHaveAttribute('aria-disabled', 'true');
  const no = { status: 409, code: 'conflict', reason: 'backfill-running' };
  expect(await refusal(await post(owner, `/api/conversions/${id}/approve`, yes))).toEqual(no);
  await nothingHappened(world, ops, id);

  expect((await post(ops, `/api/conversions/${id}/withdraw`, {})).status()).toBe(200);
  await ops.goto(`/plans/${planId}`);
  await ops.getByRole('button', { name: 'Convert to External…' }).click();
  const form = ops.getByRole('dialog');
  await expect(form.getByText('is waiting or running.')).toBeVisible();
  await expect(form.getByRole('button', { name: 'Ask for approval' })).toBeDisabled();
  const ask = { planId, reason: 'r', scheduler: 's' };
  expect(await refusal(await post(ops, '/api/conversions', ask))).toEqual(no);
});

test('what is typed is the name, what is ticked is ticked, or nothing happens', async ({ world }) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const id = await requested(ops, planNamed(world, planName));
  for (const body of [
    {},
    { planName },
    { planName, acknowledged: false },
    { planName, acknowledged: 'true' },
    { planName: `${planName} `, acknowledged: true },
    { planName: planName.toUpperCase(), acknowledged: true },
    { planName: '', acknowledged: true },
  ]) {
    const answer = await post(owner, `/api/conversions/${id}/approve`, body);
    expect(answer.status(), JSON.stringify(body)).toBe(400);
  }
  // A page of somebody else’s can’t do it in the owner’s name.
  const foreign = await owner.request.post(`/api/conversions/${id}/approve`, {
    data: yes,
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(foreign.status()).toBe(403);
  await nothingHappened(world, ops, id);
});

test('a plan is asked for once at a time, and an External one not at all', async ({ world }) => {
  const ops = await world.person('ops');
  const planId = planNamed(world, planName);
  const id = await requested(ops, planId);
  await ops.goto(`/plans/${planId}`);
  await expect(ops.getByRole('link', { name: 'Conversion requested' })).toHaveAttribute(
    'href',
    `/conversions/${id}`,
  );
  await expect(ops.getByRole('button', { name: 'Convert to External…' })).toHaveCount(0);
  const ask = (of: string) => post(ops, '/api/conversions', { planId: of, reason: 'r', scheduler: 's' });
  expect(await refusal(await ask(planId))).toEqual({
    status: 409,
    code: 'conflict',
    reason: 'already-requested',
  });

  const external = planNamed(world, 'ads_fin_gross_margin_1d');
  await ops.goto(`/plans/${external}`);
  await expect(ops.getByRole('button', { name: 'Convert to External…' })).toHaveAccessibleDescription(
    'This plan is External already.',
  );
  expect(await refusal(await ask(external))).toEqual({
    status: 422,
    code: 'rule',
    reason: 'already-external',
  });
  for (const body of [
    { planId, reason: ' ', scheduler: 's' },
    { planId, reason: 'r', scheduler: '' },
    { planId, reason: 'r', scheduler: 's', plannedDate: '2026-02-30' },
  ])
    expect((await post(ops, '/api/conversions', body)).status(), JSON.stringify(body)).toBe(400);
});

test.describe('where one person is enough', () => {
  test.use({ settings: { TWO_PERSON: 'off' } });

  test('the requester approves too, through the same dialog', async ({ world }) => {
    const ops = await world.person('ops');
    const id = await requested(ops, planNamed(world, planName));
    await ops.goto('/conversions');
    await expect(ops.getByText('It cannot be undone, so it takes a confirmation.')).toBeVisible();
    await ops.getByRole('link', { name: planName }).click();
    expect(
      (await post(ops, `/api/conversions/${id}/approve`, { planName: 'x', acknowledged: true })).status(),
    ).toBe(400);
    await approve(ops).click();
    const dialog = ops.getByRole('alertdialog');
    await expect(dialog.getByRole('button', { name: 'Convert for good' })).toBeDisabled();
    await dialog.getByRole('textbox').fill(planName);
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Convert for good' }).click();
    await expect(ops.getByRole('region', { name: 'Receipt' })).toBeVisible();
    expect(transforms(world)).toHaveLength(1);
  });
});
