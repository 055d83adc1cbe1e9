import type { PlanStateList } from '../contract/freshness.ts';
import { pollInterval } from '../domain/polling.ts';

/** How often the plans page asks. react-query itself asks nothing while the page is hidden, and at once when it is seen again. */

interface Asked {
  /** Failed looks since the last good one. */
  errors: number;
}

type Counting = Pick<PlanStateList, 'checked' | 'total' | 'problem'>;

/** Not all plans are known yet, and nothing stands in the way of learning of the others. */
export function isCounting({ checked, total, problem }: Counting): boolean {
  return checked < total && problem === undefined;
}

export function pollStates(counting: Counting | undefined, asked: Asked): number | false {
  const moving = counting !== undefined && isCounting(counting);
  return pollInterval({
    state: moving ? 'moving' : 'idle',
    ageMs: 0,
    count: counting?.total ?? 0,
    visible: true,
    ...asked,
  });
}

/** A plan's own freshness, and what of ours is under way: once a minute. */
export function pollIdle(asked: Asked): number | false {
  return pollInterval({ state: 'idle', ageMs: 0, count: 1, visible: true, ...asked });
}
