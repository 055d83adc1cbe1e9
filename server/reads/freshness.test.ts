import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FreshnessState } from '../../src/contract/freshness.ts';
import type { Granularity } from '../../src/contract/plan.ts';
import type { Caller, LatestTime } from '../can/can.ts';
import { CanError } from '../can/can-error.ts';
import { createLog } from '../log.ts';
import { HeldClock } from '../testing/held-clock.ts';
import { simulateCan, simulatedFleet, type SimulatedPlan } from '../testing/simulated-can.ts';
import { createFreshness } from './freshness.ts';

const zone = 'Asia/Shanghai';
const MINUTE = 60_000;
const caller = { tenantId: 'retail', fingerprint: 'ada' } as Caller;

function world(plans: readonly SimulatedPlan[]) {
  const clock = new HeldClock();
  const lines: string[] = [];
  const log = createLog(
    () => '',
    (line) => void lines.push(line),
  );
  const can = simulateCan(plans, clock, zone);
  const reader = createFreshness({ clock, log, timeZone: zone, workers: 4, memory: null, waitMs: 60_000 });
  return {
    clock,
    lines,
    can,
    reader,
    pass: async () => {
      clock.advance(MINUTE);
      return reader.summary(caller, can);
    },
  };
}

const truth = ({ unknown, notReady, behind }: SimulatedPlan): FreshnessState =>
  unknown ? 'unknown' : notReady ? 'not-ready' : behind > 0 ? 'behind' : 'fresh';

function countsOf(plans: Iterable<SimulatedPlan>): Record<FreshnessState, number> {
  const counts = { fresh: 0, behind: 0, 'not-ready': 0, unknown: 0 };
  for (const plan of plans) counts[truth(plan)] += 1;
  return counts;
}

const plan = (id: string, more: Partial<SimulatedPlan> = {}): SimulatedPlan => ({
  id,
  granularity: 'DAY',
  behind: 0,
  ...more,
});

