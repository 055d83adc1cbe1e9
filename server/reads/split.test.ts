import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { split, type Asking } from './split.ts';

interface Run {
  fine: string[];
  alone: string[];
  calls: number;
  untrue: number;
}

async function run(
  size: number,
  bad: ReadonlySet<number>,
  suspects: ReadonlySet<number>,
  most = 250,
): Promise<Run> {
  const ids = Array.from({ length: size }, (_, n) => String(n));
  const wrong = new Set([...bad].map(String));
  const result: Run = { fine: [], alone: [], calls: 0, untrue: 0 };
  const asking: Asking = {
    async many(group) {
      result.calls += 1;
      expect(group.length).toBeGreaterThan(1);
      expect(group.length).toBeLessThanOrEqual(most);
      return group.some((id) => wrong.has(id)) ? 'wrong' : 'fine';
    },
    async one(id) {
      result.calls += 1;
      result.alone.push(id);
      return !wrong.has(id);
    },
    fine: (group) => void result.fine.push(...group),
    untrue: () => void (result.untrue += 1),
    tooMany: () => void (result.untrue += 1),
    most: () => most,
    stopped: () => false,
  };
  const found = { settled: 25, notFine: 0.06 };
  await split(ids, new Set([...suspects].map(String)), asking, { workers: 3, found });
  return result;
}

const some = (size: number) =>
  fc.uniqueArray(fc.nat({ max: Math.max(0, size - 1) }), { maxLength: size }).map((list) => new Set(list));

describe('split', () => {
  it('settles every plan exactly once, those that are not fine alone, and never doubts a true CAN', async () => {
    const anyCase = fc
      .nat({ max: 120 })
      .chain((size) => fc.tuple(fc.constant(size), some(size), some(size), fc.integer({ min: 2, max: 60 })));
    await fc.assert(
      fc.asyncProperty(anyCase, async ([size, bad, suspects, most]) => {
        const inRange = new Set([...bad].filter((n) => n < size));
        const { fine, alone, untrue, calls } = await run(size, inRange, suspects, most);
        const settled = [...fine, ...alone].map(Number).sort((a, b) => a - b);
        expect(settled).toEqual(Array.from({ length: size }, (_, n) => n));
        for (const n of inRange) expect(alone).toContain(String(n));
        expect(untrue).toBe(0);
        expect(calls).toBeLessThanOrEqual(size * 2 + 20);
      }),
      { numRuns: 300 },
    );
  });

  it.each([0.2, 0.3, 0.5, 1])(
    'is hardly dearer than one call a plan where %d are not fine',
    async (share) => {
      const bad = new Set(Array.from({ length: 1000 }, (_, n) => n).filter((n) => (n * 7) % 10 < share * 10));
      expect((await run(1000, bad, new Set())).calls).toBeLessThanOrEqual(1200);
    },
  );

  it('finds one among many by halving', async () => {
    const { calls, alone } = await run(250, new Set([181]), new Set());
    expect(alone).toContain('181');
    expect(calls).toBeLessThanOrEqual(14);
  });

  it('asks at once about those that were not fine before', async () => {
    const bad = new Set([3, 77, 150]);
    expect((await run(250, bad, bad)).calls).toBe(4);
  });

  it('says so when something is wrong among many and with none of them', async () => {
    let untrue = 0;
    const asking: Asking = {
      many: async () => 'wrong',
      most: () => 250,
      tooMany: () => undefined,
      one: async () => true,
      fine: () => undefined,
      untrue: () => void (untrue += 1),
      stopped: () => untrue > 0,
    };
    await split(['a', 'b', 'c', 'd'], new Set(), asking, {
      workers: 1,
      found: { settled: 25, notFine: 0.06 },
    });
    expect(untrue).toBe(1);
  });

  it('asks nothing more once it is stopped', async () => {
    let calls = 0;
    const asking: Asking = {
      many: async () => ((calls += 1), 'wrong'),
      one: async () => ((calls += 1), false),
      fine: () => undefined,
      untrue: () => undefined,
      tooMany: () => undefined,
      most: () => 10,
      stopped: () => calls >= 3,
    };
    const ids = Array.from({ length: 100 }, (_, n) => String(n));
    await split(ids, new Set(), asking, { workers: 1, found: { settled: 25, notFine: 0.06 } });
    expect(calls).toBe(3);
  });
});
