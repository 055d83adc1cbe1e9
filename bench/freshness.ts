import type { Caller } from '../server/can/can.ts';
import { createLog } from '../server/log.ts';
import { createFreshness } from '../server/reads/freshness.ts';
import { HeldClock } from '../server/testing/held-clock.ts';
import { simulateCan, simulatedFleet } from '../server/testing/simulated-can.ts';
import type { Bench, Row } from './row.ts';

const zone = 'Asia/Shanghai';

/** [plans, share that is not fresh, most calls each minute]; one call a plan would cost as many calls as plans. */
const cases: readonly [number, number, number][] = [
  [50, 0, 10],
  [50, 0.02, 12],
  [50, 0.2, 20],
  [500, 0, 12],
  [500, 0.02, 22],
  [500, 0.2, 115],
  [5000, 0, 26],
  [5000, 0.02, 130],
  [5000, 0.2, 1030],
];

async function callsFor(
  plans: number,
  share: number,
): Promise<{ first: number; definitions: number; each: number }> {
  const clock = new HeldClock();
  const can = simulateCan(simulatedFleet(plans, share), clock, zone);
  const log = createLog(
    () => '',
    () => undefined,
  );
  const reader = createFreshness({ clock, log, timeZone: zone, workers: 4, memory: null, waitMs: 60_000 });
  const caller = { tenantId: 'bench', fingerprint: 'bench' } as Caller;
  const { checked } = await reader.summary(caller, can);
  if (checked !== plans) throw new Error(`Only ${checked} of ${plans} plans were checked`);
  const first = can.spent();
  const definitions = can.calls.plan;
  clock.advance(60_000);
  await reader.summary(caller, can);
  return { first: first - definitions, definitions, each: can.spent() };
}

/** Calls to CAN for the summary of a whole fleet, against one call a plan. */
export const freshness: Bench = {
  name: 'freshness',
  async measure() {
    const rows: Row[] = [];
    for (const [plans, share, aim] of cases) {
      const { first, definitions, each } = await callsFor(plans, share);
      const what = `${plans} plans, ${share * 100} % not fresh`;
      rows.push(
        { bench: 'freshness', what: `${what}: each refresh`, value: each, unit: 'calls', aim },
        { bench: 'freshness', what: `${what}: one call a plan`, value: plans, unit: 'calls' },
        {
          bench: 'freshness',
          what: `${what}: first count`,
          value: first,
          unit: 'calls',
          aim: Math.ceil(plans * 1.2 + 12),
        },
        {
          bench: 'freshness',
          what: `${what}: definitions, once in hours`,
          value: definitions,
          unit: 'calls',
          aim: plans,
        },
      );
    }
    return rows;
  },
};
