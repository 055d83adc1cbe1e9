import { useEffect, useRef } from 'react';

/** Shows a notification of the browser when something that was under way is so no more. */
export function useEndNotice(wanted: boolean, moving: boolean, title: string, body: string): void {
  const was = useRef(moving);
  useEffect(() => {
    const ended = was.current && !moving;
    was.current = moving;
    if (!ended || !wanted) return;
    try {
      new Notification(title, { body, tag: title });
    } catch {
      // Some phones know the word but only let service workers say it.
    }
  }, [wanted, moving, title, body]);
}
