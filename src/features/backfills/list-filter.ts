import { backfillStates, type BackfillState } from '../../contract/backfill.ts';

/** Which backfills are shown; in the address, so that a view can be sent to a colleague. */
export interface ListFilter {
  planId: string | null;
  state: BackfillState | null;
}

export function readListFilter(params: URLSearchParams): ListFilter {
  const state = params.get('state');
  return {
    planId: params.get('planId') || null,
    state: backfillStates.find((known) => known === state) ?? null,
  };
}

export function listFilterQuery({ planId, state }: ListFilter) {
  return { planId, state };
}
