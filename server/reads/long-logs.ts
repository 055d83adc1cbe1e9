import type { Clock } from '../clock.ts';

/** Who looks at a long log sees its head first and asks for the rest a moment later: CAN need not send it twice. */
const KEEP_MS = 60_000;
/** A few people at a time; at rest there is none. */
const MOST_CHARACTERS = 120_000_000;

interface Kept {
  text: string;
  since: number;
}

export interface LongLogs {
  keep(key: string, text: string): void;
  /** null: it was never kept, or too long ago. */
  find(key: string): string | null;
}

export function createLongLogs(clock: Clock): LongLogs {
  /** The oldest first. */
  const kept = new Map<string, Kept>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function drop(): void {
    let held = [...kept.values()].reduce((sum, { text }) => sum + text.length, 0);
    for (const [key, { text, since }] of kept) {
      if (clock.now() - since < KEEP_MS && held <= MOST_CHARACTERS) continue;
      kept.delete(key);
      held -= text.length;
    }
    clearTimeout(timer);
    timer = kept.size === 0 ? undefined : setTimeout(drop, KEEP_MS).unref();
  }

  return {
    keep(key, text) {
      if (text.length > MOST_CHARACTERS) return;
      kept.delete(key);
      kept.set(key, { text, since: clock.now() });
      drop();
    },
    find(key) {
      drop();
      return kept.get(key)?.text ?? null;
    },
  };
}
