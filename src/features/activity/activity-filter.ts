import type { ActivityFilter } from '../../api/activity.ts';
import { journalActions, journalStates } from '../../contract/activity.ts';
import { isDay } from '../../domain/wall-date.ts';

const day = (text: string | null) => (text !== null && isDay(text) ? text : undefined);
const said = (text: string | null) => (text === null || text.trim() === '' ? undefined : text);

/** Total: whatever stands in the address, a filter comes out. */
export function readActivityFilter(params: URLSearchParams): ActivityFilter {
  const [action, state] = [params.get('action'), params.get('outcome')];
  return {
    planId: said(params.get('plan')),
    actor: said(params.get('who')),
    action: journalActions.find((known) => known === action),
    state: journalStates.find((known) => known === state),
    from: day(params.get('from')),
    to: day(params.get('to')),
  };
}

/** For `paths.activity`: what is as by default is left out. */
export function activityFilterQuery(filter: ActivityFilter): Record<string, string | undefined> {
  const { planId, actor, action, state, from, to } = filter;
  return { plan: planId, who: actor, action, outcome: state, from, to };
}

export function isUnfiltered(filter: ActivityFilter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}
