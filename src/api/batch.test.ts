import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBatch } from './batch.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function counted(answer: (id: string) => string | undefined) {
  return vi.fn(async (ids: string[]) => {
    const found = new Map<string, string>();
    for (const id of ids) {
      const value = answer(id);
      if (value !== undefined) found.set(id, value);
    }
    return found;
  });
}

it('asks once for what is asked in one moment, and once for what is asked twice', async () => {
  const ask = counted((id) => `state of ${id}`);
  const load = createBatch(50, 20, ask);
  const all = Promise.all([load('a'), load('b'), load('a')]);
  await vi.advanceTimersByTimeAsync(20);
  expect(await all).toEqual(['state of a', 'state of b', 'state of a']);
  expect(ask.mock.calls).toEqual([[['a', 'b']]]);
});

it('splits at the size, and starts anew after a moment', async () => {
  const ask = counted((id) => id);
  const load = createBatch(2, 20, ask);
  const first = Promise.all(['a', 'b', 'c'].map(load));
  await vi.advanceTimersByTimeAsync(20);
  await first;
  const second = load('d');
  await vi.advanceTimersByTimeAsync(20);
  await second;
  expect(ask.mock.calls).toEqual([[['a', 'b']], [['c']], [['d']]]);
});

it('fails those without an answer, and only those', async () => {
  const load = createBatch(
    50,
    20,
    counted((id) => (id === 'gone' ? undefined : id)),
  );
  const results = Promise.allSettled([load('a'), load('gone')]);
  await vi.advanceTimersByTimeAsync(20);
  expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});

it('fails all of a call that failed', async () => {
  const load = createBatch(50, 20, () => Promise.reject(new Error('no')));
  const results = Promise.allSettled([load('a'), load('b')]);
  await vi.advanceTimersByTimeAsync(20);
  expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
