import { useLayoutEffect, useState, type RefObject } from 'react';

interface FixedRows {
  /** The first row to draw, and the one after the last. */
  from: number;
  to: number;
}

/** Drawn beyond what is in view, in steps of which the drawn part moves: most scroll events then draw nothing. */
const step = 8;

function rowsInView(element: HTMLElement, rowHeight: number, count: number): FixedRows {
  const first = Math.floor(element.scrollTop / rowHeight);
  const visible = Math.ceil(element.clientHeight / rowHeight);
  const from = Math.max(0, Math.floor(first / step) * step - step);
  return { from: Math.min(from, Math.max(0, count - 1)), to: Math.min(count, from + visible + 3 * step) };
}

/** Which rows of a long list to draw, when all are equally high and the element scrolls by itself. */
export function useFixedRows(
  ref: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): FixedRows {
  const [rows, setRows] = useState<FixedRows>({ from: 0, to: Math.min(count, 3 * step) });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const look = () =>
      setRows((before) => {
        const now = rowsInView(element, rowHeight, count);
        return now.from === before.from && now.to === before.to ? before : now;
      });
    look();
    element.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [ref, count, rowHeight]);
  return { from: Math.min(rows.from, Math.max(0, count - 1)), to: Math.min(rows.to, count) };
}

/**
 * When rows come in or go above what is in view, the view moves along with its first row. `idAt` and `indexOf`
 * speak of the rows as they are drawn now.
 */
export function useKeptInView(
  ref: RefObject<HTMLElement | null>,
  rowHeight: number,
  ids: readonly string[],
  /** Another order or filter: then the view starts anew. */
  signature: string,
): void {
  const [kept] = useState<{ ids: readonly string[]; signature: string }>({ ids, signature });
  useLayoutEffect(() => {
    const element = ref.current;
    const before = kept.ids;
    const sameView = kept.signature === signature;
    // What was drawn last is this hook's own memory, not something to draw from.
    Object.assign(kept, { ids, signature });
    if (element === null || before === ids) return;
    if (!sameView) {
      element.scrollTop = 0;
      return;
    }
    const first = Math.floor(element.scrollTop / rowHeight);
    const anchor = before[first];
    if (first === 0 || anchor === undefined || ids[first] === anchor) return;
    const moved = ids.indexOf(anchor);
    if (moved !== -1) element.scrollTop += (moved - first) * rowHeight;
  }, [ref, rowHeight, ids, signature, kept]);
}
