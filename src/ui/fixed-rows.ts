/** Which of a long list's rows are drawn, when all are equally high. */

export interface Rows {
  /** The first one, and the one after the last. */
  from: number;
  to: number;
}

interface View {
  seen: Rows;
  /** Drawn beyond what is seen, too. */
  wanted: Rows;
}

const beyond = 6;
/** What is wanted moves by so many at once: most scroll events then draw nothing. */
const step = 2;
/** So many new rows come in one frame. */
const slice = 3;

export function firstRows(count: number): Rows {
  return { from: 0, to: Math.min(count, 3 * slice) };
}

type Scroller = Pick<HTMLElement, 'scrollTop' | 'clientHeight'>;

export function viewOf({ scrollTop, clientHeight }: Scroller, rowHeight: number, count: number): View {
  const within = (row: number) => Math.min(count, Math.max(0, row));
  const seen = {
    from: within(Math.floor(scrollTop / rowHeight)),
    to: within(Math.ceil((scrollTop + clientHeight) / rowHeight)),
  };
  const wanted = {
    from: within(Math.floor((seen.from - beyond) / step) * step),
    to: within(Math.ceil((seen.to + beyond) / step) * step),
  };
  return { seen, wanted };
}

/** One step from what is drawn to what is wanted. What is seen comes first; what is not wanted goes at once. */
export function towards(drawn: Rows, { seen, wanted }: View): Rows {
  let from = Math.max(drawn.from, wanted.from);
  let to = Math.min(drawn.to, wanted.to);
  if (from >= to) from = to = seen.from;
  let left = slice;
  for (const aim of [seen, wanted]) {
    const down = Math.min(left, Math.max(0, aim.to - to));
    to += down;
    left -= down;
    const up = Math.min(left, Math.max(0, from - aim.from));
    from -= up;
    left -= up;
  }
  return { from, to };
}
