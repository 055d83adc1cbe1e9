/** Gives back a slot; calling it twice does nothing more. */
type Release = () => void;

interface Lane {
  running: number;
  waiting: (() => void)[];
}

export interface Limit {
  /** Resolves when it is this caller's turn. First come, first served; rejects with the signal's reason while waiting. */
  enter(key: string, signal?: AbortSignal): Promise<Release>;
}

/** At most `concurrency` holders a key. A key nobody uses costs no memory. */
export function createLimit(concurrency: number): Limit {
  const lanes = new Map<string, Lane>();

  const releaseOnce = (key: string, lane: Lane): Release => {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const next = lane.waiting.shift();
      // The slot goes from hand to hand: nobody who comes now overtakes the one who waited.
      if (next) next();
      else if ((lane.running -= 1) === 0) lanes.delete(key);
    };
  };

  return {
    async enter(key, signal) {
      signal?.throwIfAborted();
      const lane = lanes.get(key) ?? { running: 0, waiting: [] };
      lanes.set(key, lane);
      if (lane.running < concurrency) {
        lane.running += 1;
        return releaseOnce(key, lane);
      }
      await new Promise<void>((resolve, reject) => {
        const giveUp = (): void => {
          lane.waiting.splice(lane.waiting.indexOf(turn), 1);
          reject(signal?.reason as Error);
        };
        const turn = (): void => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        };
        lane.waiting.push(turn);
        signal?.addEventListener('abort', giveUp, { once: true });
      });
      return releaseOnce(key, lane);
    },
  };
}
