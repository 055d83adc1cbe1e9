import { useEffect, useRef } from 'react';
import type { Range } from '../../contract/range.ts';
import { decodeRanges, encodeRanges } from '../../domain/selection-url.ts';
import type { CalendarState } from './calendar-state.ts';
import { choose } from './gesture.ts';

/**
 * The selection goes to the address a moment after it rests; another address (back, a link) goes to the selection.
 * Addresses of ours arrive late, when the selection may be another already: those are no news.
 */
export function useSelectionInAddress(
  state: CalendarState,
  sel: string,
  history: Range,
  patchAddress: (patch: Record<string, string | null>) => void,
): void {
  const { g, selection, rested } = state;
  const ours = useRef(new Set([sel]));
  useEffect(
    () =>
      rested.subscribe(() => {
        const written = encodeRanges(rested.get().ranges, g);
        ours.current.add(written);
        patchAddress({ sel: written });
      }),
    [rested, g, patchAddress],
  );
  useEffect(() => {
    const now = encodeRanges(rested.get().ranges, g);
    const isOurs = ours.current.has(sel);
    if (sel === now) ours.current = new Set([sel]);
    if (isOurs || sel === now) return;
    selection.set(choose(decodeRanges(sel, g) ?? [], history, g));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only another address changes the selection
  }, [sel]);
}
