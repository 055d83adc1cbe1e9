import type { WireLatestTime, WirePlan, WirePlanList, WirePlanListItem, WireScripts } from '../can/wire.ts';
import { wallText } from '../../src/domain/wall-date.ts';
import { area, engineOf } from './areas.ts';
import { startOf } from './period.ts';
import type { PlanState } from './plan-state.ts';
import { Refusal } from './refusal.ts';
import { pageOf, planOf, unknownPlan, type CanCall } from './request.ts';
import { cronOf } from './schedule.ts';
import { scriptsOf } from './sql.ts';
import { bare } from './wire-out.ts';

/** The id is a number here and a string in the details (envelope 7). */
function listItem({ id, kind, seed, amended }: PlanState): WirePlanListItem {
  return {
    id: bare(id),
    name: amended.name === undefined ? seed.name : amended.name,
    displayName: amended.displayName === undefined ? seed.displayName : amended.displayName,
    materializeType: amended.materializeType ?? kind,
  };
}

export function plans({ world, body }: CanCall): WirePlanList {
  const pager = (body['pager'] ?? {}) as Record<string, unknown>;
  const page = pageOf(pager['pageNumber'], pager['pageSize'], 20, world.shape.pageSize);
  const kind = body['materializeType'];
  const all = world.fleet.seeds.filter(
    (seed) => typeof kind !== 'string' || kind === '' || world.fleet.kindOf(seed.index) === kind,
  );
  const from = (world.shape.endless ? 0 : page.number - 1) * page.size;
  return {
    data: all.slice(from, from + page.size).map(({ index }) => listItem(world.fleet.at(index))),
    hasNext: world.shape.endless || from + page.size < all.length,
    total: all.length,
    pageNumber: page.number,
    pageSize: page.size,
  };
}

function refreshConfigOf(plan: PlanState): NonNullable<WirePlan['refreshConfig']> {
  const { seed } = plan;
  return {
    cron: cronOf(seed),
    /** The metric's granularity then says it. */
    ...(seed.fullRefresh || seed.index % 11 === 7 ? {} : { granularity: seed.granularity }),
    /** -1 is what CAN takes when nothing is said, and some plans say nothing. */
    ...(seed.fullRefresh || seed.index % 9 === 4 ? {} : { updateUpperInterval: seed.upper }),
    ...(seed.fullRefresh ? {} : { updateLowerInterval: seed.lower }),
    ...(seed.fullRefresh || seed.index % 4 !== 3 ? { isFullRefresh: seed.fullRefresh } : {}),
  };
}

export function plan(call: CanCall): WirePlan {
  const state = planOf(call, call.query['uuid']);
  const { seed } = state;
  const { source, dateColumn, filters, english, label } = area(seed.area);
  const asNames = seed.index % 5 === 4;
  const named = ({ name, displayName }: { name: string; displayName: string }) => ({ name, displayName });
  return {
    ...listItem(state),
    id: state.id,
    tablePath: {
      tableCatalog: seed.table.catalog,
      tableSchema: seed.table.schema,
      tableName: seed.table.name,
    },
    metricTimeGranularity: seed.granularity,
    metricEntityList: [
      { entityName: `${seed.area}_entity`, displayName: label, table: `${source.schema}.${source.table}` },
    ],
    mtConfig: {
      businessDomain: english,
      engine: engineOf(seed.area),
      bucketNum: 8,
      replicationNum: 3,
      resourceGroup: seed.kind === 'RESULT' ? 'rg_report' : 'rg_accelerate',
    },
    metricList: seed.measures.map((measure) => (asNames ? measure.name : named(measure))),
    dimensionList: seed.dimensions.map((each) => (asNames ? each.name : named(each))),
    ...(seed.fullRefresh
      ? {}
      : {
          timeConstraint:
            seed.index % 2 === 0 ? `${dateColumn} >= '2016-01-01'` : [`${dateColumn} >= '2016-01-01'`],
        }),
    dimensionFilters: [...filters],
    ...(seed.role === 'name-with-html' ? {} : { refreshConfig: refreshConfigOf(state) }),
    ...state.amended,
  };
}

export function latestTime(call: CanCall): WireLatestTime {
  const { world, body, now } = call;
  const asked = [
    ...listOf(body['planIdList']).map((id) => world.fleet.byId(id)),
    ...listOf(body['planNameList']).map((name) => world.fleet.byName(name)),
  ];
  if (asked.length === 0) throw new Refusal('planIdList and planNameList can not both be empty');
  const found = asked.filter((state) => state !== null);
  if (found.length < asked.length) throw new Refusal(unknownPlan);
  /** One answer for all of them: the oldest data, the latest run, and whether any was never filled (CAN_API, Freshness). */
  const states = world.shape.groupsLie ? found.slice(0, 1) : found;
  for (const state of states) state.catchUp(now);
  const latest = Math.min(
    ...states.flatMap(({ seed, filled }) =>
      filled.last === null ? [] : [startOf(filled.last, seed.granularity)],
    ),
  );
  const refreshed = Math.max(...states.map(({ refreshedAt }) => refreshedAt ?? -Infinity));
  const spelled = (wall: number) => wallText(wall).replace('T', ' ');
  return {
    hasNotReady: states.some((state) => !state.isReady),
    ...(Number.isFinite(latest) ? { latestDateTime: spelled(latest) } : {}),
    ...(Number.isFinite(refreshed) ? { latestRefreshTime: spelled(world.time.wall(refreshed)) } : {}),
  };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function scripts(call: CanCall): WireScripts {
  const state = planOf(call, call.query['uuid']);
  if (state.kind !== 'EXTERNAL') {
    throw new Refusal('Reference script is only available for acceleration plan of type EXTERNAL');
  }
  const { seed } = state;
  const { create_table, add_partition, drop_table, insert_overwrite } = scriptsOf(
    seed,
    call.world.time.wall(call.now),
  );
  const statements = (sql: string) => [{ sql }];
  return {
    referenceSchedule: refreshConfigOf(state),
    sqlScripts: {
      [`${seed.table.catalog}.${seed.table.schema}.${seed.table.name}`]: {
        ddl: {
          create_table: statements(create_table),
          ...(seed.fullRefresh ? {} : { add_partition: statements(add_partition) }),
          drop_table: statements(drop_table),
        },
        dml: { insert_overwrite: statements(insert_overwrite) },
      },
    },
  };
}
