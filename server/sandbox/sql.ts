import { dayOfNumber } from '../../src/domain/wall-date.ts';
import { area, engineOf, homeCatalog } from './areas.ts';
import type { InstanceView } from './instance-view.ts';
import { firstDayOf, periodAt, valueOf, type Granularity } from './period.ts';
import type { PlanSeed } from './plan-seed.ts';
import { hash } from './random.ts';

const DAY_MS = 86_400_000;
const q = (...names: string[]) => names.map((name) => `\`${name}\``).join('.');

/** `p20251121`, `p202511`, `p2025112113`, as StarRocks names the partitions CAN makes. */
function partitionNames(plan: PlanSeed, from: number, to: number): string[] {
  const { granularity, shortMonth } = plan;
  const first = periodAt(from * DAY_MS, granularity);
  const last = periodAt((to + 1) * DAY_MS - 1, granularity);
  const names: string[] = [];
  for (let period = first; period <= last && names.length < 400; period++) {
    names.push(
      'p' +
        valueOf(period, granularity, shortMonth)
          .replace(/\D/g, '')
          .slice(0, granularity === 'HOUR' ? 10 : 8),
    );
  }
  return names;
}

const truncations: Record<Granularity, string> = {
  HOUR: 'hour',
  DAY: 'day',
  WEEK: 'week',
  MONTH: 'month',
  QUARTER: 'quarter',
  YEAR: 'year',
};

export interface Select {
  columns: string[];
  from: string[];
  where: string[];
  groupBy: string[];
}

/** What fills the table: measures and dimensions over the fact table and the dimension tables it needs. `start` and `end` are texts of the dialect, dates or placeholders. */
export function selectOf(plan: PlanSeed, start: string, end: string): Select {
  const { source, dateColumn, filters } = area(plan.area);
  const tables = [...new Set(plan.dimensions.flatMap((d) => (d.join ? [d.join.table] : [])))];
  const alias = (table: string | undefined) => `t${table ? tables.indexOf(table) + 1 : 0}`;
  const key = (table: string) => plan.dimensions.find((d) => d.join?.table === table)?.join?.key ?? 'id';
  const day = `${q('t0', dateColumn)}`;
  const unit = `'${truncations[plan.granularity]}'`;
  const moment = plan.granularity === 'HOUR' ? q('t0', 'event_time') : day;
  const time =
    engineOf(plan.area) === 'DORIS' ? `DATE_TRUNC(${moment}, ${unit})` : `DATE_TRUNC(${unit}, ${moment})`;
  const date = plan.granularity === 'DAY' ? day : time;
  return {
    columns: [
      ...(plan.fullRefresh ? [] : [`${date} AS ${q('metric_time')}`]),
      ...plan.dimensions.map((d) => `${q(alias(d.join?.table), d.column)} AS ${q(d.name)}`),
      ...plan.measures.map((m) => `${m.sql} AS ${q(m.name)}`),
    ],
    from: [
      `${q(source.catalog, source.schema, source.table)} ${q('t0')}`,
      ...tables.map(
        (table) =>
          `LEFT JOIN ${q(homeCatalog(plan.area), 'dim', table)} ${q(alias(table))} ON ${q('t0', key(table))} = ${q(alias(table), key(table))}`,
      ),
    ],
    where: [
      ...(plan.fullRefresh ? [] : [`${day} >= '${start}'`, `${day} <= '${end}'`]),
      ...filters.map((filter) => filter.replace(/^(\w+)/, (column) => q('t0', column))),
    ],
    groupBy: [
      ...(plan.fullRefresh ? [] : [date]),
      ...plan.dimensions.map((d) => q(alias(d.join?.table), d.column)),
    ],
  };
}

export function tablePath(plan: PlanSeed): string {
  return q(plan.table.catalog, plan.table.schema, plan.table.name);
}

export interface InstanceSql {
  originalSql: string;
  formattedSql: string | null;
}

