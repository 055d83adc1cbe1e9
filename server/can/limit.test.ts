import { describe, expect, test } from 'vitest';
import { createLimit } from './limit.ts';

/** Everything that is ready to run has run. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('createLimit', () => {
  test('lets so many in a key, the rest in the order in which they came', async () => {
    const limit = createLimit(2);
    const inside: number[] = [];
    const leaves: (() => void)[] = [];
    for (const n of [1, 2, 3, 4])
      void limit.enter('a').then((leave) => {
        inside.push(n);
        leaves.push(leave);
      });
    await settled();
    expect(inside).toStrictEqual([1, 2]);
    leaves[0]?.();
    await settled();
    expect(inside).toStrictEqual([1, 2, 3]);
    leaves[1]?.();
    await settled();
    expect(inside).toStrictEqual([1, 2, 3, 4]);
  });

  test('keeps keys apart', async () => {
    const limit = createLimit(1);
    await limit.enter('a');
    await expect(limit.enter('b')).resolves.toBeTypeOf('function');
  });

  test('a slot given back twice counts once', async () => {
    const limit = createLimit(1);
    const leave = await limit.enter('a');
    leave();
    leave();
    await limit.enter('a');
    let second = false;
    void limit.enter('a').then(() => (second = true));
    await settled();
    expect(second).toBe(false);
  });

  test('whoever gives up while waiting leaves the queue to the others', async () => {
    const limit = createLimit(1);
    const leave = await limit.enter('a');
    const stop = new AbortController();
    const givenUp = limit.enter('a', stop.signal);
    const patient = limit.enter('a');
    stop.abort(new Error('given up'));
    await expect(givenUp).rejects.toThrow('given up');
    leave();
    await expect(patient).resolves.toBeTypeOf('function');
  });

  test('whoever has given up already is not let in', async () => {
    const limit = createLimit(1);
    await expect(limit.enter('a', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    await expect(limit.enter('a')).resolves.toBeTypeOf('function');
  });
});
