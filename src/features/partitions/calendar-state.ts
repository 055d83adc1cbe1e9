import { createStore, type Store } from '../../api/store.ts';
import type { Granularity } from '../../contract/plan.ts';
import { choose, nothingSelected, type Selection } from './gesture.ts';
import { createMarks, type Marks } from './marks.ts';
import type { Range } from '../../contract/range.ts';

interface Hovered {
  cell: number;
  element: HTMLElement;
}

/** What changes with every step of a drag or key. It lives outside of React: only what shows it is drawn anew. */
export interface CalendarState {
  g: Granularity;
  selection: Store<Selection>;
  /** As it was before a drag, while one goes on: what is costly to draw, and the address, wait for its end. */
  rested: Store<Selection>;
  drag: { begin: () => void; end: () => void };
  /** The cell that the keys move, and whose evidence the panel shows. */
  focus: Store<number>;
  /** The cell under a resting pointer. */
  hover: Store<Hovered | null>;
  marks: Marks;
}

export function createCalendarState(
  g: Granularity,
  initial: readonly Range[],
  bounds: Range,
  focused: number,
): CalendarState {
  const selection = createStore(initial.length > 0 ? choose(initial, bounds, g) : nothingSelected);
  const rested = createStore(selection.get());
  let dragging = false;
  const rest = () => {
    if (!dragging) rested.set(selection.get());
  };
  selection.subscribe(rest);
  const focus = createStore(focused);
  return {
    g,
    selection,
    rested,
    drag: {
      begin: () => {
        dragging = true;
      },
      end: () => {
        dragging = false;
        rest();
      },
    },
    focus,
    hover: createStore<Hovered | null>(null),
    marks: createMarks(selection, focus, g),
  };
}
