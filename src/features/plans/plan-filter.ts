import { freshnessStates, type FreshnessState } from '../../contract/freshness.ts';
import { granularities, planKinds, type Granularity, type PlanKind } from '../../contract/plan.ts';
import type { PlanRow } from './plan-rows.ts';
import { defaultSort, readSort, sortText, type PlanSort } from './plan-sort.ts';

/** What of the list is shown, and in which order. It lives in the address, so a view can be sent to a colleague. */
export interface PlanFilter {
  text: string;
  kind: PlanKind | null;
  state: FreshnessState | null;
  granularity: Granularity | null;
  sort: PlanSort;
}

export const noFilter: PlanFilter = {
  text: '',
  kind: null,
  state: null,
  granularity: null,
  sort: defaultSort,
};

const known = <T extends string>(words: readonly T[], word: string | null): T | null =>
  words.find((each) => each === word) ?? null;

/** Total: whatever stands in the address, a filter comes out. */
export function readPlanFilter(params: URLSearchParams): PlanFilter {
  return {
    text: params.get('q') ?? '',
    kind: known(planKinds, params.get('kind')),
    state: known(freshnessStates, params.get('state')),
    granularity: known(granularities, params.get('granularity')),
    sort: readSort(params.get('sort')),
  };
}

/** For `paths.plans`: what is as by default is left out. */
export function planFilterQuery({ text, kind, state, granularity, sort }: PlanFilter) {
  return { q: text === '' ? null : text, kind, state, granularity, sort: sortText(sort) };
}

/** Anything left out? The order leaves nothing out. */
export function isFiltering({ text, kind, state, granularity }: PlanFilter): boolean {
  return text.trim() !== '' || kind !== null || state !== null || granularity !== null;
}

/** Case and width do not matter: people paste full-width letters and digits from chats. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** A plan that is not checked yet has no state and no granularity: it fits neither filter. */
export function filterRows(rows: readonly PlanRow[], filter: PlanFilter): PlanRow[] {
  const { kind, state, granularity } = filter;
  const wanted = folded(filter.text).trim();
  return rows.filter(({ plan, known: is }) => {
    if (kind !== null && plan.kind !== kind) return false;
    if (state !== null && is?.state !== state) return false;
    if (granularity !== null && is?.granularity !== granularity) return false;
    if (wanted === '') return true;
    return [plan.name, plan.displayName, plan.id].some(
      (field) => field !== null && folded(field).includes(wanted),
    );
  });
}
