import { describe, expect, test } from 'vitest';
import { createCache, type About } from './cache.ts';

interface Loading {
  resolve(value: unknown): void;
  reject(error: Error): void;
  signal: AbortSignal;
}

/** A cache whose loads end when the test says so. */
function setUp() {
  const clock = { ms: 0, now: () => clock.ms };
  const cache = createCache(clock);
  const loads: Loading[] = [];
  const read = (
    key: string,
    {
      about = [],
      maxAgeMs,
      signal,
      bytes = 10,
    }: { about?: About; maxAgeMs?: number; signal?: AbortSignal; bytes?: number } = {},
  ): Promise<unknown> =>
    cache.read({
      key,
      about,
      freshMs: () => 2_000,
      maxAgeMs,
      signal,
      load: (stop, count) =>
        new Promise((resolve, reject) => {
          count(bytes);
          loads.push({ resolve, reject, signal: stop });
          stop.addEventListener('abort', () => reject(stop.reason as Error));
        }),
    });
  /** Reads and lets CAN answer at once. */
  const readNow = async (
    key: string,
    value: unknown,
    options: Parameters<typeof read>[1] = {},
  ): Promise<unknown> => {
    const before = loads.length;
    const reading = read(key, options);
    if (loads.length > before) loads.at(-1)?.resolve(value);
    return reading;
  };
  return { clock, cache, loads, read, readNow };
}

describe('many watch', () => {
  test('one call for all who ask at the same time', async () => {
    const { read, loads } = setUp();
    const all = Promise.all([read('a'), read('a'), read('a')]);
    loads[0]?.resolve('x');
    expect(await all).toStrictEqual(['x', 'x', 'x']);
    expect(loads).toHaveLength(1);
  });

  test('and for all who ask within two seconds of its answer', async () => {
    const { readNow, loads, clock } = setUp();
    await readNow('a', 'x');
    clock.ms = 2_000;
    expect(await readNow('a', 'y')).toBe('x');
    clock.ms = 2_001;
    expect(await readNow('a', 'y')).toBe('y');
    expect(loads).toHaveLength(2);
  });

  test('another key is another call', async () => {
    const { readNow, loads } = setUp();
    await readNow('a', 'x');
    expect(await readNow('b', 'y')).toBe('y');
    expect(loads).toHaveLength(2);
  });

  test('a reader says how old is too old', async () => {
    const { readNow, clock } = setUp();
    await readNow('a', 'x');
    clock.ms = 30_000;
    expect(await readNow('a', 'y', { maxAgeMs: 30_000 })).toBe('x');
    expect(await readNow('a', 'y', { maxAgeMs: 29_999 })).toBe('y');
  });

  test('nothing is older than a minute', async () => {
    const { readNow, clock } = setUp();
    await readNow('a', 'x');
    clock.ms = 60_001;
    expect(await readNow('a', 'y', { maxAgeMs: 3_600_000 })).toBe('y');
  });

  test('age 0 asks CAN itself, also while a read is under way, and its answer is the one that is kept', async () => {
    const { read, readNow, loads } = setUp();
    const slow = read('a');
    expect(await readNow('a', 'new', { maxAgeMs: 0 })).toBe('new');
    loads[0]?.resolve('old');
    expect(await slow).toBe('old');
    expect(await readNow('a', 'never asked')).toBe('new');
    expect(await readNow('a', 'newer', { maxAgeMs: 0 })).toBe('newer');
  });
});

test('an error reaches all who wait and is not kept', async () => {
  const { read, readNow, loads } = setUp();
  const both = Promise.allSettled([read('a'), read('a')]);
  loads[0]?.reject(new Error('no'));
  expect((await both).map(({ status }) => status)).toStrictEqual(['rejected', 'rejected']);
  expect(await readNow('a', 'x')).toBe('x');
});

describe('a change', () => {
  test.each<[string, About, boolean]>([
    ['the plan', ['7'], true],
    ['a list with the plan', ['6', '7'], true],
    ['every plan', 'every-plan', true],
    ['another plan', ['8'], false],
    ['no plan', [], false],
  ])('of a plan and what is kept about %s', async (_name, about, forgotten) => {
    const { readNow, cache } = setUp();
    await readNow('a', 'old', { about });
    cache.forgetPlan('7');
    expect(await readNow('a', 'new', { about })).toBe(forgotten ? 'new' : 'old');
  });

  test('a read that began before it serves those who asked before it, nobody later', async () => {
    const { read, readNow, loads, cache } = setUp();
    const before = read('a', { about: ['7'] });
    cache.forgetPlan('7');
    const after = read('a', { about: ['7'] });
    expect(loads).toHaveLength(2);
    loads[1]?.resolve('new');
    loads[0]?.resolve('old');
    expect(await before).toBe('old');
    expect(await after).toBe('new');
    expect(await readNow('a', 'never asked', { about: ['7'] })).toBe('new');
  });
});

describe('who gives up', () => {
  test('leaves the call to the others', async () => {
    const { read, loads } = setUp();
    const stop = new AbortController();
    const gone = read('a', { signal: stop.signal });
    const stays = read('a', { signal: new AbortController().signal });
    stop.abort();
    await expect(gone).rejects.toMatchObject({ code: 'can-timeout' });
    expect(loads[0]?.signal.aborted).toBe(false);
    loads[0]?.resolve('x');
    expect(await stays).toBe('x');
  });

  test('and was the last, ends the call; the next one starts anew', async () => {
    const { read, readNow, loads } = setUp();
    const stop = new AbortController();
    const gone = read('a', { signal: stop.signal });
    stop.abort();
    await expect(gone).rejects.toMatchObject({ code: 'can-timeout' });
    expect(loads[0]?.signal.aborted).toBe(true);
    expect(await readNow('a', 'x')).toBe('x');
  });

  test('before it began, is told so', async () => {
    const { read } = setUp();
    await expect(read('a', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'can-timeout' });
  });
});

describe('memory', () => {
  const mega = 1024 * 1024;

  test('a huge answer is shared by those who wait, then let go', async () => {
    const { read, readNow, loads } = setUp();
    const both = Promise.all([read('log', { bytes: 50 * mega }), read('log', { bytes: 50 * mega })]);
    loads[0]?.resolve('x');
    await both;
    expect(loads).toHaveLength(1);
    await readNow('log', 'x');
    expect(loads).toHaveLength(2);
  });

  test('what was used longest ago goes first when it grows too much', async () => {
    const { readNow, loads } = setUp();
    for (let n = 0; n < 8; n += 1) await readNow(`k${n}`, n, { bytes: 3.9 * mega });
    await readNow('k0', 'kept');
    await readNow('k8', 8, { bytes: 3.9 * mega });
    const asked = loads.length;
    expect(await readNow('k0', 'gone')).toBe(0);
    expect(await readNow('k8', 'gone')).toBe(8);
    expect(loads).toHaveLength(asked);
    expect(await readNow('k1', 'asked again')).toBe('asked again');
  });
});

test('closing ends what is under way and refuses what comes later', async () => {
  const { read, cache } = setUp();
  const reading = read('a');
  cache.close();
  await expect(reading).rejects.toMatchObject({ code: 'can-unreachable' });
  await expect(read('b')).rejects.toMatchObject({ code: 'can-unreachable' });
});
