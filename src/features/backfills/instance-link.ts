import { useCallback, type MouseEvent } from 'react';
import { useNavigate } from 'react-router';

/** Where an instance opens, and what the page there is told of where one comes from. Stable, so that rows stay as drawn. */
export type InstanceLink = (instanceId: string) => { to: string; state: unknown };

/**
 * One handler for all rows of a list: a link component in each would cost more than all else of a row, and hundreds
 * of rows come and go while one scrolls. A click that means "elsewhere" (a new tab) is left to the browser.
 */
export function useInstanceClick(link: InstanceLink): (event: MouseEvent) => void {
  const navigate = useNavigate();
  return useCallback(
    (event) => {
      const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
      const id =
        target instanceof Element
          ? target.closest<HTMLElement>('a[data-instance]')?.dataset['instance']
          : null;
      if (!id || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
      event.preventDefault();
      const { to, state } = link(id);
      void navigate(to, { state, preventScrollReset: true });
    },
    [link, navigate],
  );
}
