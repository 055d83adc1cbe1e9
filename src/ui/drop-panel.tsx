import { useId, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import classes from './drop-panel.module.css';

interface DropPanelProps {
  /** What the button is called, and what it opens. */
  label: string;
  button: ReactNode;
  children: ReactNode;
}

const gap = 4;

/**
 * A button that opens a small panel beneath itself. The browser's own popover: Esc and a click outside close it.
 * What stands in it is only there while it is open.
 */
export function DropPanel({ label, button, children }: DropPanelProps) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button ref={opener} type="button" className={classes.button} popoverTarget={id}>
        {button}
      </button>
      <div
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        className={classes.panel}
        onBeforeToggle={({ currentTarget, newState }) => {
          // In the document before it is shown, so that the focus finds its way in.
          flushSync(() => setOpen(newState === 'open'));
          const at = opener.current?.getBoundingClientRect();
          if (!at) return;
          currentTarget.style.top = `${at.bottom + gap}px`;
          currentTarget.style.right = `${Math.max(8, document.documentElement.clientWidth - at.right)}px`;
        }}
      >
        {open && children}
      </div>
    </>
  );
}
