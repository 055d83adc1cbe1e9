import type { PlanState } from './plan-state.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** A call that got past the door. */
export interface CanCall {
  world: World;
  /** The instant to which the world has caught up. */
  now: number;
  /** null: the call needs none. */
  tenantId: string;
  query: Readonly<Record<string, string>>;
  body: Readonly<Record<string, unknown>>;
  /** Counts the calls of this kind: some lies take turns. */
  nth: number;
}

export const unknownPlan = 'Acceleration plan does not exist';

/** The plan of a `uuid` or `planId`; CAN's own words when there is none (CAN_API, envelope 1). */
export function planOf({ world, now }: CanCall, id: unknown): PlanState {
  const plan = world.fleet.byId(id);
  if (!plan) throw new Refusal(unknownPlan);
  plan.catchUp(now);
  return plan;
}

/** A page asked for: numbers below 1 and text are the first page, and no page is larger than the deployment allows. */
export function pageOf(
  number: unknown,
  size: unknown,
  usual: number,
  most: number,
): { number: number; size: number } {
  const whole = (value: unknown, fallback: number) => {
    const n = typeof value === 'string' && value !== '' ? Number(value) : value;
    return typeof n === 'number' && Number.isInteger(n) && n >= 1 ? n : fallback;
  };
  return { number: whole(number, 1), size: Math.min(most, whole(size, usual)) };
}
