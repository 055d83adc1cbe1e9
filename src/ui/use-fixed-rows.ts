import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { firstRows, towards, viewOf, type Rows } from './fixed-rows.ts';

/**
 * Which rows of a long list to draw, when all are equally high and the element scrolls by itself. They come a few a
 * frame, so that neither a long jump nor another `order` makes one wait.
 */
export function useFixedRows(
  ref: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  order = '',
): Rows {
  const [drawn, setDrawn] = useState({ rows: firstRows(count), order });
  const frame = useRef(0);
  // One look a frame, however often it scrolls.
  const look = useCallback(() => {
    frame.current ||= requestAnimationFrame(() => {
      frame.current = 0;
      const element = ref.current;
      if (element === null) return;
      const view = viewOf(element, rowHeight, count);
      setDrawn((before) => {
        const rows = towards(before.rows, view);
        return rows.from === before.rows.from && rows.to === before.rows.to ? before : { ...before, rows };
      });
    });
  }, [ref, count, rowHeight]);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    element.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [ref, look]);
  // What was drawn may not be all.
  useEffect(look, [look, drawn]);
  if (drawn.order !== order) setDrawn({ rows: firstRows(count), order });
  const { from, to } = drawn.rows;
  return { from: Math.min(from, Math.max(0, count - 1)), to: Math.min(to, count) };
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
  // What was drawn last, and how far it was scrolled, is this hook's own memory, not something to draw from. Asking
  // the element would make the browser lay out all of the page at once.
  const [kept] = useState({ ids, signature, top: 0 });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const look = () => Object.assign(kept, { top: element.scrollTop });
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [ref, kept]);
  useLayoutEffect(() => {
    const element = ref.current;
    const { ids: before, signature: signatureBefore, top } = kept;
    Object.assign(kept, { ids, signature });
    if (element === null || before === ids || top === 0) return;
    if (signatureBefore !== signature) {
      element.scrollTop = 0;
      return;
    }
    const first = Math.floor(top / rowHeight);
    const anchor = before[first];
    if (first === 0 || anchor === undefined || ids[first] === anchor) return;
    const moved = ids.indexOf(anchor);
    if (moved !== -1) element.scrollTop = top + (moved - first) * rowHeight;
  }, [ref, rowHeight, ids, signature, kept]);
}
