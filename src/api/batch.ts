/**
 * Gathers the single questions of one moment into one call of at most `size` ids. Rows that come into view
 * together are then asked for together.
 */
export function createBatch<T>(
  size: number,
  waitMs: number,
  ask: (ids: string[]) => Promise<Map<string, T>>,
) {
  interface Asked {
    resolve: (value: T) => void;
    reject: (reason: unknown) => void;
  }
  let waiting = new Map<string, Asked[]>();

  async function answer(asked: Map<string, Asked[]>): Promise<void> {
    try {
      const found = await ask([...asked.keys()]);
      for (const [id, askers] of asked) {
        const value = found.get(id);
        for (const { resolve, reject } of askers) {
          if (value === undefined) reject(new Error(`No answer for ${id}`));
          else resolve(value);
        }
      }
    } catch (error) {
      for (const askers of asked.values()) for (const { reject } of askers) reject(error);
    }
  }

  function flush(): void {
    const all = [...waiting];
    waiting = new Map();
    for (let from = 0; from < all.length; from += size) void answer(new Map(all.slice(from, from + size)));
  }

  return (id: string): Promise<T> =>
    new Promise((resolve, reject) => {
      if (waiting.size === 0) setTimeout(flush, waitMs);
      waiting.set(id, [...(waiting.get(id) ?? []), { resolve, reject }]);
    });
}
