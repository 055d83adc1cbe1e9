import type { PlanListItem } from '../../contract/plan.ts';

type Named = Pick<PlanListItem, 'id' | 'name' | 'displayName'>;

function said(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}

/** What a plan is called first; CAN may have no name at all for it, the id then stands in. */
export function planTitle(plan: Named): string {
  return said(plan.displayName) ?? said(plan.name) ?? plan.id;
}

/** What it is called besides, when that says something new. */
export function planSubtitle(plan: Named): string | null {
  const name = said(plan.name);
  return name === planTitle(plan) ? null : name;
}
