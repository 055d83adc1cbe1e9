import type { Granularity } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { ordinalOf } from '../../domain/granularity.ts';
import type { Store } from '../../api/store.ts';
import type { Selection } from './gesture.ts';
import type { Span } from './layout.ts';

/**
 * What is selected and what has the focus changes with every step of a drag or key: it is marked on the cells
 * that are drawn, past React, which would have to look at a thousand cells to change one. React draws the states and
 * leaves `aria-selected` and `tabindex` of cells alone.
 */

interface Drawn {
  cells: HTMLElement[];
  from: number;
  /** The partitions that a cell covers. */
  covers: (cell: number) => Span;
  selected: Uint8Array;
}

export interface Marks {
  /** Cells below `element` carry `data-cell`, in order, from `from` on. Answers how to take them out again. */
  attach: (element: HTMLElement, from: number, covers: (cell: number) => Span) => () => void;
  /** null: it is not drawn. */
  elementOf: (cell: number) => HTMLElement | null;
  start: () => () => void;
}

function spansOf(ranges: readonly Range[], g: Granularity): Span[] {
  return ranges.map(({ start, end }) => ({ from: ordinalOf(start, g), to: ordinalOf(end, g) }));
}

/** Of a day of hours some may be selected and others not. */
const none = 0;
const whole = 1;
const part = 2;

function paint(drawn: Drawn, spans: readonly Span[]): void {
  const { cells, from, covers, selected } = drawn;
  let at = 0;
  for (let i = 0; i < cells.length; i++) {
    const cell = covers(from + i);
    while ((spans[at]?.to ?? Infinity) < cell.from) at++;
    const span = spans[at];
    const touched = span !== undefined && span.from <= cell.to;
    const now = !touched ? none : span.from <= cell.from && cell.to <= span.to ? whole : part;
    if (now === selected[i]) continue;
    selected[i] = now;
    cells[i]?.setAttribute('aria-selected', now === whole ? 'true' : 'false');
    cells[i]?.toggleAttribute('data-partly', now === part);
  }
}

export function createMarks(selection: Store<Selection>, focus: Store<number>, g: Granularity): Marks {
  const drawn = new Set<Drawn>();
  let spans = spansOf(selection.get().ranges, g);
  let tabStop: HTMLElement | null = null;

  const elementOf = (cell: number) => {
    for (const { cells, from } of drawn) {
      const element = cells[cell - from];
      if (element) return element;
    }
    return null;
  };
  const moveTabStop = () => {
    const next = elementOf(focus.get());
    if (next === tabStop) return;
    tabStop?.setAttribute('tabindex', '-1');
    next?.setAttribute('tabindex', '0');
    tabStop = next;
  };

  return {
    elementOf,
    attach: (element, from, covers) => {
      const cells = [...element.querySelectorAll<HTMLElement>('[data-cell]')];
      for (const cell of cells) cell.setAttribute('aria-selected', 'false');
      const one = { cells, from, covers, selected: new Uint8Array(cells.length) };
      drawn.add(one);
      paint(one, spans);
      moveTabStop();
      return () => void drawn.delete(one);
    },
    start: () => {
      const repaint = () => {
        spans = spansOf(selection.get().ranges, g);
        for (const one of drawn) paint(one, spans);
      };
      repaint();
      const stops = [selection.subscribe(repaint), focus.subscribe(moveTabStop)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
