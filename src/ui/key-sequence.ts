/** What a keyboard shortcut needs to know of a key press; a DOM event has all of it. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** A second key counts as part of a sequence ("g p") only this long after the first. */
const patienceMs = 1_000;

export interface Pending {
  key: string;
  at: number;
}

/**
 * The shortcut that a key press completes, and the first key of a sequence that it may have begun.
 * Keys are written as the keyboard names them: `/`, `?`, `Enter`, `g p`.
 */
export function matchKey(
  shortcuts: readonly string[],
  press: KeyPress,
  pending: Pending | null,
  now: number,
): { matched: string | null; pending: Pending | null } {
  if (press.ctrlKey || press.metaKey || press.altKey) return { matched: null, pending: null };
  if (pending !== null && now - pending.at <= patienceMs) {
    const sequence = `${pending.key} ${press.key}`;
    if (shortcuts.includes(sequence)) return { matched: sequence, pending: null };
  }
  if (shortcuts.includes(press.key)) return { matched: press.key, pending: null };
  const begins = shortcuts.some((keys) => keys.startsWith(`${press.key} `));
  return { matched: null, pending: begins ? { key: press.key, at: now } : null };
}
