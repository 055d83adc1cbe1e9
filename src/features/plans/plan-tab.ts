import type { Plan } from '../../contract/plan.ts';

/** The parts of a plan's page, as its address names them. */
const planTabs = ['calendar', 'backfills', 'scripts', 'details', 'activity'] as const;
export type PlanTab = (typeof planTabs)[number];

/** Which of them a plan has; `plan` undefined: CAN does not tell what it is. */
export function tabsOf(plan: Pick<Plan, 'kind'> | undefined): PlanTab[] {
  return planTabs.filter((tab) => {
    if (tab === 'scripts') return plan?.kind === 'EXTERNAL';
    if (tab === 'calendar' || tab === 'details') return plan !== undefined;
    return true;
  });
}

/** Total: a tab that this plan does not have is its first. */
export function readTab(params: URLSearchParams, tabs: readonly PlanTab[]): PlanTab | undefined {
  return tabs.find((tab) => tab === params.get('tab')) ?? tabs[0];
}
