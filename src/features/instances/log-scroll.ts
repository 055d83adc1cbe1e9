/** No browser draws an element higher than some 17 million pixels: beyond, a pixel of the scroller is several of the log. */
const highest = 15_000_000;

export interface LogScroll {
  /** The height the scroller gets. */
  height: number;
  /** Pixels of the log above the upper edge of the view. */
  offsetOf: (scrollTop: number) => number;
  scrollTopOf: (offset: number) => number;
}

export function logScroll(rows: number, rowHeight: number, viewHeight: number): LogScroll {
  const whole = rows * rowHeight;
  const height = Math.min(whole, highest);
  const factor = height === whole || height <= viewHeight ? 1 : (whole - viewHeight) / (height - viewHeight);
  const most = Math.max(0, whole - viewHeight);
  return {
    height,
    offsetOf: (scrollTop) => Math.min(most, Math.max(0, scrollTop * factor)),
    scrollTopOf: (offset) => Math.min(most, Math.max(0, offset)) / factor,
  };
}
