import { area, areas, measures, type AreaName, type Measure } from './areas.ts';
import { catalogue, type CataloguePlan, type Kind } from './catalogue.ts';
import { dimension, type Dimension, type DimensionName } from './dimensions.ts';
import type { Granularity } from './period.ts';
import { hash, logNormal, pick, unit } from './random.ts';
import { lagOf, oddDisplayNames, type PlanRole } from './roles.ts';
import { snowflake } from './snowflake.ts';

/** A plan as it is when the world begins: a pure function of seed and index. */
export interface PlanSeed {
  index: number;
  id: string;
  role: PlanRole | null;
  kind: Kind;
  name: string | null;
  displayName: string | null;
  area: AreaName;
  measures: readonly Measure[];
  dimensions: readonly Dimension[];
  granularity: Granularity;
  fullRefresh: boolean;
  /** Periods of history; 0: never filled. */
  history: number;
  /** Periods behind at the beginning; its runs go on failing until a backfill has caught up. */
  lag: number;
  /** Minutes after the period's start at which it runs (of an hourly plan: after the hour). */
  runMinute: number;
  lower: number;
  upper: number;
  shortMonth: boolean;
  table: { catalog: string; schema: string; name: string };
  /** Median duration of an instance over one period at speed 1. */
  workMs: number;
  /** Share of days that fail the first time they are tried. */
  flaky: number;
}

export interface FleetShape {
  seed: string;
  plans: number;
  /** For measurements: exactly this share is behind or never filled, and nothing else is odd. */
  unhealthyRate?: number | undefined;
}

const units = [
  'cn_east',
  'cn_south',
  'cn_north',
  'cn_west',
  'hk',
  'sg',
  'my',
  'outlet',
  'kids',
  'sport',
  'beauty',
  'home',
  'fresh',
  'digital',
  'luxury',
  'franchise',
  'b2b',
  'o2o',
  'mini_program',
  'tmall',
  'jd',
  'douyin',
  'youzan',
  'duty_free',
];
const areaNames = Object.keys(areas) as AreaName[];

/** Beyond the hand-made ones: one a business unit, measure and dimension, so that no name comes twice up to 5,000. */
function furtherPlan(shape: FleetShape, index: number): CataloguePlan {
  const n = index - catalogue.length;
  const areaName = areaNames[n % areaNames.length] ?? 'trade';
  const { label, dimensions } = area(areaName);
  const unitName = units[Math.floor(n / areaNames.length) % units.length] ?? 'cn_east';
  const combination = Math.floor(n / (areaNames.length * units.length));
  const names = Object.keys(areas[areaName].measures);
  const measure = names[Math.floor(combination / dimensions.length) % names.length] ?? '';
  const by: DimensionName = dimensions[combination % dimensions.length] ?? 'channel';
  const chance = unit(shape.seed, index, 'granularity');
  const granularity = chance < 0.86 ? 'DAY' : chance < 0.94 ? 'MONTH' : chance < 0.97 ? 'WEEK' : 'HOUR';
  const suffix = { DAY: '1d', MONTH: '1m', WEEK: '1w', HOUR: '1h' }[granularity];
  const history = {
    DAY: Math.min(3650, Math.round(logNormal(420, 0.8, shape.seed, index, 'days')) + 30),
    MONTH: 6 + (hash(shape.seed, index, 'months') % 90),
    WEEK: 12 + (hash(shape.seed, index, 'weeks') % 140),
    HOUR: 24 * (30 + (hash(shape.seed, index, 'hours') % 60)),
  }[granularity];
  const kind = pick(
    ['ACCELERATE', 'ACCELERATE', 'ACCELERATE', 'RESULT', 'EXTERNAL'] as const,
    shape.seed,
    index,
    'kind',
  );
  const measureLabel = measures(areaName, [measure])[0]?.displayName ?? measure;
  return {
    kind,
    name: `ads_${unitName}_${areaName}_${measure}_by_${by}_${suffix}`,
    displayName: `${label} · ${measureLabel} × ${dimension(by).displayName}（${unitName}）`,
    area: areaName,
    measures: `${measure} ${names[0]}`,
    dimensions: `${by} ${dimensions[0]}`,
    granularity,
    history,
    at: granularity === 'HOUR' ? '00:00' : `00:${String(5 + (hash(index, 'at') % 50)).padStart(2, '0')}`,
    lower: granularity === 'DAY' ? -1 - (hash(shape.seed, index, 'lower') % 7) : -1,
  };
}

