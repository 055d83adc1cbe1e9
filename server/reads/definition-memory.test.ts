import { expect, test } from 'vitest';
import type { Caller } from '../can/can.ts';
import { openLedger } from '../ledger/open.ts';
import { createLog } from '../log.ts';
import { HeldClock } from '../testing/held-clock.ts';
import { simulateCan, simulatedFleet } from '../testing/simulated-can.ts';
import { definitionsIn, type DefinitionMemory } from './definition-memory.ts';
import { createFreshness } from './freshness.ts';

const zone = 'Asia/Shanghai';
const HOUR = 3_600_000;
const ops = { tenantId: 't', fingerprint: 'ops' } as Caller;

async function setUp() {
  const clock = new HeldClock();
  const ledger = await openLedger({ dataDir: null, databaseUrl: null }, clock);
  const can = simulateCan(simulatedFleet(60, 0.05), clock, zone);
  const lines: string[] = [];
  const log = createLog(
    () => '',
    (line) => void lines.push(line),
  );
  const memory = definitionsIn({ ledger, clock });
  /** As a process that has just started would. */
  const count = async (caller = ops, from: DefinitionMemory = memory) => {
    const before = can.calls.plan;
    const reader = createFreshness({ clock, log, timeZone: zone, workers: 4, memory: from, waitMs: 60_000 });
    const { checked } = await reader.summary(caller, can);
    expect(checked).toBe(60);
    return can.calls.plan - before;
  };
  return { clock, can, lines, memory, count };
}

test('after a restart no definition is asked for again, until hours later', async () => {
  const { clock, count } = await setUp();
  expect(await count()).toBe(60);
  expect(await count()).toBe(0);
  clock.advance(9 * HOUR);
  expect(await count()).toBe(60);
});

test('a plan that is called otherwise since is asked about', async () => {
  const { can, count } = await setUp();
  await count();
  const plans = can.plans.bind(can);
  can.plans = async () => {
    const { plans: list, ...more } = await plans();
    return { ...more, plans: list.map((plan) => (plan.id === '7' ? { ...plan, name: 'renamed' } : plan)) };
  };
  expect(await count()).toBe(1);
});

test.each([
  ['another credential', { tenantId: 't', fingerprint: 'owner' }],
  ['the same credential of another tenant', { tenantId: 'u', fingerprint: 'ops' }],
])('%s learns for itself', async (_, other) => {
  const { count } = await setUp();
  await count();
  expect(await count(other as Caller)).toBe(60);
});

test('a ledger that fails costs calls, not the answer', async () => {
  const { lines, count } = await setUp();
  const broken = () => Promise.reject(new Error('no disk'));
  expect(await count(ops, { load: broken, save: broken })).toBe(60);
  await expect.poll(() => lines.filter((line) => line.includes('definitions-not-kept')).length).toBe(2);
});
