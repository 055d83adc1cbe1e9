import { startTransition, useEffect, useState } from 'react';

/**
 * Counts from 0 up to `last`, one a frame: what the eye looks for first is drawn first, and no single task draws a
 * whole page.
 */
export function useStage(last: number): number {
  const [stage, setStage] = useState(0);
  useEffect(() => {
    if (stage >= last) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      // After this frame has been painted.
      timer = setTimeout(() => startTransition(() => setStage(stage + 1)), 0);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [stage, last]);
  return stage;
}
