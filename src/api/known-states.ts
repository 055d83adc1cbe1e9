import type { PlanStateList } from '../contract/freshness.ts';

/**
 * The gateway forgets after some minutes what CAN has said, also while CAN cannot be asked. Who looks at the page then
 * keeps what was there, with its age, instead of seeing every plan become unknown.
 */
export function keepKnown(before: PlanStateList | undefined, answer: PlanStateList): PlanStateList {
  if (before === undefined || answer.problem === undefined) return answer;
  const told = new Set(answer.states.map(({ id }) => id));
  const kept = before.states.filter(({ id }) => !told.has(id));
  if (kept.length === 0) return answer;
  const states = [...answer.states, ...kept];
  return {
    ...answer,
    states,
    checked: Math.min(states.length, answer.total),
    asOf: before.asOf < answer.asOf ? before.asOf : answer.asOf,
  };
}
