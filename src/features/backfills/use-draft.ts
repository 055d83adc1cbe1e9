import { useCallback, useEffect, useRef, useState } from 'react';
import { newDraft, readDraft, type Draft } from './draft.ts';

/** Storage may be denied or full: the draft then lasts as long as the page. */
function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, draft: Draft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Nothing more can be done than to go on without.
  }
}

export interface DraftLink {
  /** Identifies the link; '' when the wizard was opened without any. */
  from: string;
  text: string;
  retryOf: string | null;
}

/** One a plan and tab. A link with another selection begins anew; without any, what was begun goes on. */
export function useDraft(planId: string, link: DraftLink) {
  const key = `console.backfill-draft.${planId}`;
  const [first] = useState(() => {
    const stored = readDraft(read(key));
    const goesOn = stored !== null && (link.from === '' || stored.from === link.from);
    return { draft: goesOn ? stored : newDraft(link.from, link.text, link.retryOf), kept: goesOn };
  });
  const [draft, set] = useState(first.draft);
  const [kept, setKept] = useState(first.kept);
  const latest = useRef(first.draft);

  /** Written before anything else happens: what follows may be a request that a reload interrupts. */
  const change = useCallback(
    (part: Partial<Draft>): void => {
      const next = { ...latest.current, ...part };
      latest.current = next;
      write(key, next);
      set(next);
    },
    [key],
  );
  // What a link brought along is not in the next step's address any more.
  useEffect(() => write(key, latest.current), [key]);

  const startOver = (): void => {
    change(newDraft('', '', null));
    setKept(false);
  };
  const forget = useCallback(() => write(key, null), [key]);
  return { draft, kept, change, startOver, forget };
}
