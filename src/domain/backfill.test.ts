import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { taskStates, type InstanceCounts, type TaskState } from '../contract/backfill.ts';
import { backfillState, countStatuses, emptyCounts, truncatedPercent } from './backfill.ts';

const tasks = (...states: TaskState[]) => states.map((state) => ({ state }));
const counts = (some: Partial<InstanceCounts>): InstanceCounts => {
  const all = { ...emptyCounts(), ...some };
  return { ...all, total: all.waiting + all.running + all.success + all.failed + all.other };
};

describe('state of a backfill', () => {
  test.each([
    [tasks('sending'), {}, 'sending'],
    [tasks('created', 'sending', 'unsent'), { success: 3 }, 'sending'],
    [tasks('unknown', 'sending'), {}, 'sending'],
    [tasks('created'), {}, 'running'],
    [tasks('created'), { waiting: 2 }, 'running'],
    [tasks('created'), { running: 1, failed: 3 }, 'running'],
    [tasks('created', 'created'), { success: 12 }, 'done'],
    [tasks('created'), { success: 11, failed: 1 }, 'done with failures'],
    [tasks('created'), { success: 11, other: 1 }, 'running'],
    [tasks('created', 'unknown'), { success: 12 }, 'needs attention'],
    [tasks('created', 'refused'), { running: 1 }, 'needs attention'],
    [tasks('created', 'unsent'), { success: 3 }, 'needs attention'],
    [tasks('unsent', 'unsent'), {}, 'needs attention'],
    [tasks('untraceable'), {}, 'needs attention'],
    [tasks('created', 'untraceable'), { running: 1 }, 'running'],
    [tasks('created', 'untraceable'), { success: 1 }, 'needs attention'],
  ] as const)('%j with %j is %s', (given, some, state) =>
    expect(backfillState(given, counts(some))).toBe(state),
  );

  test('is done only when every task was created and every instance succeeded', () => {
    const some = fc.nat({ max: 2 });
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...taskStates), { minLength: 1, maxLength: 4 }),
        fc.record({ waiting: some, running: some, success: some, failed: some, other: some }),
        (states, given) => {
          const all = counts(given);
          const perfect =
            states.every((state) => state === 'created') && all.total > 0 && all.success === all.total;
          expect(backfillState(tasks(...states), all) === 'done').toBe(perfect);
        },
      ),
    );
  });
});

describe('percent', () => {
  test.each([
    [0, 0, 0],
    [999, 1000, 99],
    [1000, 1000, 100],
    [29, 100, 29],
    [1, 3, 33],
    [5, 4, 100],
    [-1, 4, 0],
  ])('%i of %i is %i %%', (done, total, percent) => expect(truncatedPercent(done, total)).toBe(percent));

  test('is 100 only when all is done', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.nat({ max: 1_000_000 }), (total, some) => {
        const done = Math.min(some, total);
        expect(truncatedPercent(done, total) === 100).toBe(done === total);
      }),
    );
  });
});

test('statuses are counted by word, unknown ones together', () => {
  expect(countStatuses([])).toEqual(emptyCounts());
  expect(countStatuses(['SUCCESS', 'FAILED', 'SUCCESS', 'WAITING', 'RUNNING', 'KILLED', 'success'])).toEqual({
    waiting: 1,
    running: 1,
    success: 2,
    failed: 1,
    other: 2,
    total: 7,
  });
});
