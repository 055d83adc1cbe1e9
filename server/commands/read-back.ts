import type { Services } from '../http/context.ts';

const FIRST_MS = 1000;
const LONGEST_MS = 300_000;
/** Some two days at the longest interval; whoever opens it later starts it anew. */
const MOST_TRIES = 600;

export interface Timers {
  after(ms: number, work: () => void): void;
}

const realTimers: Timers = { after: (ms, work) => void setTimeout(work, ms).unref() };

interface Watched {
  look: () => Promise<boolean>;
  tries: number;
}

/**
 * Looks again and again, with growing pauses, until what became of a write is known (DESIGN §4). Only reads. It lives
 * in memory, because it needs somebody's credential: after a restart it starts when somebody opens the page.
 */
export class ReadBack {
  readonly #watched = new Map<string, Watched>();
  readonly #timers: Timers;

  constructor(timers: Timers = realTimers) {
    this.#timers = timers;
  }

  /** `look` says whether the outcome is known now. A newer watcher takes over from an older one, credential and all. */
  watch(name: string, look: () => Promise<boolean>): void {
    const known = this.#watched.get(name);
    if (known) {
      known.look = look;
      return;
    }
    const watched = { look, tries: 0 };
    this.#watched.set(name, watched);
    this.#next(name, watched);
  }

  #next(name: string, watched: Watched): void {
    if (watched.tries >= MOST_TRIES) {
      this.#watched.delete(name);
      return;
    }
    this.#timers.after(Math.min(FIRST_MS * 2 ** watched.tries, LONGEST_MS), () => {
      watched.tries++;
      // CAN that can't be asked now is asked later.
      watched.look().then(
        (known) => {
          if (known) this.#watched.delete(name);
          else this.#next(name, watched);
        },
        () => this.#next(name, watched),
      );
    });
  }
}

const ofServices = new WeakMap<Services['ledger'], ReadBack>();

/** One for all the routes of a gateway. */
export function readBackOf({ ledger }: Pick<Services, 'ledger'>): ReadBack {
  const readBack = ofServices.get(ledger) ?? new ReadBack();
  ofServices.set(ledger, readBack);
  return readBack;
}

export function useReadBack({ ledger }: Pick<Services, 'ledger'>, readBack: ReadBack): void {
  ofServices.set(ledger, readBack);
}
