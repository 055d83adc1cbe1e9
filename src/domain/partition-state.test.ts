import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Granularity } from '../contract/plan.ts';
import type { Range } from '../contract/range.ts';
import { expectedKey, firstDay, keyAt, keyDistance, lastDay, shiftKey } from './granularity.ts';
import type { KnownInstance, Mark } from './partition-cell.ts';
import {
  countInStates,
  partitionMap,
  partitionStates,
  rangesHit,
  rangesInState,
  tableState,
  type PartitionFacts,
} from './partition-state.ts';
import { contains, countKeys, toKeys, union } from './ranges.ts';
import { addDays } from './wall-date.ts';

const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}`;
const days = (from: number, to = from): Range => ({ start: day(from), end: day(to) });

const instance = (some: Partial<KnownInstance>): KnownInstance => ({
  id: '1',
  status: 'SUCCESS',
  range: days(5),
  createdAt: '2026-11-20T10:00:00',
  startedAt: '2026-11-20T10:01:00',
  endedAt: '2026-11-20T10:02:00',
  backfillId: 'b1',
  who: 'Mia',
  ...some,
});
const waiting = instance({ id: '2', status: 'WAITING', startedAt: null, endedAt: null });
const running = instance({ id: '3', status: 'RUNNING', endedAt: null });
const failed = instance({ id: '4', status: 'FAILED' });
const mark = (as: Mark['as'], at: string, ranges = [days(5)]): Mark => ({
  as,
  ranges,
  at,
  journalId: 'j1',
  who: 'Li',
});

/** Saturday, 21 November 2026; CAN was asked for its partitions at 13:00. */
const facts = (some: Partial<PartitionFacts>): PartitionFacts => ({
  granularity: 'DAY',
  history: days(1, 25),
  materialised: [],
  readAt: '2026-11-21T13:00:00',
  instances: [],
  marks: [],
  expected: day(20),
  wallNow: '2026-11-21T13:05:00',
  cutover: null,
  ...some,
});

const there = [days(1, 10)];

describe('the state of the 5th', () => {
  test.each([
    ['nothing is known', {}, 'missing'],
    ['CAN lists it', { materialised: there }, 'materialised'],
    ['an instance waits', { instances: [waiting] }, 'waiting'],
    ['an instance runs', { instances: [running] }, 'running'],
    ['one runs, another waits', { instances: [running, waiting] }, 'running'],
    ['one failed, another waits', { instances: [failed, waiting] }, 'waiting'],
    ['it is being recomputed', { materialised: there, instances: [running] }, 'running'],
    ['an instance failed', { instances: [failed] }, 'failed'],
    ['a recomputation failed', { materialised: there, instances: [failed] }, 'materialised'],
    [
      'failed, then done again',
      { materialised: there, instances: [failed, instance({ id: '5', endedAt: '2026-11-20T12:00:00' })] },
      'materialised',
    ],
    [
      'done, then failed, then cleared',
      { instances: [instance({}), failed], marks: [mark('cleared', '2026-11-21T09:00:00')] },
      'missing',
    ],
    [
      'cleared, then failed',
      { instances: [failed], marks: [mark('cleared', '2026-11-19T09:00:00')] },
      'failed',
    ],
    ['done, but CAN does not list it', { instances: [instance({})] }, 'missing'],
    [
      'done since CAN was asked',
      { instances: [instance({ endedAt: '2026-11-21T13:01:00' })] },
      'materialised',
    ],
    [
      'done since CAN was asked, by the other spelling of a time',
      { instances: [instance({ endedAt: '2026-11-21 13:01:00' })] },
      'materialised',
    ],
    [
      'done in the second CAN was asked',
      { instances: [instance({ endedAt: '2026-11-21T13:00:00' })] },
      'missing',
    ],
    [
      'failed since CAN was asked',
      { materialised: there, instances: [instance({ status: 'FAILED', endedAt: '2026-11-21T13:01:00' })] },
      'materialised',
    ],
    ['marked failed', { marks: [mark('failed', '2026-11-21T09:00:00')] }, 'failed'],
    [
      'marked failed, but CAN lists it',
      { materialised: there, marks: [mark('failed', '2026-11-21T09:00:00')] },
      'materialised',
    ],
    [
      'marked failed since CAN was asked',
      { materialised: there, marks: [mark('failed', '2026-11-21T13:01:00')] },
      'failed',
    ],
    [
      'cleared since CAN was asked',
      { materialised: there, marks: [mark('cleared', '2026-11-21T13:01:00')] },
      'missing',
    ],
    [
      'marked as success since CAN was asked',
      { marks: [mark('success', '2026-11-21T13:01:00')] },
      'materialised',
    ],
    [
      'marked as success, but CAN does not list it',
      { marks: [mark('success', '2026-11-21T09:00:00')] },
      'missing',
    ],
    ['an instance says a word nobody knows', { instances: [instance({ status: 'KILLED' })] }, 'missing'],
    ['an instance is running, but has ended', { instances: [instance({ status: 'RUNNING' })] }, 'missing'],
    [
      'the instance is over other days',
      { instances: [instance({ status: 'FAILED', range: days(6, 9) })] },
      'missing',
    ],
    ['the instance names no days', { instances: [instance({ status: 'FAILED', range: null })] }, 'missing'],
    ['the outside scheduler has not reported it', { cutover: day(3) }, 'unreported'],
    ['it was before the outside scheduler took over', { cutover: day(6) }, 'missing'],
    [
      'the outside scheduler reported a failure',
      { cutover: day(3), marks: [mark('failed', '2026-11-21T09:00:00')] },
      'failed',
    ],
    [
      'reported, then cleared',
      { cutover: day(3), marks: [mark('cleared', '2026-11-21T09:00:00')] },
      'missing',
    ],
    ['it is the last one due', { expected: day(5) }, 'missing'],
    ['it is not yet due', { expected: day(4) }, 'not-due'],
    ['it is there before it is due', { expected: day(4), materialised: there }, 'materialised'],
    ['it failed before it is due', { expected: day(4), instances: [failed] }, 'failed'],
    ['it is awaited, but not yet due', { expected: day(4), cutover: day(1) }, 'not-due'],
  ] as const)('%s', (_, some, state) => {
    const map = partitionMap(facts(some));
    expect(map.stateOf(day(5))).toBe(state);
    expect(map.evidence(day(5))?.state).toBe(state);
  });
});

describe('evidence', () => {
  const on = (some: Partial<PartitionFacts>, n = 5) => partitionMap(facts(some)).evidence(day(n));

  test('names the instance at work, and that queries still hit the old data', () => {
    expect(on({ materialised: there, instances: [failed, running] })).toEqual({
      state: 'running',
      attempts: 2,
      instance: running,
      alsoMaterialised: true,
    });
    expect(on({ instances: [waiting] })).toMatchObject({ state: 'waiting', alsoMaterialised: false });
  });
  test('names the last failure', () => {
    const later = instance({ id: '6', status: 'FAILED', endedAt: '2026-11-20T11:00:00', backfillId: 'b2' });
    expect(on({ instances: [later, failed] })).toEqual({
      state: 'failed',
      attempts: 2,
      verdict: { by: 'instance', instance: later },
    });
    expect(on({ materialised: there, instances: [failed] })).toEqual({
      state: 'materialised',
      attempts: 1,
      source: 'can',
      failure: { by: 'instance', instance: failed },
    });
  });
  test('says whether CAN or what came later speaks', () => {
    const late = instance({ endedAt: '2026-11-21T13:01:00' });
    expect(on({ materialised: there })).toMatchObject({ source: 'can', failure: null });
    expect(on({ instances: [late] })).toMatchObject({ source: 'later', failure: null });
  });
  test('says who cleared it', () => {
    const cleared = mark('cleared', '2026-11-21T09:00:00');
    expect(on({ marks: [cleared] })).toEqual({
      state: 'missing',
      attempts: 0,
      verdict: { by: 'mark', mark: cleared },
    });
  });
  test('says when it becomes due', () => {
    expect(on({}, 22)).toEqual({ state: 'not-due', attempts: 0, dueFrom: '2026-11-23T00:00:00' });
  });
  test('is none outside the history, and for what is no partition', () => {
    const map = partitionMap(facts({}));
    for (const key of ['2026-10-31', '2026-11-26', '2026-11', 'x']) {
      expect(map.evidence(key)).toBeNull();
      expect(map.stateOf(key)).toBeNull();
      expect(map.indexOf(key)).toBe(-1);
    }
  });
});

describe('coarser and finer plans', () => {
  const months: Partial<PartitionFacts> = {
    granularity: 'MONTH',
    history: { start: '2026-01', end: '2026-12' },
    expected: '2026-10',
  };
  const part = (id: string, status: string, start: string, end: string, endedAt: string) =>
    instance({ id, status, range: { start, end }, endedAt });

  test('one failed lot fails its month, though later ones succeed', () => {
    const map = partitionMap(
      facts({
        ...months,
        instances: [
          part('1', 'SUCCESS', '2026-02-01', '2026-02-10', '2026-11-20T10:00:00'),
          part('2', 'FAILED', '2026-02-11', '2026-02-20', '2026-11-20T10:01:00'),
          part('3', 'SUCCESS', '2026-02-21', '2026-03-02', '2026-11-20T10:02:00'),
        ],
      }),
    );
    expect(map.stateOf('2026-02')).toBe('failed');
    expect(map.evidence('2026-02')).toMatchObject({ attempts: 1 });
    expect(map.stateOf('2026-03')).toBe('missing');
  });

  test('a later backfill of the whole month answers for it', () => {
    const map = partitionMap(
      facts({
        ...months,
        instances: [
          part('2', 'FAILED', '2026-02-11', '2026-02-20', '2026-11-20T10:01:00'),
          { ...part('4', 'SUCCESS', '2026-02-01', '2026-02-28', '2026-11-21T13:01:00'), backfillId: 'b2' },
        ],
      }),
    );
    expect(map.evidence('2026-02')).toMatchObject({ state: 'materialised', source: 'later', attempts: 2 });
  });

  test('a lot that filled part of a month has not filled it', () => {
    const some = [part('1', 'SUCCESS', '2026-02-01', '2026-02-27', '2026-11-21T13:01:00')];
    expect(partitionMap(facts({ ...months, instances: some })).stateOf('2026-02')).toBe('missing');
  });

  test('an instance of days covers all their hours', () => {
    const map = partitionMap(
      facts({
        granularity: 'HOUR',
        history: { start: '2026-11-04T00', end: '2026-11-07T23' },
        expected: '2026-11-21T12',
        instances: [instance({ status: 'RUNNING', endedAt: null, range: days(5, 6) })],
      }),
    );
    expect(rangesInState(map, 'running')).toEqual([{ start: '2026-11-05T00', end: '2026-11-06T23' }]);
  });
});

test('a full-refresh table has one state', () => {
  const state = (some: Partial<Parameters<typeof tableState>[0]>) =>
    tableState({ hasData: false, readAt: '2026-11-21T13:00:00', instances: [], marks: [], ...some });
  const whole = { range: null };
  expect(state({})).toEqual({ state: 'missing', attempts: 0, verdict: null });
  expect(state({ hasData: true }).state).toBe('materialised');
  expect(state({ hasData: true, instances: [{ ...running, ...whole }] })).toMatchObject({
    state: 'running',
    alsoMaterialised: true,
  });
  expect(state({ instances: [{ ...failed, ...whole }] }).state).toBe('failed');
  expect(state({ hasData: true, marks: [mark('failed', '2026-11-21T13:01:00', [])] }).state).toBe('failed');
  expect(state({ marks: [mark('success', '2026-11-21T13:01:00', [])] }).state).toBe('materialised');
});

describe('any world', () => {
  const world = fc
    .record({
      g: fc.constantFrom<Granularity[]>('HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'),
      wallNow: fc.constantFrom('2026-11-21T13:05:00', '2024-03-01T00:00:00', '2027-01-01T00:00:00'),
      upper: fc.integer({ min: -3, max: 0 }),
    })
    .chain(({ g, wallNow, upper }) => {
      const expected = expectedKey(wallNow, g, upper);
      const base = shiftKey(expected, -20, g);
      const keys = fc
        .tuple(fc.integer({ min: -5, max: 30 }), fc.integer({ min: 0, max: 9 }))
        .map(([from, n]): Range => ({ start: shiftKey(base, from, g), end: shiftKey(base, from + n, g) }));
      const at = fc
        .integer({ min: 0, max: 59 })
        .map((second) => `2026-11-21T13:00:${String(second).padStart(2, '0')}`);
      const known = fc.record({
        id: fc.integer().map(String),
        status: fc.constantFrom('WAITING', 'RUNNING', 'SUCCESS', 'FAILED', 'KILLED'),
        range: fc.tuple(keys, fc.boolean()).map(([range, cut]) => ({
          start: firstDay(range.start, g),
          end: cut ? firstDay(range.end, g) : lastDay(range.end, g),
        })),
        createdAt: at,
        startedAt: fc.constant(null),
        endedAt: fc.option(at),
        backfillId: fc.constantFrom('a', 'b', 'c'),
        who: fc.constant('Mia'),
      });
      const marks = fc.record({
        as: fc.constantFrom('success' as const, 'failed' as const, 'cleared' as const),
        ranges: fc.array(keys, { maxLength: 3 }),
        at,
        journalId: fc.string({ minLength: 1, maxLength: 3 }),
        who: fc.constant('Li'),
      });
      return fc.record({
        granularity: fc.constant(g),
        history: fc.constant({ start: base, end: shiftKey(base, 25, g) }),
        materialised: fc.array(keys, { maxLength: 4 }),
        readAt: at,
        instances: fc.uniqueArray(known, { maxLength: 12, selector: ({ id }) => id }),
        marks: fc.uniqueArray(marks, { maxLength: 6, selector: ({ journalId }) => journalId }),
        expected: fc.constant(expected),
        wallNow: fc.constant(wallNow),
        cutover: fc.option(fc.integer({ min: -2, max: 30 }).map((n) => shiftKey(base, n, g))),
      });
    });

  test('counts, ranges, single answers and evidence all agree', () => {
    fc.assert(
      fc.property(world, (given) => {
        const map = partitionMap(given);
        const { granularity: g, history } = given;
        expect(Object.values(map.counts).reduce((a, b) => a + b, 0)).toBe(map.length);
        expect(map.length).toBe(countKeys([history], g));
        for (const state of partitionStates)
          expect(countKeys(rangesInState(map, state), g)).toBe(map.counts[state]);
        expect(union(rangesInState(map, ...partitionStates), [], g)).toEqual([history]);
        expect(countInStates(map, [history])).toEqual({ ...map.counts, outside: 0 });
        toKeys([history], g).forEach((key, i) => {
          expect(map.keyAt(i)).toBe(key);
          expect(map.indexOf(key)).toBe(i);
          expect(map.evidence(key)?.state).toBe(map.stateOf(key));
          const evidence = map.evidence(key);
          if (evidence?.state === 'running' || evidence?.state === 'waiting') {
            expect(evidence.alsoMaterialised).toBe(map.hit[i] === 1);
            expect(evidence.attempts).toBeGreaterThan(0);
          } else expect(evidence?.state === 'materialised').toBe(map.hit[i] === 1);
          if (evidence?.state === 'not-due') expect(keyDistance(given.expected, key, g)).toBeGreaterThan(0);
          expect(contains(rangesHit(map), key, g)).toBe(map.hit[i] === 1);
        });
      }),
    );
  });

  test('where nothing is newer than the list, queries hit exactly what CAN lists', () => {
    fc.assert(
      fc.property(world, (given) => {
        const map = partitionMap({ ...given, readAt: '2026-11-21T13:01:00' });
        for (const [i, hit] of map.hit.entries()) {
          expect(hit === 1).toBe(contains(given.materialised, map.keyAt(i), given.granularity));
        }
      }),
    );
  });

  test('the order in which instances and marks arrive says nothing', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { instances, marks } = given;
        const map = partitionMap(given);
        const other = partitionMap({
          ...given,
          instances: instances.toReversed(),
          marks: marks.toReversed(),
        });
        expect([...other.codes]).toEqual([...map.codes]);
        expect([...other.attempts]).toEqual([...map.attempts]);
      }),
    );
  });
});

test('selected partitions outside the history are counted apart', () => {
  const map = partitionMap(facts({ materialised: there }));
  expect(countInStates(map, [{ start: '2026-10-30', end: day(2) }, days(24, 27)])).toMatchObject({
    materialised: 2,
    'not-due': 2,
    outside: 4,
  });
});

test('50,000 hours under 10,000 instances', () => {
  const start = '2021-03-01T00';
  const end = shiftKey(start, 49_999, 'HOUR');
  const first = firstDay(start, 'HOUR');
  const instances = Array.from({ length: 10_000 }, (_, n) =>
    instance({
      id: String(n),
      status: n % 9 ? 'SUCCESS' : 'FAILED',
      range: { start: addDays(first, n % 2000), end: addDays(first, (n % 2000) + 1) },
    }),
  );
  const begun = performance.now();
  const map = partitionMap(
    facts({
      granularity: 'HOUR',
      history: { start, end },
      materialised: [{ start, end: shiftKey(start, 30_000, 'HOUR') }],
      instances,
      expected: keyAt('2026-11-21T12:00:00', 'HOUR'),
    }),
  );
  expect(map.length).toBe(50_000);
  expect(map.counts.materialised).toBeGreaterThan(30_000);
  // A task of the browser must not last longer than 200 ms; several times that is the sign of a wrong algorithm.
  expect(performance.now() - begun).toBeLessThan(1000);
});
