import {
  createContext,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { readKept, writeKept } from '../i18n/kept.ts';
import { matchKey, type Pending } from './key-sequence.ts';

export interface Shortcut {
  /** As the keyboard names them; two keys one after the other with a space between: `g p`. */
  keys: string;
  label: string;
  run: () => void;
}

/** The shortcuts of what is on screen now. The newest wins, so a page may take over a key of the shell. */
function createRegistry() {
  let groups: readonly (readonly Shortcut[])[] = [];
  const listeners = new Set<() => void>();
  const publish = (next: typeof groups) => {
    groups = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => groups,
    add: (group: readonly Shortcut[]) => {
      publish([...groups, group]);
      return () => publish(groups.filter((other) => other !== group));
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

interface ShortcutsState {
  registry: ReturnType<typeof createRegistry>;
  enabled: boolean;
  setEnabled: (enabled: boolean) => void;
}

const ShortcutsContext = createContext<ShortcutsState | null>(null);

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

const keptUnder = 'shortcuts';

/** Single keys can be turned off (WCAG 2.1.4): those who speak to their computer press them by accident. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createRegistry);
  const [enabled, choose] = useState(() => readKept(keptUnder) !== 'off');
  useEffect(() => {
    if (!enabled) return;
    let pending: Pending | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return;
      if (document.querySelector('[aria-modal="true"]')) return;
      const all = registry.get().flat();
      const result = matchKey(
        all.map(({ keys }) => keys),
        event,
        pending,
        event.timeStamp,
      );
      pending = result.pending;
      const shortcut = all.findLast(({ keys }) => keys === result.matched);
      if (!shortcut) return;
      event.preventDefault();
      shortcut.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [enabled, registry]);
  const value = useMemo(
    () => ({
      registry,
      enabled,
      setEnabled: (next: boolean) => {
        writeKept(keptUnder, next ? 'on' : 'off');
        choose(next);
      },
    }),
    [registry, enabled],
  );
  return <ShortcutsContext value={value}>{children}</ShortcutsContext>;
}

function useShortcutsState(): ShortcutsState {
  const state = use(ShortcutsContext);
  if (state === null) throw new Error('Shortcuts are used outside of ShortcutsProvider');
  return state;
}

/** Registers while mounted. The list of keys and labels decides when to register anew; `run` is always the latest. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const { registry } = useShortcutsState();
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const signature = JSON.stringify(shortcuts.map(({ keys, label }) => [keys, label]));
  useEffect(() => {
    const described = JSON.parse(signature) as [string, string][];
    return registry.add(
      described.map(([keys, label], i) => ({ keys, label, run: () => latest.current[i]?.run() })),
    );
  }, [registry, signature]);
}

/** For the sheet that lists them: each key once, as the newest registration has it. */
export function useShortcutList() {
  const { registry, enabled, setEnabled } = useShortcutsState();
  const groups = useSyncExternalStore(registry.subscribe, registry.get);
  const byKeys = new Map(groups.flat().map((shortcut) => [shortcut.keys, shortcut]));
  return { shortcuts: [...byKeys.values()], enabled, setEnabled };
}
