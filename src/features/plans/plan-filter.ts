import { planKinds, type PlanKind, type PlanListItem } from '../../contract/plan.ts';

/** What of the list is shown. It lives in the address, so a view can be sent to a colleague (docs/ARCHITECTURE.md). */
export interface PlanFilter {
  text: string;
  kind: PlanKind | null;
}

export const noFilter: PlanFilter = { text: '', kind: null };

/** Total: whatever stands in the address, a filter comes out. */
export function readPlanFilter(params: URLSearchParams): PlanFilter {
  const kind = params.get('kind');
  return {
    text: params.get('q') ?? '',
    kind: planKinds.find((known) => known === kind) ?? null,
  };
}

/** For `paths.plans`: what is as by default is left out. */
export function planFilterQuery({ text, kind }: PlanFilter): { q: string | null; kind: string | null } {
  return { q: text === '' ? null : text, kind };
}

/** Case and width do not matter: people paste full-width letters and digits from chats. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

export function filterPlans(plans: readonly PlanListItem[], { text, kind }: PlanFilter): PlanListItem[] {
  const wanted = folded(text).trim();
  return plans.filter((plan) => {
    if (kind !== null && plan.kind !== kind) return false;
    if (wanted === '') return true;
    return [plan.name, plan.displayName, plan.id].some(
      (field) => field !== null && folded(field).includes(wanted),
    );
  });
}
