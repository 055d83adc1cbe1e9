import { homeCatalog, measures, type AreaName, type Measure } from './areas.ts';
import { catalogue, type CataloguePlan, type Kind } from './catalogue.ts';
import { dimension, type Dimension, type DimensionName } from './dimensions.ts';
import { furtherPlan } from './further-plans.ts';
import type { Granularity } from './period.ts';
import { hash, logNormal, unit } from './random.ts';
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
    const found = catalogue[index] ?? furtherPlan(shape.seed, index);
    const row =
      shape.unhealthyRate === undefined
        ? found
        : { ...found, role: undefined, fullRefresh: undefined, history: Math.max(found.history, 30) };
    const sick = ill.has(index);
    const neverShare = sick
      ? 0.2
      : shape.unhealthyRate === undefined && index >= catalogue.length
        ? 0.008
        : 0;
    const never = unit(shape.seed, index, 'never') < neverShare;
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
        catalog: homeCatalog(row.area),
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
