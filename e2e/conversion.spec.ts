import { readFileSync } from 'node:fs';
import {
  approve,
  confirm,
  convert,
  dialog,
  nameField,
  openApproval,
  planName,
  planNamed,
  post,
  requested,
  stateOf,
  tooWide,
  transforms,
  yes,
} from './conversion-steps.ts';
import { expect, test } from './world.ts';

const day = 24 * 3_600_000;

test('ops asks, the owner follows the link on a phone, signs in, reads, approves; both see the receipt', async ({
  world,
}) => {
  const ops = await world.person('ops');
  const planId = planNamed(world, planName);
  await ops.goto(`/plans/${planId}`);
  await ops.getByRole('button', { name: 'Convert to External…' }).click();
  const form = ops.getByRole('dialog', { name: `Convert ${planName} to External` });
  await expect(form.getByText('No other request is open for it')).toBeVisible();
  await expect(form.getByText('send a data update; the plan stays in CAN')).toBeVisible();
  await form.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(form.getByText('Say why the plan has to leave CAN.')).toBeVisible();
  await expect(form.getByLabel('Reason')).toBeFocused();
  await form.getByLabel('Reason').fill('Airflow takes over');
  await form.getByLabel('Who or what schedules from now on').fill('Airflow, DAG gmv_daily');
  await form.getByLabel('Planned for').fill('2026-12-01');
  await form.getByRole('button', { name: 'Ask for approval' }).click();

  const made = ops.getByRole('dialog', { name: 'The request is made' });
  const link = await made.getByText(/\/conversions\//).innerText();
  await made.getByRole('link', { name: 'Open the request' }).click();
  await expect(approve(ops)).toHaveAttribute('aria-disabled', 'true');
  await expect(ops.getByText('You asked for it yourself. Somebody else has to decide.').last()).toBeVisible();
  expect(transforms(world)).toEqual([]);

  const owner = await world.stranger({ viewport: { width: 390, height: 844 } });
  await owner.goto(link);
  await owner.getByRole('button', { name: /Business owner/ }).click();
  await expect(owner).toHaveURL(link);
  await expect(owner.getByRole('heading', { level: 1 })).toHaveText(`Convert ${planName} to External`);
  const says = (name: string) => owner.getByRole('region', { name });
  await expect(says('What this plan feeds')).toContainText('discount_amount');
  await expect(says('What stops')).toContainText(
    'every day at 00:05, refreshes from 5 days ago to yesterday',
  );
  await expect(says('What must exist on the other side')).toContainText('Airflow, DAG gmv_daily');
  await expect(says('What cannot be undone')).toContainText('never becomes an accelerated one again');
  await expect(says('Handover dossier')).toContainText('29 of the last 30 days');
  await expect(owner.getByText('can still call CAN itself')).toBeVisible();
  expect(await tooWide(owner)).toBe(0);
  const [file] = await Promise.all([
    owner.waitForEvent('download'),
    says('Handover dossier').getByRole('button', { name: 'Download as one file' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`handover-${planName}.md`);
  expect(readFileSync(await file.path(), 'utf8')).toContain('"cron": "0 5 0 * * ?"');

  await expect(approve(owner)).not.toBeInViewport();
  await owner.getByRole('button', { name: 'To the decision' }).click();
  await expect(approve(owner)).toBeInViewport();
  await approve(owner).click();
  await confirm(owner);
  await expect(dialog(owner)).toBeHidden();
  await expect(says('Receipt')).toContainText('Accepted; read back, the plan is External.');
  await expect(owner.getByRole('heading', { level: 1 })).toBeFocused();
  expect(transforms(world)).toHaveLength(1);
  expect(world.sandbox.fleet.byId(planId)?.kind).toBe('EXTERNAL');

  await ops.goto(`/plans/${planId}`);
  const receipt = ops.getByRole('region', { name: 'Receipt' });
  await expect(receipt).toContainText('Mia (ops)');
  await expect(receipt).toContainText('Li Wei (business owner)');
  await expect(receipt).toContainText(/CAN’s trace id\s*[0-9a-f]{32}/);
  await expect(receipt).toContainText(/Dossier hash\s*[0-9a-f]{64}/);
  await expect(ops.getByRole('button', { name: 'Convert to External…' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await receipt.getByRole('link', { name: 'In the journal' }).click();
  await expect(ops.getByRole('row', { name: /Convert to External/ })).toContainText('Li Wei');
});

test('the number in the navigation counts what waits for me, and only for whom it waits', async ({
  world,
}) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const id = await requested(ops, planNamed(world, planName));
  await owner.goto('/plans');
  const nav = (page: typeof ops) => page.getByRole('navigation', { name: 'Main navigation' });
  await expect(nav(owner).getByRole('link', { name: 'Conversions 1 waiting for you' })).toBeVisible();
  await owner.setViewportSize({ width: 390, height: 844 });
  await expect(owner.getByRole('button', { name: 'Menu, 1 waiting for you' })).toBeVisible();
  await owner.setViewportSize({ width: 1280, height: 800 });
  await ops.goto('/conversions');
  await expect(ops.getByText('Nothing waits for you')).toBeVisible();
  await expect(nav(ops).getByRole('link', { name: 'Conversions', exact: true })).toBeVisible();
  await ops.getByText('Asked for by me').click();
  await expect(ops.getByRole('row', { name: new RegExp(planName) })).toContainText('Waiting for approval');
  await nav(owner)
    .getByRole('link', { name: /^Conversions/ })
    .click();
  await owner.getByRole('link', { name: planName }).click();
  await owner.getByRole('button', { name: 'Reject…' }).click();
  const reject = owner.getByRole('dialog', { name: `Reject the conversion of ${planName}` });
  await reject.getByRole('button', { name: 'Reject' }).click();
  await expect(reject.getByText('Say why, so that they know what to do next.')).toBeVisible();
  expect((await post(owner, `/api/conversions/${id}/reject`, { reason: ' ' })).status()).toBe(400);
  await reject.getByLabel('Reason').fill('The quarter closes first');
  await reject.getByRole('button', { name: 'Reject' }).click();
  await expect(reject).toBeHidden();
  await expect(nav(owner).getByRole('link', { name: 'Conversions', exact: true })).toBeVisible();
  await ops.goto(`/conversions/${id}`);
  await expect(ops.getByRole('region', { name: 'Decision' })).toContainText('The quarter closes first');
  await expect(approve(ops)).toBeHidden();
  await ops.getByRole('link', { name: 'Open the plan' }).click();
  await expect(ops.getByText('Li Wei (business owner) has rejected the request')).toBeVisible();
  expect(transforms(world)).toEqual([]);
});

test('only the requester withdraws, and may ask again after it', async ({ world }) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const planId = planNamed(world, planName);
  const id = await requested(ops, planId);
  await owner.goto(`/conversions/${id}`);
  await expect(approve(owner)).toBeVisible();
  await expect(owner.getByRole('button', { name: 'Withdraw…' })).toHaveCount(0);
  expect((await post(owner, `/api/conversions/${id}/withdraw`, {})).status()).toBe(403);
  await ops.goto(`/conversions/${id}`);
  await ops.getByRole('button', { name: 'Withdraw…' }).click();
  await ops.getByRole('dialog').getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(ops.getByText('Withdrawn by')).toBeVisible();
  expect((await post(owner, `/api/conversions/${id}/approve`, yes)).status()).toBe(409);
  await requested(ops, planId);
});

test('CAN’s no stays in the dialog in its own words, with what was typed; the plan is as it was', async ({
  world,
}) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const planId = planNamed(world, planName);
  const id = await requested(ops, planId);
  await openApproval(owner, id);
  world.sandbox.setFault({
    call: 'transform',
    kind: 'refuse',
    errorMsg: 'Plan is locked by a release',
    times: 1,
  });
  await confirm(owner);
  await expect(dialog(owner).getByRole('alert')).toContainText('Plan is locked by a release');
  await expect(dialog(owner).getByRole('alert')).toContainText('CAN’s trace id');
  await expect(nameField(owner)).toHaveValue(planName);
  await expect(convert(owner)).toHaveCount(0);
  await dialog(owner).getByRole('button', { name: 'Close' }).last().click();
  await expect(owner.getByRole('region', { name: 'Decision' })).toContainText('Plan is locked by a release');
  expect(world.sandbox.fleet.byId(planId)?.kind).toBe('ACCELERATE');
  await requested(ops, planId);
});

test.describe('an answer that never comes', () => {
  test.use({ settings: { CAN_TIMEOUT_MS: '700' } });

  test('is unknown, is read back by itself, and ends the dialog once CAN shows the plan as External', async ({
    world,
  }) => {
    const [ops, owner] = [await world.person('ops'), await world.person('owner')];
    const planId = planNamed(world, planName);
    const id = await requested(ops, planId);
    await openApproval(owner, id);
    world.sandbox.setFault({ call: 'transform', kind: 'hang', times: 1 });
    await confirm(owner);
    await expect(dialog(owner).getByRole('alert')).toContainText('CAN gave no clear answer');
    await expect(dialog(owner).getByRole('alert')).toContainText(
      'Found so farCAN still shows this plan as ACCELERATE. The call may yet take effect.',
    );
    await expect(nameField(owner)).toHaveValue(planName);
    expect(await stateOf(ops, id)).toBe('unknown');
    await ops.goto(`/plans/${planId}`);
    await expect(ops.getByText('Whether this plan has been converted is not known yet.')).toBeVisible();
    await ops.goto('/activity');
    await expect(ops.getByRole('row', { name: /Convert to External/ })).toContainText(
      'The console finds out by itself, by reading the plan back.',
    );
    // The call that seemed lost takes effect after all.
    const plan = world.sandbox.fleet.byId(planId);
    if (plan) world.sandbox.convert(plan);
    await expect(dialog(owner)).toBeHidden({ timeout: 20_000 });
    await expect(owner.getByRole('region', { name: 'Receipt' })).toContainText(
      'None that could be trusted; read back, the plan is External.',
    );
    expect(transforms(world)).toHaveLength(1);
  });
});

test('two people who approve at once convert the plan once', async ({ world }) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const id = await requested(ops, planNamed(world, planName));
  const other = await world.stranger();
  const signIn = { tenantId: 'demo', authType: 'UID', authValue: 'owner2', name: 'Wang' };
  expect((await post(other, '/api/session', signIn)).status()).toBe(204);
  const answers = await Promise.all(
    [owner, other].map((page) => post(page, `/api/conversions/${id}/approve`, yes)),
  );
  expect(answers.map((answer) => answer.status()).sort()).toEqual([200, 409]);
  expect(transforms(world)).toHaveLength(1);
  expect(await stateOf(ops, id)).toBe('converted');
});

test('after the handover the first partition is awaited; what nobody reports is unreported, not failed', async ({
  world,
}) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const planId = planNamed(world, planName);
  const id = await requested(ops, planId);
  expect((await post(owner, `/api/conversions/${id}/approve`, yes)).status()).toBe(200);
  await ops.goto(`/plans/${planId}`);
  const steps = ops.getByRole('region', { name: 'Next steps' });
  await expect(steps).toContainText('21 Nov 2026, expected from 22 Nov 2026, 00:00:00 on');
  await expect(steps).toContainText('Not due yet');
  await expect(steps.getByText('Create the table')).toBeVisible();
  await steps.getByText('Fill a partition').click();
  await expect(steps.getByLabel('SQL: Fill a partition', { exact: true })).toContainText('INSERT OVERWRITE');
  expect(await tooWide(ops)).toBe(0);
  const [file] = await Promise.all([
    ops.waitForEvent('download'),
    steps.getByRole('button', { name: 'Download all as one .sql file' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`${planName}.sql`);

  await world.advance(2 * day);
  for (const [page, demo] of [
    [ops, 'ops'],
    [owner, 'owner'],
  ] as const)
    expect((await post(page, '/api/session', { demo })).status()).toBe(204);
  await ops.goto(`/plans/${planId}`);
  await expect(steps).toContainText('Unreported');
  await expect(steps).toContainText('0 of 2 days');
  await expect(steps).toContainText('2 days unreported: 21 Nov 2026 – 22 Nov 2026.');
  await expect(ops.getByRole('gridcell', { name: /^21 November 2026, unreported/ })).toBeAttached();

  const mark = { success: [{ start: '2026-11-21', end: '2026-11-21' }], reason: 'Airflow run 1' };
  expect((await post(ops, `/api/plans/${planId}/partitions/mark`, mark)).status()).toBe(200);
  await ops.reload();
  await expect(steps).toContainText('Reported');
  await expect(steps).toContainText('1 of 2 days');
});
