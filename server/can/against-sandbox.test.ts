import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Plan } from '../../src/contract/plan.ts';
import { demoCredentials, startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { wallText } from '../../src/domain/wall-date.ts';
import { Secret } from '../secret.ts';
import type { CanError } from './can-error.ts';
import type { WireCreateTask } from './wire.ts';
import type { AuthType } from '../../src/contract/session.ts';
import type { Can, CanService } from './can.ts';
import { createCanService } from './client.ts';
import {
  clearPartitionRequest,
  createTaskRequest,
  transformRequest,
  triggerRequest,
  updatePartitionRequest,
} from './requests.ts';

/** Every call of the client against a whole CAN over HTTP: the two know the wire from the same page, not from each other. */

const quiet = (): void => undefined;
const quietLog = { info: quiet, warn: quiet, error: quiet };

let sandbox: Sandbox;
let service: CanService;
let can: Can;
const clock = { ms: Date.parse('2025-11-21T08:00:00Z'), now: (): number => clock.ms };

const as = (tenantId: string, authType: AuthType, authValue: string): Can =>
  service.as({
    tenantId,
    fingerprint: `${authType} ${authValue}`,
    credential: async () => ({ tenantId, authType, authValue: new Secret(authValue) }),
  });

beforeEach(async () => {
  clock.ms = Date.parse('2025-11-21T08:00:00Z');
  sandbox = await startSandbox({
    clock,
    timeZone: 'Asia/Shanghai',
    plans: 48,
    seed: 'client',
    speed: 60,
    dataDir: null,
  });
  service = createCanService({
    url: sandbox.url,
    timeoutMs: 500,
    concurrency: 8,
    clock,
    log: quietLog,
    wait: async () => undefined,
  });
  const { tenantId, authType, authValue } = demoCredentials.ops;
  can = as(tenantId, authType, authValue);
});
afterEach(async () => {
  service.close();
  await sandbox.close();
});

type Known = Omit<Plan, 'asOf'>;

/** The first plan, in CAN's order, that is healthy enough to be read and is what the test needs. */
async function planWith(fits: (plan: Known) => boolean): Promise<Known> {
  const { plans } = await can.plans();
  for (const { id } of plans) {
    const plan = await can.plan(id).catch(() => null);
    if (plan && fits(plan)) return plan;
  }
  throw new Error('the world has no such plan');
}

const isDay = (plan: Known): boolean => plan.granularity === 'DAY' && !plan.fullRefresh;
const range = (day: string) => ({
  dateGranularity: 'DAY',
  startTime: `${day}T00:00:00`,
  endTime: `${day}T00:00:00`,
});
const backfill = (planId: string, start: string, end: string) =>
  createTaskRequest({ planId, days: { start, end }, lotDays: 1 });

describe.each([
  ['as the reference shows it', false],
  ['with envelopes and spelling put right', true],
])('a deployment %s', (_name, other) => {
  beforeEach(() => {
    sandbox.world.shape.wrapped = other;
    sandbox.world.shape.plainSpelling = other;
    sandbox.world.shape.pageSize = other ? 7 : 100;
  });

  test('reads plans, details, freshness and partitions', async () => {
    await can.probe();
    const { plans, truncated } = await can.plans();
    expect(new Set(plans.map(({ id }) => id)).size).toBe(48);
    expect(truncated).toBe(false);
    expect(new Set(plans.map(({ kind }) => kind))).toStrictEqual(
      new Set(['ACCELERATE', 'RESULT', 'EXTERNAL']),
    );

    const plan = await planWith((each) => isDay(each) && each.kind === 'ACCELERATE');
    expect(plan.refresh.to).toBeTypeOf('number');
    expect(plan.table.name).toBeTypeOf('string');
    expect(plan.metrics.length).toBeGreaterThan(0);
    expect(await can.latestTime([plan.id])).toMatchObject({
      hasNotReady: expect.any(Boolean) as boolean,
      latestDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT00:00:00$/) as string,
    });
    const { values, partitioned, hasData, ...rest } = await can.partitions(plan.id);
    expect({ partitioned, hasData, truncated: rest.truncated }).toStrictEqual({
      partitioned: true,
      hasData: true,
      truncated: false,
    });
    expect(values.length).toBeGreaterThan(25);
    expect(values.toSorted().toReversed()).toStrictEqual(values);
  });

  test('backfills, watches the instances, reads one', async () => {
    const { id } = await planWith((plan) => isDay(plan) && plan.kind === 'ACCELERATE');
    sandbox.world.failDays(id, { from: '2025-10-03', to: '2025-10-03' }, 'memory-limit');
    const { dagName } = await can.createTask(backfill(id, '2025-10-01', '2025-10-30'));
    expect(dagName).toBeTypeOf('string');
    const first = await can.instances(dagName ?? '');
    expect(first.instances).toHaveLength(30);
    expect(first.truncated).toBe(false);
    expect(first.instances.map(({ range: days }) => days?.start).sort()[0]).toBe('2025-10-01');

    clock.ms += 24 * 3_600_000;
    const { instances } = await can.instances(dagName ?? '');
    const failed = instances.filter(({ status }) => status === 'FAILED');
    expect(failed.map(({ range: days }) => days)).toStrictEqual([{ start: '2025-10-03', end: '2025-10-03' }]);
    const instance = await can.instance(failed[0]?.id ?? '');
    expect(instance).toMatchObject({ id: failed[0]?.id, status: 'FAILED', runType: 'MANUAL', planIds: [id] });
    expect(instance.log).toMatch(/memory/i);
    expect(instance.sql.original).toMatch(/2025-10-0/);
    expect(instance.statusTimes['FAILED']).toBe(failed[0]?.endedAt);
  });

  test('converts, reads the scripts, marks and clears', async () => {
    const { id } = await planWith((plan) => isDay(plan) && plan.kind === 'RESULT');
    await expect(
      can.clearPartition(clearPartitionRequest({ planId: id, ranges: [range('2025-11-01')] })),
    ).rejects.toMatchObject({
      code: 'can-refused',
      outcome: 'none',
      detail: expect.stringMatching(/./) as string,
    });
    await can.transform(transformRequest(id));
    service.forgetPlan(id);
    expect((await can.plan(id)).kind).toBe('EXTERNAL');
    expect((await can.plans()).plans.find((plan) => plan.id === id)?.kind).toBe('EXTERNAL');
    const { schedule, statements } = await can.scripts(id);
    expect(schedule.granularity).toBe('DAY');
    expect(new Set(statements.map(({ kind }) => kind))).toStrictEqual(
      new Set(['create_table', 'add_partition', 'drop_table', 'insert_overwrite']),
    );

    const day = '2025-11-01';
    await can.clearPartition(clearPartitionRequest({ planId: id, ranges: [range(day)] }));
    expect((await can.partitions(id, { maxAgeMs: 0 })).values).not.toContain(day);
    await can.updatePartition(updatePartitionRequest({ planId: id, success: [range(day)], failed: [] }));
    expect((await can.partitions(id, { maxAgeMs: 0 })).values).toContain(day);
  });

  test('tells CAN of changed source tables, however it answers', async () => {
    const tableName = 'starrocks.`default_catalog.retail_ods`.p_order';
    for (const tablePartition of ['2025-11-17', '2025-11-18', '2025-11-19', '2025-11-20']) {
      const request = triggerRequest({ tableName, tenantId: 'demo', tablePartition });
      await expect(can.trigger(request)).resolves.toBeTypeOf('object');
    }
    const tomorrow = triggerRequest({ tableName, tenantId: 'demo', tablePartition: '2025-11-22' });
    await expect(can.trigger(tomorrow)).rejects.toMatchObject({ code: 'can-refused', outcome: 'none' });
  });
});

