import type { Plan } from '../../src/contract/plan.ts';
import { canonicalJson, contentHash } from './canonical-json.ts';

type Defined = Pick<
  Plan,
  | 'kind'
  | 'granularity'
  | 'fullRefresh'
  | 'metrics'
  | 'dimensions'
  | 'timeConstraint'
  | 'filters'
  | 'refresh'
  | 'raw'
>;

/** A list whose order says nothing: CAN may send it in another one each time. */
function unordered(items: readonly unknown[]): unknown[] {
  return items
    .map((item) => ({ item, key: canonicalJson(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}

/** A metric or dimension that CAN describes with more than a name counts with all of it. */
function whole(names: readonly string[], raw: unknown): unknown[] {
  return unordered(Array.isArray(raw) ? (raw as unknown[]) : names);
}

/** The plan as it is reviewed (DESIGN §6): what it computes and when, not what it is called or where it lies. */
export function definitionOf(plan: Defined): Record<string, unknown> {
  return {
    kind: plan.kind,
    metrics: whole(plan.metrics, plan.raw['metricList']),
    dimensions: whole(plan.dimensions, plan.raw['dimensionList']),
    timeConstraint: unordered(plan.timeConstraint),
    filters: unordered(plan.filters),
    refresh: {
      cron: plan.refresh.cron,
      from: plan.refresh.from,
      to: plan.refresh.to,
      granularity: plan.granularity,
      fullRefresh: plan.fullRefresh,
    },
  };
}

export function definitionHash(definition: Record<string, unknown>): string {
  return contentHash(definition);
}