/** The plans to be ill, when a measurement says how many. */
function unhealthyIndexes({ seed, plans, unhealthyRate }: FleetShape): ReadonlySet<number> {
  if (unhealthyRate === undefined) return new Set();
  const order = Array.from({ length: plans }, (_, index) => index);
  order.sort((a, b) => hash(seed, a, 'ill') - hash(seed, b, 'ill'));
  return new Set(order.slice(0, Math.round(plans * unhealthyRate)));
}

function idOf(seed: string, index: number): string {
  if (index < 12) return String(12_876_560 + index * 4_219 + (hash(seed, index, 'id') % 4_000));
  return snowflake(1_617_000_000_000 + (hash(seed, index, 'made') % 150_000) * 1_000_000, index);
}

function lagOfPlan(shape: FleetShape, index: number, row: CataloguePlan, ill: boolean): number {
  if (row.role) return lagOf[row.role] ?? 0;
  const behind =
    ill ||
    (shape.unhealthyRate === undefined &&
      index >= catalogue.length &&
      unit(shape.seed, index, 'behind') < 0.03);
  return behind && !row.fullRefresh ? 1 + (hash(shape.seed, index, 'lag') % 12) : 0;
}

function words(text: string): string[] {
  return text.split(' ').filter((word, i, all) => word !== '' && all.indexOf(word) === i);
}

export function planSeeds(shape: FleetShape): PlanSeed[] {
  const ill = unhealthyIndexes(shape);
  return Array.from({ length: shape.plans }, (_, index) => {
    const found = catalogue[index] ?? furtherPlan(shape, index);
    const row =
      shape.unhealthyRate === undefined
        ? found
        : { ...found, role: undefined, fullRefresh: undefined, history: found.history || 90 };
    const sick = ill.has(index);
    const never =
      (sick || index >= catalogue.length) && unit(shape.seed, index, 'never') < (sick ? 0.2 : 0.008);
    const [hour = 0, minute = 0] = row.at.split(':').map(Number);
    const tableName = row.name ?? `plan_${index}`;
    return {
      index,
      id: idOf(shape.seed, index),
      role: row.role ?? null,
      kind: row.kind,
      name: row.name,
      displayName: (row.role && oddDisplayNames[row.role]) ?? row.displayName,
      area: row.area,
      measures: measures(row.area, words(row.measures)),
      dimensions: words(row.dimensions).map((name) => dimension(name as DimensionName)),
      granularity: row.granularity,
      fullRefresh: row.fullRefresh ?? false,
      history: never && !row.role ? 0 : row.history,
      lag: lagOfPlan(shape, index, row, sick && !never),
      runMinute: hour * 60 + minute,
      lower: row.lower,
      upper: -1,
      shortMonth: hash(shape.seed, index, 'month') % 2 === 0,
      table: {
        catalog: 'default_catalog',
        schema: row.kind === 'RESULT' ? 'can_result' : 'can_accel',
        name: `mt_${tableName}`,
      },
      workMs:
        60_000 *
        Math.min(20, logNormal(4, 0.6, shape.seed, index, 'work')) *
        (row.granularity === 'HOUR' ? 0.25 : 1),
      flaky:
        index % 3 === 0 && row.granularity === 'DAY' ? 0.01 + 0.02 * unit(shape.seed, index, 'flaky') : 0,
    };
  });
}
