import { expectAccessible } from './axe.ts';
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
  transforms,
  yes,
} from './conversion-steps.ts';
import { expect, test } from './world.ts';

test('the field has the focus, the red button is off, and Enter sends nothing, whatever is typed', async ({
  world,
}) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const id = await requested(ops, planNamed(world, planName));
  await openApproval(owner, id);
  await expect(nameField(owner)).toBeFocused();
  await expect(convert(owner)).toBeDisabled();
  await expect(nameField(owner)).toHaveAttribute('autocorrect', 'off');
  await expect(nameField(owner)).toHaveAttribute('spellcheck', 'false');

  const says = dialog(owner).getByRole('status');
  for (const [typed, words] of [
    [`${planName} `, 'look at the spaces'],
    ['ads_trade_gmv_store_1ｄ', 'full-width'],
    ['ADS_trade_gmv_store_1d', 'upper and lower case'],
    ['ads_trade_gmv_shop', 'This is not the plan’s name.'],
  ] as const) {
    await nameField(owner).fill(typed);
    await owner.keyboard.press('Enter');
    await expect(says).toContainText(words);
    await expect(convert(owner)).toBeDisabled();
  }
  // The beginning of the name is no mistake yet.
  await nameField(owner).fill('ads_trade');
  await expect(says).toHaveText('');

  await nameField(owner).fill(planName);
  await expect(convert(owner)).toBeDisabled();
  await expect(dialog(owner).getByText('Tick the acknowledgement first.')).toBeVisible();
  await dialog(owner).getByRole('checkbox').check();
  await expect(convert(owner)).toBeEnabled();
  await nameField(owner).press('Enter');
  await expect(convert(owner)).toBeEnabled();
  await dialog(owner).getByRole('checkbox').press('Enter');
  expect(transforms(world)).toEqual([]);
  expect(await stateOf(ops, id)).toBe('requested');
  await convert(owner).click();
  await expect(dialog(owner)).toBeHidden();
  expect(transforms(world)).toHaveLength(1);
});

test('a click outside closes it only while nothing is typed or ticked', async ({ world }) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const id = await requested(ops, planNamed(world, planName));
  await openApproval(owner, id);
  await owner.mouse.click(5, 400);
  await expect(dialog(owner)).toBeHidden();
  await approve(owner).click();
  await nameField(owner).fill('ads');
  await owner.mouse.click(5, 400);
  await expect(nameField(owner)).toHaveValue('ads');
  await nameField(owner).fill('');
  await dialog(owner).getByRole('checkbox').check();
  await owner.mouse.click(5, 400);
  await expect(dialog(owner)).toBeVisible();
  await dialog(owner).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(owner)).toBeHidden();
  await expect(approve(owner)).toBeFocused();
  expect(transforms(world)).toEqual([]);
});

test('while it is being sent both buttons are off, and nothing closes it', async ({ world }) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const id = await requested(ops, planNamed(world, planName));
  await openApproval(owner, id);
  world.sandbox.setFault({ call: 'transform', kind: 'slow', ms: 2_000, times: 1 });
  await confirm(owner);
  await expect(dialog(owner).getByRole('button', { name: 'Converting…' })).toBeDisabled();
  await expect(dialog(owner).getByRole('button', { name: 'Cancel' })).toBeDisabled();
  await expect(dialog(owner).getByRole('button', { name: 'Close' })).toHaveCount(0);
  await owner.keyboard.press('Escape');
  await owner.mouse.click(5, 400);
  await expect(dialog(owner)).toBeVisible();
  await expect(dialog(owner)).toBeHidden();
  expect(transforms(world)).toHaveLength(1);
});

test('what the gateway finds meanwhile stays inside, with what was typed, and nothing is sent', async ({
  world,
}) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const planId = planNamed(world, planName);
  const id = await requested(ops, planId);
  await openApproval(owner, id);
  world.sandbox.amendPlan(planId, { metricList: ['gmv'] });
  await confirm(owner);
  await expect(dialog(owner).getByRole('alert')).toContainText(
    'The plan’s definition has changed since the request.',
  );
  await expect(nameField(owner)).toHaveValue(planName);
  await expect(dialog(owner).getByRole('checkbox')).toBeChecked();
  expect(transforms(world)).toEqual([]);
  await dialog(owner).getByRole('button', { name: 'Cancel' }).click();
  // The page has looked again and says it beforehand now.
  await expect(
    owner.getByText('Its definition is still the one that was reviewed').locator('..'),
  ).toContainText('has changed since the request');
  await expect(approve(owner)).toHaveAttribute('aria-disabled', 'true');
});

