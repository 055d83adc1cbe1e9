import { describe, expect, it } from 'vitest';
import { area } from './areas.ts';
import { catalogue } from './catalogue.ts';
import { planSeeds } from './plan-seed.ts';

const world = (plans: number, more: { seed?: string; unhealthyRate?: number } = {}) =>
  planSeeds({ seed: 'retail', plans, ...more });

describe('the plans of a world', () => {
  it('are 48 made by hand, each measured and broken down by what its area knows', () => {
    expect(catalogue).toHaveLength(48);
    for (const row of catalogue) {
      const known = area(row.area);
      for (const name of row.measures.split(' '))
        expect(Object.keys(known.measures), row.name ?? '').toContain(name);
      for (const name of row.dimensions.split(' ')) expect(known.dimensions, row.name ?? '').toContain(name);
    }
  });

  it('hold every kind, every granularity and histories from a month to ten years', () => {
    const plans = world(48);
    const has = (test: (plan: (typeof plans)[number]) => boolean) => plans.filter(test).length;
    expect(has((p) => p.kind === 'EXTERNAL')).toBeGreaterThanOrEqual(5);
    expect(has((p) => p.kind === 'RESULT')).toBeGreaterThanOrEqual(8);
    expect(has((p) => p.granularity === 'DAY' && !p.fullRefresh)).toBeGreaterThan(24);
    for (const g of ['HOUR', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'])
      expect(has((p) => p.granularity === g)).toBeGreaterThan(0);
    expect(has((p) => p.fullRefresh)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...plans.map((p) => (p.granularity === 'DAY' ? p.history : 0)))).toBe(3700);
    expect(plans.some((p) => p.granularity === 'DAY' && p.history === 30)).toBe(true);
    expect(plans.filter((p) => BigInt(p.id) > 2n ** 53n).length).toBeGreaterThan(30);
    expect(plans.some((p) => p.id.length === 8)).toBe(true);
    for (const p of plans.slice(0, 40)) expect(`${p.name ?? ''}${p.displayName ?? ''}`).not.toMatch(/[<؀-ۿ]/);
  });

  it('are the same for the same seed, and others for another', () => {
    expect(world(300)).toEqual(world(300));
    expect(world(60, { seed: 'other' }).map((p) => p.id)).not.toEqual(world(60).map((p) => p.id));
  });

  it('do not change when there are more of them', () => {
    expect(world(500).slice(0, 60)).toEqual(world(60));
  });

  it('are 5,000 in less than a second, with ids and names of their own', () => {
    const before = performance.now();
    const plans = world(5000);
    expect(performance.now() - before).toBeLessThan(1000);
    expect(new Set(plans.map((p) => p.id)).size).toBe(5000);
    expect(new Set(plans.map((p) => p.name)).size).toBe(5000);
    expect(plans.every((p) => p.measures.length > 0 && p.dimensions.length > 0)).toBe(true);
  });

  it.each([
    [50, 0, 0],
    [500, 0.02, 10],
    [5000, 0.2, 1000],
  ])('of %i at a rate of %f are ill in exactly %i cases', (plans, unhealthyRate, ill) => {
    const made = world(plans, { unhealthyRate });
    expect(made.filter((p) => p.lag > 0 || p.history === 0)).toHaveLength(ill);
    expect(made.every((p) => p.role === null)).toBe(true);
  });
});
