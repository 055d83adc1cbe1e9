/** Follows the pointer from where it went down until it goes up, and scrolls when it leaves the scroller's edges. */

interface Drag {
  scroller: HTMLElement;
  /** The cell under the pointer changed. */
  over: (cell: number) => void;
  end: () => void;
}

const edge = 28;
const fastest = 22;

/** How far to scroll a frame: faster the further the pointer is beyond the edge. */
export function scrollStep(y: number, top: number, bottom: number): number {
  const beyond = y < top + edge ? y - (top + edge) : y > bottom - edge ? y - (bottom - edge) : 0;
  return Math.sign(beyond) * Math.min(fastest, Math.ceil(Math.abs(beyond) / 2));
}

export function cellAt(scroller: HTMLElement, x: number, y: number): number | null {
  const cell = document.elementFromPoint(x, y)?.closest('[data-cell]');
  return cell instanceof HTMLElement && scroller.contains(cell) ? Number(cell.dataset['cell']) : null;
}

/** Answers how to let go early. */
export function followPointer({ scroller, over, end }: Drag): () => void {
  const done = new AbortController();
  const { signal } = done;
  let x = 0;
  let y = 0;
  let last: number | null = null;
  let frame = 0;

  const look = () => {
    const { left, right, top, bottom } = scroller.getBoundingClientRect();
    // Beyond the scroller the nearest cell inside of it is meant.
    const cell = cellAt(
      scroller,
      Math.min(right - 2, Math.max(left + 2, x)),
      Math.min(bottom - 2, Math.max(top + 2, y)),
    );
    if (cell === null || cell === last) return;
    last = cell;
    over(cell);
  };
  const scrollOn = () => {
    frame = 0;
    const { top, bottom } = scroller.getBoundingClientRect();
    const step = scrollStep(y, top, bottom);
    if (step === 0) return;
    scroller.scrollTop += step;
    look();
    frame = requestAnimationFrame(scrollOn);
  };
  const stop = () => {
    done.abort();
    cancelAnimationFrame(frame);
  };
  const finish = () => {
    stop();
    end();
  };

  window.addEventListener(
    'pointermove',
    (event) => {
      ({ clientX: x, clientY: y } = event);
      look();
      if (frame === 0) frame = requestAnimationFrame(scrollOn);
    },
    { signal },
  );
  window.addEventListener('pointerup', finish, { signal });
  window.addEventListener('pointercancel', finish, { signal });
  window.addEventListener('blur', finish, { signal });
  return stop;
}
