import {
  useEffect,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
} from 'react';
import type { CalendarState } from './calendar-state.ts';
import { followPointer } from './drag.ts';
import { nothingSelected, press, pressPeriod, stretchTo, type Held, type Selection } from './gesture.ts';
import { partitionsOfCell, type Layout, type Span } from './layout.ts';
import { moveFocus } from './move.ts';
import { daysAround, spanOfBlock, spanOfTitle } from './periods.ts';

interface GridGestures {
  layout: Layout;
  state: CalendarState;
  scroller: RefObject<HTMLElement | null>;
  /** Moves the focus, and scrolls it into view when it is not. */
  focusCell: (cell: number) => void;
  onOpen: (cell: number) => void;
}

function cellOf(target: EventTarget | null): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null;
  return cell ? Number(cell.dataset['cell']) : null;
}

function heldOf(event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): Held {
  return { extend: event.shiftKey, toggle: event.ctrlKey || event.metaKey };
}

/** The cells that a header stands for; null: the target is none. */
function periodOf(target: EventTarget | null, layout: Layout): Span | null {
  const head =
    target instanceof Element ? target.closest<HTMLElement>('[data-week],[data-block],[data-title]') : null;
  const { week, block, title } = head?.dataset ?? {};
  if (week !== undefined) return daysAround(Number(week), 'WEEK');
  if (block !== undefined) return spanOfBlock(block, layout.unit);
  return title === undefined ? null : spanOfTitle(title, layout.unit);
}

/** Events are taken at the grid, not at its thousand cells. */
export function useGridGestures({ layout, state, scroller, focusCell, onOpen }: GridGestures) {
  const { g, selection, hover } = state;
  const letGo = useRef<(() => void) | null>(null);
  /** A click follows each press of a mouse; one that follows none is a finger's or a screen reader's. */
  const pressed = useRef(false);
  /** Letting go of the pointer makes it come over the cell under it, which it never left. */
  const released = useRef(false);
  useEffect(() => () => letGo.current?.(), []);

  const covers = (cells: Span): Span => ({
    from: partitionsOfCell(cells.from, g).from,
    to: partitionsOfCell(cells.to, g).to,
  });
  const bounds = covers({ from: layout.first, to: layout.last });
  const select = (next: Selection) => selection.set(next);
  const selectPeriod = (cells: Span, held: Held) =>
    select(pressPeriod(selection.get(), covers(cells), held, bounds, g));

  const onPointerDown = (event: PointerEvent) => {
    pressed.current = false;
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const cell = cellOf(event.target);
    const period = periodOf(event.target, layout);
    if (cell === null && !period) return;
    // Neither a text selection nor the browser's own way of moving the focus.
    event.preventDefault();
    pressed.current = true;
    hover.set(null);
    if (period) return selectPeriod(period, heldOf(event));
    if (cell === null || !scroller.current) return;
    letGo.current?.();
    state.drag.begin();
    select(press(selection.get(), partitionsOfCell(cell, g), heldOf(event), g));
    focusCell(cell);
    let last = cell;
    letGo.current = followPointer({
      scroller: scroller.current,
      holder: event.currentTarget,
      pointerId: event.pointerId,
      over: (under) => {
        last = under;
        select(stretchTo(selection.get(), partitionsOfCell(under, g), g));
      },
      end: () => {
        letGo.current = null;
        released.current = true;
        if (last !== cell) focusCell(last);
        // The pointer's going up is answered first; what waited for the end of the drag is drawn after that.
        setTimeout(state.drag.end);
      },
    });
  };

  const onClick = (event: MouseEvent) => {
    if (pressed.current) {
      pressed.current = false;
      return;
    }
    const cell = cellOf(event.target);
    const period = periodOf(event.target, layout);
    // A finger has no Ctrl: each tap adds or takes away.
    const held = { ...heldOf(event), toggle: true };
    if (period) return selectPeriod(period, held);
    if (cell === null) return;
    select(press(selection.get(), partitionsOfCell(cell, g), held, g));
    focusCell(cell);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const cell = cellOf(event.target);
    if (cell === null || event.altKey) return;
    if (act(event, cell)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  /** false: the key is not ours. */
  const act = (event: KeyboardEvent, cell: number): boolean => {
    const held = heldOf(event);
    const here = partitionsOfCell(cell, g);
    const to = moveFocus(cell, event, layout);
    if (to !== null) {
      const before = selection.get();
      if (held.extend) {
        const from = before.anchor ? before : press(before, here, { extend: false, toggle: false }, g);
        select(stretchTo(from, partitionsOfCell(to, g), g));
      } else if (before.anchor) {
        // The next Shift begins where the focus then is.
        select({ ...before, anchor: null });
      }
      focusCell(to);
      return true;
    }
    switch (event.key) {
      case ' ':
        if (held.extend && layout.unit === 'DAY')
          selectPeriod(daysAround(cell, 'WEEK'), { extend: false, toggle: true });
        else if (held.toggle && layout.unit === 'DAY')
          selectPeriod(daysAround(cell, 'MONTH'), { extend: false, toggle: true });
        else select(press(selection.get(), here, { extend: false, toggle: true }, g));
        return true;
      case 'Enter':
        onOpen(cell);
        return true;
      case 'Escape':
        if (selection.get().ranges.length === 0) return false;
        select(nothingSelected);
        return true;
      case 'a':
        if (!held.toggle) return false;
        select(pressPeriod(nothingSelected, bounds, { extend: false, toggle: false }, bounds, g));
        return true;
      default:
        return false;
    }
  };

  const onPointerOver = (event: PointerEvent) => {
    if (event.pointerType === 'touch' || letGo.current) return;
    if (released.current) {
      released.current = false;
      return;
    }
    const cell = cellOf(event.target);
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-cell]') : null;
    hover.set(cell === null || !element ? null : { cell, element });
  };
  const onPointerLeave = () => hover.set(null);

  return { onPointerDown, onClick, onKeyDown, onPointerOver, onPointerLeave };
}