test('a token for an app serves like any credential', async () => {
  const token = await service.createToken('console', new Secret('console-secret'), 3600);
  await as('demo', 'TOKEN', token.reveal()).probe();
  clock.ms += 3_601_000;
  await expect(as('demo', 'TOKEN', token.reveal()).probe()).rejects.toMatchObject({
    code: 'can-unauthenticated',
  });
  await expect(service.createToken('console', new Secret('wrong-secret'))).rejects.toMatchObject({
    outcome: 'none',
  });
});

test('nobody, and somebody who may only read', async () => {
  await expect(as('demo', 'UID', 'nobody').probe()).rejects.toMatchObject({ code: 'can-unauthenticated' });
  const viewer = as('demo', 'UID', 'viewer');
  await viewer.probe();
  await expect(viewer.transform(transformRequest('1'))).rejects.toMatchObject({
    code: 'can-forbidden',
    outcome: 'none',
  });
});

test('an unknown plan in a list is named by CAN, not by us', async () => {
  await expect(can.latestTime(['404404'])).rejects.toMatchObject({
    code: 'can-refused',
    detail: expect.any(String) as string,
  });
});

test('pages without end are seen through', async () => {
  sandbox.world.shape.endless = true;
  expect((await can.plans()).plans).toHaveLength(48);
});

