import { useState } from 'react';
import type { PlanRow } from './plan-rows.ts';

interface Held {
  /** The plans in the order in which they are drawn. */
  rows: readonly PlanRow[];
  /** What was asked for then: another filter or order is obeyed at once. */
  asked: string;
}

/** The same plans in the same places? */
function sameOrder(a: readonly PlanRow[], b: readonly PlanRow[]): boolean {
  return a.length === b.length && a.every(({ plan }, i) => plan.id === b[i]?.plan.id);
}

/**
 * While somebody points at the table or has the focus in it, a refresh changes what rows say but not where they are:
 * what one is about to press must not be another plan. The new order waits until they have left, or ask for it.
 */
export function useHeldRows(
  rows: readonly PlanRow[],
  /** All plans, those that the filter leaves out included. */
  all: readonly PlanRow[],
  asked: string,
  holding: boolean,
): { rows: readonly PlanRow[]; waiting: boolean; apply: () => void } {
  const [held, setHeld] = useState<Held>({ rows, asked });
  const moved = held.rows !== rows && !sameOrder(held.rows, rows);
  const obeyed = held.asked === asked;
  // What was drawn last is only remembered anew when it differs, else every refresh would draw twice.
  if (!obeyed || (moved && !holding)) setHeld({ rows, asked });
  if (!moved || !holding || !obeyed) return { rows, waiting: false, apply: () => undefined };
  const now = new Map(all.map((row) => [row.plan.id, row]));
  return {
    rows: held.rows.map((row) => now.get(row.plan.id) ?? row),
    waiting: true,
    apply: () => setHeld({ rows, asked }),
  };
}
