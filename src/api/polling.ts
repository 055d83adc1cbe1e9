import type { Query } from '@tanstack/react-query';

/**
 * How often data is asked for again. Never while the page is hidden (react-query sees to that, and asks at once
 * on return); slower the more often it failed, but never not at all.
 */
function backingOff(query: Pick<Query<unknown, Error>, 'state'>, everyMs: number, slowestMs: number): number {
  const failures = query.state.fetchFailureCount;
  return Math.min(everyMs * 2 ** Math.min(failures, 10), Math.max(slowestMs, everyMs));
}

const minute = 60_000;

/** Plans come and go a few times a day. */
export function pollPlanList(query: Pick<Query<unknown, Error>, 'state'>): number {
  return backingOff(query, 2 * minute, 10 * minute);
}

/** The session says what day it is on CAN's wall clock, and notices when it has ended. */
export function pollSession(query: Pick<Query<unknown, Error>, 'state'>): number {
  return backingOff(query, 5 * minute, 10 * minute);
}