/** One line as CAN sends it to the engine, and the same laid out; now and then CAN has no layout, or a stub (CAN_API, One instance). */
export function sqlOf(view: InstanceView): InstanceSql {
  const { seed } = view.plan;
  const [start, end] = [dayOfNumber(view.days.from), dayOfNumber(view.days.to)];
  const select = selectOf(seed, start, end);
  const names = seed.fullRefresh ? [] : partitionNames(seed, view.days.from, view.days.to);
  const partition = names.length > 0 ? ` PARTITION(${names.map((name) => q(name)).join(', ')})` : '';
  const insert = `INSERT OVERWRITE ${tablePath(seed)}${partition}`;
  const hint = `/*+ SET_VAR(enable_spill = true) */`;
  const comment = `/* can task_instance_id=${view.id} plan=${seed.id} run=${view.runType} */`;
  const where = select.where.length > 0 ? select.where : ['1 = 1'];
  const originalSql = `${comment} ${insert} SELECT ${hint} ${select.columns.join(', ')} FROM ${select.from.join(' ')} WHERE ${where.join(' AND ')} GROUP BY ${select.groupBy.join(', ')}`;
  const chance = hash(view.id, 'layout') % 12;
  if (chance === 0) return { originalSql, formattedSql: null };
  if (chance === 1) return { originalSql, formattedSql: '-- sql is too complex to be formatted' };
  const formattedSql = [
    comment,
    insert,
    `SELECT ${hint}`,
    select.columns.map((column) => `  ${column}`).join(',\n'),
    `FROM ${select.from.join('\n  ')}`,
    `WHERE ${where.join('\n  AND ')}`,
    `GROUP BY\n${select.groupBy.map((column) => `  ${column}`).join(',\n')}`,
  ].join('\n');
  return { originalSql, formattedSql };
}

const types: Record<string, string> = { cnt: 'BIGINT', qty: 'BIGINT', pv: 'BIGINT', uv: 'BIGINT' };

function measureType(name: string): string {
  return types[name.split('_').at(-1) ?? ''] ?? 'DECIMAL(38, 6)';
}

/** The statements an outside scheduler needs, `${...}` being what it fills in itself. */
export function scriptsOf(
  plan: PlanSeed,
  now: number,
): Record<'create_table' | 'add_partition' | 'drop_table' | 'insert_overwrite', string> {
  const columns = [
    ...(plan.fullRefresh
      ? []
      : [
          `  ${q('metric_time')} ${plan.granularity === 'HOUR' ? 'DATETIME' : 'DATE'} NOT NULL COMMENT '指标日期'`,
        ]),
    ...plan.dimensions.map((d) => `  ${q(d.name)} VARCHAR(256) NULL COMMENT '${d.displayName}'`),
    ...plan.measures.map((m) => `  ${q(m.name)} ${measureType(m.name)} NULL COMMENT '${m.displayName}'`),
  ];
  const keys = plan.fullRefresh ? [plan.dimensions[0]?.name ?? ''] : ['metric_time'];
  const current = periodAt(now, plan.granularity);
  const name = partitionNames(plan, Math.floor(now / DAY_MS), Math.floor(now / DAY_MS))[0] ?? 'p';
  const select = selectOf(plan, '${start_date}', '${end_date}');
  const path = tablePath(plan);
  return {
    create_table: [
      `CREATE TABLE IF NOT EXISTS ${path} (`,
      columns.join(',\n'),
      ') ENGINE = OLAP',
      `DUPLICATE KEY(${keys.map((key) => q(key)).join(', ')})`,
      ...(plan.fullRefresh ? [] : [`PARTITION BY RANGE(${q('metric_time')}) ()`]),
      `DISTRIBUTED BY HASH(${q(plan.dimensions[0]?.name ?? 'metric_time')}) BUCKETS 8`,
      engineOf(plan.area) === 'DORIS'
        ? 'PROPERTIES ("replication_allocation" = "tag.location.default: 3");'
        : 'PROPERTIES ("replication_num" = "3", "compression" = "LZ4");',
    ].join('\n'),
    add_partition: `ALTER TABLE ${path} ADD PARTITION IF NOT EXISTS ${q(name)} VALUES [('${firstDayOf(current, plan.granularity)}'), ('${firstDayOf(current + 1, plan.granularity)}'));`,
    drop_table: `DROP TABLE IF EXISTS ${path};`,
    insert_overwrite: [
      `INSERT OVERWRITE ${path}${plan.fullRefresh ? '' : ' PARTITION(`${partition_name}`)'}`,
      'SELECT',
      select.columns.map((column) => `  ${column}`).join(',\n'),
      `FROM ${select.from.join('\n  ')}`,
      `WHERE ${[...select.where, ...(select.where.length > 0 ? [] : ['1 = 1'])].join('\n  AND ')}`,
      `GROUP BY\n${select.groupBy.map((column) => `  ${column}`).join(',\n')};`,
    ].join('\n'),
  };
}
