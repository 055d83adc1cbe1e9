/** Follows the pointer from where it went down until it goes up, and scrolls when it leaves the scroller's edges. */

interface Drag {
  scroller: HTMLElement;
  /** Gets the pointer's events until it goes up, so that the browser need not find out what is under it each time. */
  holder: Element;
  pointerId: number;
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

/** Looks once a frame, and reads before it writes, so that nothing is laid out twice. Answers how to let go early. */
export function followPointer({ scroller, holder, pointerId, over, end }: Drag): () => void {
  const done = new AbortController();
  const { signal } = done;
  let x = 0;
  let y = 0;
  let moved = false;
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
    if (cell !== null && cell !== last) {
      last = cell;
      over(cell);
    }
    return scrollStep(y, top, bottom);
  };
  const follow = () => {
    const step = look();
    if (step !== 0) scroller.scrollTop += step;
    frame = step === 0 ? 0 : requestAnimationFrame(follow);
  };
  const stop = () => {
    done.abort();
    cancelAnimationFrame(frame);
  };
  const finish = () => {
    stop();
    if (moved) look();
    end();
  };

  holder.setPointerCapture(pointerId);
  window.addEventListener(
    'pointermove',
    (event) => {
      ({ clientX: x, clientY: y } = event);
      moved = true;
      if (frame === 0) frame = requestAnimationFrame(follow);
    },
    { signal },
  );
  window.addEventListener('pointerup', finish, { signal });
  window.addEventListener('pointercancel', finish, { signal });
  window.addEventListener('blur', finish, { signal });
  return stop;
}