test('is spoken as what it is: its name, what happens, what is still needed', async ({ world }) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  const id = await requested(ops, planNamed(world, planName));
  await openApproval(owner, id);
  await expect(dialog(owner)).toHaveAccessibleDescription(
    /What happens when you confirm.*CAN stops running this plan.*Airflow, team Data Platform.*It cannot be undone\./s,
  );
  await expect(dialog(owner)).toHaveAttribute('aria-modal', 'true');
  await expect(convert(owner)).toHaveAccessibleDescription('Type the name first.');
  await expect(dialog(owner)).toMatchAriaSnapshot(`
    - alertdialog "Convert ${planName} to External":
      - heading "Convert ${planName} to External" [level=2]
      - button "Close"
      - heading "What happens when you confirm" [level=3]
      - list:
        - listitem: /CAN stops running this plan/
        - listitem: /Airflow/
        - listitem: /It cannot be undone/
      - checkbox "I have confirmed this with those who use these numbers, and I know that it cannot be undone."
      - textbox "Type the plan’s name to confirm"
      - button "Cancel"
      - button "Convert for good" [disabled]
  `);
});

test('a person with a keyboard alone asks and approves', async ({ world }) => {
  const [ops, owner] = [await world.person('ops'), await world.person('owner')];
  await ops.goto(`/plans/${planNamed(world, planName)}`);
  await ops.getByRole('button', { name: 'Convert to External…' }).focus();
  await ops.keyboard.press('Enter');
  await expect(ops.getByRole('dialog').getByLabel('Reason')).toBeFocused();
  await ops.keyboard.type('Airflow takes over');
  await ops.keyboard.press('Tab');
  await ops.keyboard.type('Airflow');
  await expect(ops.getByText('No other request is open for it')).toBeVisible();
  await ops.keyboard.press('Enter');
  await expect(ops.getByRole('dialog').getByRole('link', { name: 'Open the request' })).toBeFocused();
  await ops.keyboard.press('Enter');
  await expect(ops.getByRole('heading', { level: 1 })).toBeFocused();

  await owner.goto(new URL(ops.url()).pathname);
  await expect(approve(owner)).not.toHaveAttribute('aria-disabled', 'true');
  await approve(owner).focus();
  await owner.keyboard.press('Enter');
  await expect(nameField(owner)).toBeFocused();
  await owner.keyboard.type(planName);
  await owner.keyboard.press('Shift+Tab');
  await owner.keyboard.press('Space');
  await expect(dialog(owner).getByRole('checkbox')).toBeChecked();
  await owner.keyboard.press('Tab');
  await owner.keyboard.press('Tab');
  await expect(dialog(owner).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await owner.keyboard.press('Tab');
  await expect(convert(owner)).toBeFocused();
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('region', { name: 'Receipt' })).toBeVisible();
});

for (const locale of ['en-GB', 'zh-CN']) {
  test(`the request is accessible, ${locale}`, async ({ world }) => {
    const ops = await world.person('ops', { locale });
    await ops.goto(`/plans/${planNamed(world, planName)}`);
    await ops.getByRole('button', { name: /Convert to External…|转换为外部方案…/ }).click();
    await expect(ops.getByText(/No other request is open for it|没有其他未处理的申请/)).toBeVisible();
    await ops.getByRole('button', { name: /Ask for approval|提交申请/ }).click();
    await expectAccessible(ops);
  });

  test(`the approval is accessible, ${locale}`, async ({ world }) => {
    const ops = await world.person('ops');
    const owner = await world.person('owner', { locale });
    const id = await requested(ops, planNamed(world, planName));
    await owner.goto(`/conversions/${id}`);
    const button = owner.getByRole('button', { name: /Approve and convert…|批准并转换…/ });
    await expect(button).not.toHaveAttribute('aria-disabled', 'true');
    await expectAccessible(owner);
    await button.click();
    const open = owner.getByRole('alertdialog');
    await open.getByRole('textbox').fill('ads_trade_gmv_store_1ｄ');
    await expectAccessible(owner);
    await open.getByRole('textbox').fill(planName);
    await open.getByRole('checkbox').check();
    await expectAccessible(owner);
  });

  test(`list and receipt are accessible, ${locale}`, async ({ world }) => {
    const [ops, owner] = [await world.person('ops'), await world.person('owner', { locale })];
    const planId = planNamed(world, planName);
    const id = await requested(ops, planId);
    await owner.goto('/conversions');
    await expect(owner.getByRole('link', { name: planName })).toBeVisible();
    await expectAccessible(owner);
    expect((await post(owner, `/api/conversions/${id}/approve`, yes)).status()).toBe(200);
    await owner.goto(`/plans/${planId}`);
    await expect(owner.getByRole('region', { name: /Next steps|后续步骤/ })).toContainText('2026');
    await expectAccessible(owner);
  });
}
