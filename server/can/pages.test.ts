import { describe, expect, test } from 'vitest';
import { allPages, type Page } from './pages.ts';

const clock = { now: () => 0 };

function read(page: (number: number) => Partial<Page<string>>, at: { now(): number } = clock) {
  const asked: number[] = [];
  const reading = allPages<string>({
    clock: at,
    ask: async (number) => {
      asked.push(number);
      return { items: [], hasNext: null, total: null, ...page(number) };
    },
    idOf: (item) => item,
  });
  return reading.then((result) => ({ ...result, asked }));
}

const three = [['a', 'b'], ['c', 'd'], ['e']];
const some = (number: number): string[] => three[number - 1] ?? [];
const all = ['a', 'b', 'c', 'd', 'e'];

describe('allPages', () => {
  test.each<[string, (number: number) => Partial<Page<string>>, number[], boolean, string[]]>([
    ['ends on hasNext: false', (n) => ({ items: some(n), hasNext: n < 3 }), [1, 2, 3], false, all],
    [
      'ends on hasNext: false whatever the total',
      (n) => ({ items: some(n), hasNext: n < 3, total: 99 }),
      [1, 2, 3, 4, 5],
      false,
      all,
    ],
    ['ends on an empty page', (n) => ({ items: some(n), hasNext: true }), [1, 2, 3, 4], false, all],
    ['ends on the total without hasNext', (n) => ({ items: some(n), total: 5 }), [1, 2, 3], false, all],
    ['ends on a shorter page with neither', (n) => ({ items: some(n) }), [1, 2, 3], false, all],
    [
      'asks once more after one page with neither',
      (n) => ({ items: n === 1 ? ['a'] : [] }),
      [1, 2],
      false,
      ['a'],
    ],
    ['a first empty page is an empty list', () => ({ total: 0 }), [1], false, []],
    [
      'a page number ignored: hasNext forever',
      () => ({ items: ['a', 'b'], hasNext: true }),
      [1, 2],
      true,
      ['a', 'b'],
    ],
    [
      'a page number ignored, but all is there',
      () => ({ items: ['a', 'b'], hasNext: true, total: 2 }),
      [1, 2],
      false,
      ['a', 'b'],
    ],
    ['a page number ignored with neither', () => ({ items: ['a', 'b'] }), [1, 2], false, ['a', 'b']],
    ['a total that is never reached', (n) => ({ items: some(n), total: 50 }), [1, 2, 3, 4, 5], true, all],
    [
      'a total below its own page counts nothing',
      (n) => ({ items: some(n), total: 0 }),
      [1, 2, 3],
      false,
      all,
    ],
    [
      'items that moved to the next page meanwhile',
      (n) => ({ items: n === 1 ? ['a', 'b'] : ['b', 'c'], hasNext: n < 2 }),
      [1, 2],
      false,
      ['a', 'b', 'c'],
    ],
  ])('%s', async (_name, page, asked, truncated, items) => {
    expect(await read(page)).toStrictEqual({ items, truncated, asked });
  });

  test('a page with less than was asked for is not the end when the total says more', async () => {
    const page = (n: number): Partial<Page<string>> => ({
      items: n <= 9 ? [`${n}a`, `${n}b`] : [],
      total: 18,
    });
    const result = await read(page);
    expect(result.items).toHaveLength(18);
    expect(result.asked).toStrictEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test.each([true, null])(
    'pages that the total promises are asked for several at once (hasNext %s)',
    async (hasNext) => {
      let under = 0;
      let most = 0;
      const { items } = await allPages<string>({
        clock,
        ask: async (n) => {
          most = Math.max(most, ++under);
          await Promise.resolve();
          under -= 1;
          return { items: [`${n}a`, `${n}b`], hasNext: n < 9 && hasNext, total: 18 };
        },
        idOf: (item) => item,
      });
      expect(items).toHaveLength(18);
      expect(most).toBe(4);
    },
  );

  test('new items for ever end at the cap, and the list says that it may be cut', async () => {
    const result = await read((n) => ({ items: [String(n)], hasNext: true }));
    expect(result.asked).toHaveLength(1000);
    expect(result.truncated).toBe(true);
  });

  test('a flood of items ends at the cap', async () => {
    const result = await read((n) => ({
      items: Array.from({ length: 50_000 }, (_, index) => `${n}-${index}`),
      hasNext: true,
    }));
    expect(result.items).toHaveLength(200_000);
    expect(result.truncated).toBe(true);
  });

  test('slow pages for ever end with the time they are given', async () => {
    let ms = 0;
    const result = await read((n) => ({ items: [String(n)], hasNext: true }), { now: () => (ms += 1000) });
    expect(result.asked.length).toBeLessThan(150);
    expect(result.truncated).toBe(true);
  });

  test('a page that fails fails the list: half a list is not a list', async () => {
    await expect(
      read((n) => {
        if (n === 2) throw new Error('broken');
        return { items: ['a'], hasNext: true };
      }),
    ).rejects.toThrow('broken');
  });
});
