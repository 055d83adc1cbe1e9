import { useEffect, useRef } from 'react';

/**
 * After a navigation the focus goes to the new page's heading: readers hear where they are, and Tab goes on from
 * there. Not at the first load, and not when only the query of the address changed.
 */
export function useRouteFocus(pathname: string): void {
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    // A page that is still on its way has no heading yet: the observer waits for it.
    const focusHeading = () => {
      const heading = document.querySelector<HTMLElement>('[data-page-heading]');
      heading?.focus({ preventScroll: true });
      return heading !== null;
    };
    if (focusHeading()) return;
    const observer = new MutationObserver(() => {
      if (focusHeading()) observer.disconnect();
    });
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [pathname]);
}