test('an older CAN creates without a handle', async () => {
  const id = sandbox.world.idOf('old-can');
  expect((await can.createTask(backfill(id, '2025-10-01', '2025-10-02'))).dagName).toBeNull();
});

test('a create that is lost after it took effect is sent once and unknown', async () => {
  const id = sandbox.world.idOf('create-times-out');
  await expect(can.createTask(backfill(id, '2025-10-01', '2025-10-02'))).rejects.toMatchObject({
    code: 'can-timeout',
    outcome: 'unknown',
  });
  expect(sandbox.world.calls.filter(({ call }) => call === 'createTask')).toHaveLength(1);
});

test.each(['html', 'empty', 'cut', 'torn', 'reset', 'status', 'hang', 'babble', 'flood'] as const)(
  'a read survives one answer that is %s, or says that it cannot',
  async (kind) => {
    sandbox.world.setFault({ call: 'latestTime', kind, times: 1, status: 502 });
    const { plans } = await can.plans();
    const id = plans.find(({ kind: each }) => each === 'ACCELERATE')?.id ?? '';
    const reading = can.latestTime([id]);
    if (kind === 'babble' || kind === 'flood')
      await expect(reading).rejects.toMatchObject({ code: 'can-bad-answer' });
    else await expect(reading).resolves.toBeDefined();
  },
);

test('with a third of the answers broken, what is said of each create is true, and each is sent once', async () => {
  const { id } = await planWith((plan) => isDay(plan) && plan.kind === 'ACCELERATE');
  service.close();
  service = createCanService({ url: sandbox.url, timeoutMs: 150, concurrency: 8, clock, log: quietLog });
  can = as('demo', 'UID', 'ops');
  sandbox.world.setRandomFaults({
    seed: 'a third',
    rate: 1 / 3,
    kinds: [
      ...(['html', 'empty', 'cut', 'torn', 'reset', 'status', 'hang'] as const),
      ...(['html-after-effect', 'empty-after-effect', 'cut-after-effect', 'reset-after-effect'] as const),
      'timeout-after-effect',
    ],
  });
  const days = Array.from({ length: 120 }, (_, index) => wallText(Date.UTC(2025, 0, 1 + index)).slice(0, 10));
  const told = await Promise.all(
    days.map((day) =>
      can.createTask(backfill(id, day, day)).then(
        ({ dagName }) => ({ day, dagName, outcome: 'done' }),
        (error: unknown) => ({ day, dagName: null, outcome: (error as CanError).outcome }),
      ),
    ),
  );
  const creates = sandbox.world.calls.filter(({ call }) => call === 'createTask');
  expect(creates.map(({ body }) => (body as WireCreateTask).startTime).sort()).toStrictEqual(days);

  sandbox.world.clearFaults();
  const count = (outcome: string): number => told.filter((each) => each.outcome === outcome).length;
  expect(count('done')).toBeGreaterThan(60);
  expect(count('unknown')).toBeGreaterThan(10);
  for (const { day, dagName } of told.filter(({ outcome }) => outcome === 'done'))
    expect((await can.instances(dagName ?? '')).instances[0]?.range?.start).toBe(day);
});
