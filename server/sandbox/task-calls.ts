import type { WireInstance, WireInstanceDetail, WireInstanceList } from '../can/wire.ts';
import { dayNumber, dayOfNumber, isDay } from '../../src/domain/wall-date.ts';
import { viewOf, type InstanceView } from './instance-view.ts';
import { logOf } from './instance-log.ts';
import { hash } from './random.ts';
import { Refusal } from './refusal.ts';
import { pageOf, planOf, unknownPlan, type CanCall } from './request.ts';
import { sqlOf } from './sql.ts';
import { bare } from './wire-out.ts';
import type { World } from './world.ts';

function day(value: unknown, field: string): number {
  if (typeof value !== 'string' || value === '') throw new Refusal(`Parameter ${field} can not be empty`);
  if (!isDay(value))
    throw new Refusal(`Parameter ${field} is invalid, expected format: yyyy-MM-dd, actual: ${value}`);
  return dayNumber(value);
}

/** Some 270 years: a typing error, not a backfill. */
const MOST_DAYS = 100_000;

export function createTask(call: CanCall): string {
  const { world, body } = call;
  const byName = body['planId'] === undefined ? world.fleet.byName(body['planName']) : null;
  if (body['planId'] === undefined && !byName) throw new Refusal(unknownPlan);
  const plan = planOf(call, byName?.id ?? body['planId']);
  if (plan.kind === 'EXTERNAL') {
    throw new Refusal(
      'Acceleration plan of type EXTERNAL does not support backfill task',
      `plan ${plan.id} is scheduled externally, refresh its table with the reference script and report the partition`,
    );
  }
  const first = day(body['startTime'], 'startTime');
  const last = day(body['endTime'], 'endTime');
  if (first > last) throw new Refusal('startTime can not be later than endTime');
  if (last - first >= MOST_DAYS) throw new Refusal(`Time range is too large, at most ${MOST_DAYS} days`);
  const lotDays = body['dateIntervalOfLot'] ?? 1;
  if (typeof lotDays !== 'number' || !Number.isInteger(lotDays) || lotDays < 1) {
    throw new Refusal('Parameter dateIntervalOfLot must be an integer greater than or equal to 1');
  }
  return world.createTask(plan, { first, last }, lotDays);
}

function times(world: World, view: InstanceView) {
  const text = (instant: number | null) => (instant === null ? null : world.time.text(instant));
  return { createTime: text(view.createdAt), startTime: text(view.startedAt), endTime: text(view.endedAt) };
}

/** Half of the backfills have their ids as numbers, beyond what a double holds (envelope 7). */
function listed(world: World, view: InstanceView, asNumbers: boolean): WireInstance {
  const { table } = view.plan.seed;
  const { createTime, startTime, endTime } = times(world, view);
  return {
    id: asNumbers ? bare(view.id) : view.id,
    status: world.statusWord(view.id, view.status),
    mtGuid: `${table.catalog}.${table.schema}.${table.name}`,
    startPartition: view.plan.seed.fullRefresh ? null : dayOfNumber(view.days.from),
    endPartition: view.plan.seed.fullRefresh ? null : dayOfNumber(view.days.to),
    startTime,
    endTime,
    resourceGroup: view.runType === 'MANUAL' ? 'rg_backfill' : 'rg_accelerate',
    priority: view.runType === 'MANUAL' ? 'NORMAL' : 'HIGH',
    createTime,
    scheduleTime: createTime,
  };
}

export function instances(call: CanCall): WireInstanceList {
  const { world, query, now } = call;
  const dag = world.backfills.named(query['dagName'] ?? '');
  if (!dag) throw new Refusal('Dag does not exist');
  const page = pageOf(query['pageIndex'], query['pageSize'], 20, world.shape.pageSize);
  const first = (world.shape.endless ? 0 : page.number - 1) * page.size;
  const count = Math.max(0, Math.min(page.size, dag.size - first));
  const asNumbers = hash(dag.name, 'ids') % 2 === 0;
  return {
    dagName: dag.name,
    pageIndex: page.number,
    pageSize: page.size,
    total: dag.size,
    instances: Array.from({ length: count }, (_, i) => listed(world, viewOf(dag, first + i, now), asNumbers)),
  };
}

export function instance(call: CanCall): WireInstanceDetail {
  const { world, query, now } = call;
  const view = world.backfills.instance(query['id'] ?? '', now);
  if (!view) throw new Refusal('Task instance does not exist');
  const { seed, id: planId } = view.plan;
  const { createTime, startTime, endTime } = times(world, view);
  const status = world.statusWord(view.id, view.status);
  return {
    taskInstanceId: view.id,
    status,
    sql: view.status === 'WAITING' ? null : sqlOf(view),
    runType: view.runType,
    msg: logOf(view, world.time, world.logBytes(view.id)),
    serverInfo:
      view.startedAt === null
        ? null
        : `can-worker-${hash(view.id, 'server') % 6}:10.20.1.${20 + (hash(view.id, 'server') % 6)}:8085`,
    startTime,
    endTime,
    startPartitionTime: seed.fullRefresh ? null : dayOfNumber(view.days.from),
    endPartitionTime: seed.fullRefresh ? null : dayOfNumber(view.days.to),
    retryCnt: view.retries,
    mtGuid: [{ catalog: seed.table.catalog, schema: seed.table.schema, table: seed.table.name }],
    acceleratePlanUuid: [bare(planId)],
    statusTime: {
      WAITING: createTime,
      ...(startTime === null ? {} : { RUNNING: startTime }),
      ...(endTime === null ? {} : { [status]: endTime }),
    },
    taskType: 'MATERIALIZE',
  };
}
