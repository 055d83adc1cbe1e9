import { area, areas, measures, type AreaName } from './areas.ts';
import { catalogue, type CataloguePlan } from './catalogue.ts';
import { dimension, type DimensionName } from './dimensions.ts';
import { hash, logNormal, pick, unit } from './random.ts';

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
export function furtherPlan(seed: string, index: number): CataloguePlan {
  const n = index - catalogue.length;
  const areaName = areaNames[n % areaNames.length] ?? 'trade';
  const { label, dimensions } = area(areaName);
  const unitName = units[Math.floor(n / areaNames.length) % units.length] ?? 'cn_east';
  const combination = Math.floor(n / (areaNames.length * units.length));
  const names = Object.keys(areas[areaName].measures);
  const measure = names[Math.floor(combination / dimensions.length) % names.length] ?? '';
  const by: DimensionName = dimensions[combination % dimensions.length] ?? 'channel';
  /** Where an area knows fewer combinations than it has plans, the second of a name is a second version. */
  const version = Math.floor(combination / (dimensions.length * names.length)) + 1;
  const chance = unit(seed, index, 'granularity');
  const granularity = chance < 0.86 ? 'DAY' : chance < 0.94 ? 'MONTH' : chance < 0.97 ? 'WEEK' : 'HOUR';
  const suffix = { DAY: '1d', MONTH: '1m', WEEK: '1w', HOUR: '1h' }[granularity];
  const history = {
    DAY: Math.min(3650, Math.round(logNormal(420, 0.8, seed, index, 'days')) + 30),
    MONTH: 6 + (hash(seed, index, 'months') % 90),
    WEEK: 12 + (hash(seed, index, 'weeks') % 140),
    HOUR: 24 * (30 + (hash(seed, index, 'hours') % 60)),
  }[granularity];
  const kind = pick(
    ['ACCELERATE', 'ACCELERATE', 'ACCELERATE', 'RESULT', 'EXTERNAL'] as const,
    seed,
    index,
    'kind',
  );
  const measureLabel = measures(areaName, [measure])[0]?.displayName ?? measure;
  return {
    kind,
    name: `ads_${unitName}_${areaName}_${measure}_by_${by}_${suffix}${version > 1 ? `_v${version}` : ''}`,
    displayName: `${label} · ${measureLabel} × ${dimension(by).displayName}（${unitName}${version > 1 ? ` v${version}` : ''}）`,
    area: areaName,
    measures: `${measure} ${names[0]}`,
    dimensions: `${by} ${dimensions[0]}`,
    granularity,
    history,
    at: granularity === 'HOUR' ? '00:00' : `00:${String(5 + (hash(index, 'at') % 50)).padStart(2, '0')}`,
    lower: granularity === 'DAY' ? -1 - (hash(seed, index, 'lower') % 7) : -1,
  };
}