describe('counting', () => {
  it('of nothing is done at once', async () => {
    const { pass } = world([]);
    expect(await pass()).toMatchObject({
      checked: 0,
      total: 0,
      counts: { fresh: 0, behind: 0, 'not-ready': 0, unknown: 0 },
    });
  });

  it('comes to what is true, whatever the fleet, and again after it has changed', async () => {
    const anyPlan = fc.record({
      granularity: fc.constantFrom<Granularity>('HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'),
      behind: fc.oneof(
        { weight: 5, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }) },
      ),
      notReady: fc.oneof(
        { weight: 9, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(true) },
      ),
      unknown: fc.oneof(
        { weight: 19, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(true) },
      ),
      fullRefresh: fc.oneof(
        { weight: 9, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(true) },
      ),
    });
    const anyFleet = fc.array(anyPlan, { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(anyFleet, anyFleet, async (before, after) => {
        const plans = before.map((each, n) => ({ id: String(n), ...each }));
        const { can, pass, reader } = world(plans);
        const check = async () => {
          const summary = await pass();
          expect(summary).toMatchObject({
            counts: countsOf(can.plansById.values()),
            checked: plans.length,
            total: plans.length,
            mode: 'groups',
          });
          const { states } = await reader.states(caller, can);
          for (const { id, state } of states)
            expect(state).toBe(truth(can.plansById.get(id) as SimulatedPlan));
        };
        await check();
        // What a plan is made of stays; how far it is changes.
        after.slice(0, plans.length).forEach(({ behind, notReady, unknown }, n) => {
          const changed = can.plansById.get(String(n)) as SimulatedPlan;
          // A latest run does not become older.
          const still = changed.fullRefresh ? Math.min(changed.behind, behind) : behind;
          Object.assign(changed, { behind: still, notReady, unknown });
        });
        await check();
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    // size, share behind, calls while it is first met, calls each time after
    [50, 0, 65, 10],
    [50, 0.02, 70, 12],
    [50, 0.2, 115, 20],
    [500, 0, 545, 12],
    [500, 0.02, 620, 22],
    [500, 0.2, 1000, 115],
    [5000, 0, 5320, 26],
    [5000, 0.02, 6050, 130],
    [5000, 0.2, 9800, 1030],
  ])(
    'of %i plans, %d behind: at most %i calls when first met, %i each time after',
    async (size, share, first, after) => {
      const { can, pass } = world(simulatedFleet(size, share));
      expect((await pass()).counts).toEqual(countsOf(can.plansById.values()));
      const firstSpent = can.spent();
      expect((await pass()).counts).toEqual(countsOf(can.plansById.values()));
      const afterSpent = can.spent();
      expect([firstSpent <= first, afterSpent <= after], `${firstSpent} and ${afterSpent} calls`).toEqual([
        true,
        true,
      ]);
    },
  );

  it('finds the one plan CAN does not know among many, and keeps its words', async () => {
    const { can, pass, reader } = world(Array.from({ length: 200 }, (_, n) => plan(String(n))));
    await pass();
    can.spent();
    (can.plansById.get('137') as SimulatedPlan).unknown = true;
    expect((await pass()).counts).toEqual({ fresh: 199, behind: 0, 'not-ready': 0, unknown: 1 });
    expect(can.spent()).toBeLessThan(16);
    const { states } = await reader.states(caller, can);
    expect(states.find(({ id }) => id === '137')).toMatchObject({
      state: 'unknown',
      problem: { code: 'can-refused', detail: 'Acceleration plan does not exist' },
    });
  });

  it('says the oldest of those behind, whatever their periods', async () => {
    const { pass } = world([
      plan('1', { behind: 3 }),
      plan('2', { granularity: 'MONTH', behind: 2 }),
      plan('3', { granularity: 'WEEK', behind: 4 }),
    ]);
    expect((await pass()).oldestBehind).toBe('2026-08');
  });

  it('starts anew when another period is expected', async () => {
    const { pass, clock, can, reader } = world([plan('1'), plan('2'), plan('3', { granularity: 'MONTH' })]);
    expect(await pass()).toMatchObject({ checked: 3, counts: { fresh: 3 } });
    // 18:01 in Shanghai; what was known is told for some minutes, but not beyond midnight.
    clock.advance(5 * 3_600_000 + 58 * MINUTE);
    await reader.summary(caller, can);
    clock.advance(2 * MINUTE);
    can.away = new CanError('can-unreachable', 'CAN cannot be reached');
    await expect(reader.summary(caller, can)).rejects.toThrow('CAN cannot be reached');
    can.plans = async () => ({
      plans: ['1', '2', '3'].map((id) => ({ id, name: `plan_${id}`, displayName: null, kind: 'RESULT' })),
      truncated: false,
      readAt: clock.now(),
    });
    expect(await pass()).toMatchObject({
      checked: 1,
      total: 3,
      problem: { code: 'can-unreachable' },
      counts: { fresh: 1 },
    });
    can.away = null;
    expect(await pass()).toMatchObject({ checked: 3 });
    expect((await pass()).problem).toBeUndefined();
  });

  it('does not count twice at once, nor again within seconds', async () => {
    const { can, reader, clock } = world([plan('1'), plan('2')]);
    await Promise.all([reader.summary(caller, can), reader.summary(caller, can)]);
    const { one, many } = can.calls;
    clock.advance(5_000);
    await reader.summary(caller, can);
    expect(can.calls).toMatchObject({ one, many });
    clock.advance(20_000);
    await reader.summary(caller, can);
    expect(can.calls.many).toBeGreaterThan(many);
  });

  it('is kept apart by credential', async () => {
    const { can, reader } = world([plan('1')]);
    await reader.summary(caller, can);
    const before = can.calls.plan;
    await reader.summary({ ...caller, fingerprint: 'eve' }, can);
    expect(can.calls.plan).toBe(before + 1);
  });

  it('tells what it knows while it goes on', async () => {
    const { can, clock } = world(Array.from({ length: 450 }, (_, n) => plan(String(n))));
    const log = createLog(
      () => '',
      () => undefined,
    );
    const impatient = createFreshness({ clock, log, timeZone: zone, workers: 4, memory: null, waitMs: 0 });
    const gates: (() => void)[] = [];
    const ask = can.plan.bind(can);
    can.plan = async (id) => {
      if (can.calls.plan >= 200) await new Promise<void>((resolve) => gates.push(resolve));
      return ask(id);
    };
    await impatient.summary(caller, can);
    while (gates.length < 4) await new Promise((resolve) => setImmediate(resolve));
    expect(await impatient.summary(caller, can)).toMatchObject({
      checked: 200,
      total: 450,
      counts: { fresh: 200 },
    });
    can.plan = ask;
    for (const open of gates) open();
    let summary = await impatient.summary(caller, can);
    while (summary.checked < 450) summary = await impatient.summary(caller, can);
    expect(summary).toMatchObject({ checked: 450, counts: { fresh: 450 } });
  });

  it('ends when nobody asks any longer', async () => {
    const { can, clock } = world(Array.from({ length: 1000 }, (_, n) => plan(String(n))));
    const log = createLog(
      () => '',
      () => undefined,
    );
    const reader = createFreshness({ clock, log, timeZone: zone, workers: 4, memory: null, waitMs: 60_000 });
    const ask = can.plan.bind(can);
    can.plan = async (id, options) => {
      clock.advance(1_000);
      return ask(id, options);
    };
    await reader.summary(caller, can);
    expect(can.calls.plan).toBeLessThan(100);
  });
});

describe('a CAN that is away', () => {
  it.each([
    ['unreachable', new CanError('can-unreachable', 'away'), 4],
    ['of another mind about the credential', new CanError('can-unauthenticated', 'who?'), 4],
    ['failing', new CanError('can-failed', '500'), 12],
  ])('is not asked about every plan: %s', async (_, error, most) => {
    const { can, pass, clock, reader } = world(Array.from({ length: 300 }, (_each, n) => plan(String(n))));
    await pass();
    can.spent();
    const list = await can.plans();
    can.plans = async () => list;
    can.away = error;
    const summary = await pass();
    expect(summary).toMatchObject({
      checked: 300,
      total: 300,
      counts: { fresh: 300 },
      problem: { code: error.code },
    });
    expect(can.spent()).toBeLessThanOrEqual(most);
    clock.advance(10 * MINUTE);
    expect(await reader.summary(caller, can)).toMatchObject({
      checked: 0,
      total: 300,
      problem: { code: error.code },
    });
  });
});

describe('a CAN whose answers about many are not what they should be', () => {
  const fleet = () => [
    ...Array.from({ length: 40 }, (_, n) => plan(String(n), { behind: n === 17 ? 3 : 0 })),
    ...Array.from({ length: 10 }, (_, n) => plan(`m${n}`, { granularity: 'MONTH' })),
  ];
  const maximum = (answers: readonly LatestTime[]): LatestTime => ({
    hasNotReady: false,
    latestDateTime:
      answers
        .map(({ latestDateTime }) => latestDateTime)
        .sort()
        .at(-1) ?? null,
    latestRefresh: null,
  });
  const alwaysNotReady = (): LatestTime => ({ hasNotReady: true, latestDateTime: null, latestRefresh: null });
  const first = (answers: readonly LatestTime[]): LatestTime => answers[0] as LatestTime;

  it.each([
    ['the maximum', maximum],
    ['always not ready', alwaysNotReady],
    ['the first of them', first],
  ])('is found out, and each plan is asked about alone: %s', async (_, combine) => {
    const { can, pass, lines } = world(fleet());
    can.combine = combine;
    let summary = await pass();
    for (let passes = 0; summary.mode === 'groups' && passes < 100; passes++) summary = await pass();
    expect(summary).toMatchObject({ mode: 'single', counts: { fresh: 49, behind: 1 }, checked: 50 });
    expect(lines.filter((line) => line.includes('freshness-single'))).toHaveLength(1);
    const before = can.calls.many;
    expect(await pass()).toMatchObject({ mode: 'single', counts: { fresh: 49, behind: 1 } });
    expect(can.calls.many).toBe(before);
  });

  it('is found out by a row on the screen', async () => {
    const { can, pass, reader } = world(Array.from({ length: 40 }, (_, n) => plan(String(n))));
    await pass();
    can.combine = maximum;
    (can.plansById.get('17') as SimulatedPlan).behind = 3;
    expect(await pass()).toMatchObject({ mode: 'groups', counts: { fresh: 40 } });
    const [row] = await reader.exact(caller, can, ['17']);
    expect(row).toMatchObject({ state: 'behind', lag: 3 });
    expect(await pass()).toMatchObject({ mode: 'single', counts: { fresh: 39, behind: 1 } });
  });

  it('is asked about fewer at once when it takes no more', async () => {
    const { can, pass, lines } = world(simulatedFleet(400, 0.01));
    can.limit = 60;
    expect(await pass()).toMatchObject({ checked: 400, mode: 'groups', counts: { fresh: 396, behind: 4 } });
    expect(lines.filter((line) => line.includes('freshness-group-size')).length).toBeGreaterThan(0);
    await pass();
    can.spent();
    expect(await pass()).toMatchObject({ checked: 400, mode: 'groups', counts: { fresh: 396, behind: 4 } });
    expect(can.spent()).toBeLessThan(40);
  });

  it('is not suspected when data comes in, or goes, between two calls', async () => {
    const { can, pass, reader } = world(fleet());
    await pass();
    (can.plansById.get('5') as SimulatedPlan).behind = 2;
    await reader.exact(caller, can, ['5']);
    (can.plansById.get('17') as SimulatedPlan).behind = 0;
    expect(await pass()).toMatchObject({ mode: 'groups', counts: { fresh: 49, behind: 1 } });
  });
});

describe('exact', () => {
  it('answers each id, the refused ones with their words, and learns definitions once', async () => {
    const { can, reader } = world([
      plan('1'),
      plan('2', { behind: 2 }),
      plan('3', { unknown: true }),
      plan('4', { notReady: true }),
    ]);
    const rows = await reader.exact(caller, can, ['1', '2', '3', '4', 'nope']);
    expect(rows.map(({ id, state, lag }) => [id, state, lag])).toEqual([
      ['1', 'fresh', 0],
      ['2', 'behind', 2],
      ['3', 'unknown', null],
      ['4', 'not-ready', null],
      ['nope', 'unknown', null],
    ]);
    expect(rows[4]?.problem).toMatchObject({ code: 'can-refused' });
    const { plan: asked } = can.calls;
    await reader.exact(caller, can, ['1', '2', '4']);
    expect(can.calls.plan).toBe(asked);
  });

  it('fails as a whole when CAN is away, so that nobody takes every plan for unknown', async () => {
    const { can, reader, clock } = world([plan('1'), plan('2', { unknown: true })]);
    await reader.exact(caller, can, ['1', '2']);
    can.away = new CanError('can-unreachable', 'CAN cannot be reached');
    clock.advance(MINUTE);
    await expect(reader.exact(caller, can, ['1', '2'])).rejects.toThrow('CAN cannot be reached');
    can.away = null;
    // One that CAN refuses is an answer.
    expect(await reader.exact(caller, can, ['2'])).toMatchObject([{ id: '2', state: 'unknown' }]);
  });

  it('takes nothing from the others when only one cannot be asked about', async () => {
    const { can, reader } = world([plan('1'), plan('2')]);
    const { latestTime } = can;
    can.latestTime = (ids, options) =>
      ids.includes('2') ? Promise.reject(new CanError('can-timeout', 'late')) : latestTime(ids, options);
    expect(await reader.exact(caller, can, ['1', '2'])).toMatchObject([
      { id: '1', state: 'fresh' },
      { id: '2', state: 'unknown', problem: { code: 'can-timeout' } },
    ]);
  });
});
