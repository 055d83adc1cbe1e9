/** What CAN says about many plans: each is fine, one or more are not, or it says nothing about them at all. */
export type SaidOfMany = 'fine' | 'wrong' | 'refused';

/** Asks about many plans, and about one: true there means that it is fine. */
export interface Asking {
  /** Asked again for the same ones, it asks CAN again. */
  many(ids: readonly string[]): Promise<SaidOfMany>;
  one(id: string): Promise<boolean>;
  /** Proved by an answer about many. */
  fine(ids: readonly string[]): void;
  /** Something is wrong among many, said CAN twice, and yet each of them is fine: its answers about many cannot be used. */
  untrue(): void;
  /** So many are refused at once, twice, and none of them alone: fewer have to be asked about. */
  tooMany(count: number): void;
  /** How many are asked about at once. */
  most(): number;
  /** No more calls: nobody asks any longer, CAN is away, or its answers about many cannot be used. */
  stopped(): boolean;
}

export interface SplitOptions {
  /** Calls under way at the same time. */
  workers: number;
  /** What was found so far, here and in the splits before of the same fleet. */
  found: Found;
}

/**
 * How many plans were settled that were not known to be wrong before, and how many of them were not fine. It begins with
 * what is assumed: neither is ever zero.
 */
export interface Found {
  settled: number;
  notFine: number;
}

/**
 * Finds the plans that are not fine with few calls: those that were not fine before are asked one by one at once, the
 * others in groups. In a group that is not fine, halving finds one that is not; what is left of the group goes back to
 * the others. Groups are as large as makes "fine" about as likely as not, by what was found so far: when many are not
 * fine they shrink to one, so that it never costs much more than asking one by one.
 */
export async function split(
  ids: readonly string[],
  suspects: ReadonlySet<string>,
  asking: Asking,
  { workers, found }: SplitOptions,
): Promise<void> {
  const singles = ids.filter((id) => suspects.has(id));
  const pool = ids.filter((id) => !suspects.has(id));

  const size = () => {
    return Math.max(1, Math.min(asking.most(), Math.round((Math.LN2 * found.settled) / found.notFine)));
  };
  const settle = (count: number, notFine: number) => {
    found.settled += count;
    found.notFine += notFine;
  };

  /** CAN said that among these is one that is not fine: finds it. */
  const find = async (group: readonly string[]): Promise<void> => {
    let said = group;
    let rest = group;
    while (rest.length > 1) {
      const half = rest.slice(0, Math.ceil(rest.length / 2));
      const others = rest.slice(half.length);
      const fine = half.length === 1 ? await asking.one(half[0] ?? '') : (await asking.many(half)) === 'fine';
      if (asking.stopped()) return;
      if (fine) {
        if (half.length > 1) asking.fine(half);
        settle(half.length, 0);
        rest = others;
      } else {
        pool.push(...others);
        if (half.length === 1) return settle(1, 1);
        said = half;
        rest = half;
      }
    }
    // The last one left must be it, and is asked about for its exact values.
    const fine = await asking.one(rest[0] ?? '');
    if (asking.stopped()) return;
    settle(1, fine ? 0 : 1);
    if (fine) await doubt(said);
  };

  /** Either it has come right meanwhile, or they are more than CAN takes at once, or what it says about many is not true. */
  const doubt = async (group: readonly string[]): Promise<void> => {
    const again = await asking.many(group);
    if (asking.stopped()) return;
    if (again === 'wrong') asking.untrue();
    if (again === 'refused') asking.tooMany(group.length);
  };

  const work = async (): Promise<void> => {
    while (!asking.stopped()) {
      const single = singles.pop();
      if (single !== undefined) {
        await asking.one(single);
        continue;
      }
      const group = pool.splice(0, size());
      const [first] = group;
      if (first === undefined) return;
      if (group.length === 1) {
        settle(1, (await asking.one(first)) ? 0 : 1);
      } else if ((await asking.many(group)) === 'fine') {
        asking.fine(group);
        settle(group.length, 0);
      } else {
        if (!asking.stopped()) await find(group);
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}
