import { useId, type ReactNode } from 'react';
import classes from './panel.module.css';

interface PanelProps {
  /** What the button is called. */
  label: string;
  button: ReactNode;
  /** The look of the button is its surroundings' business. */
  buttonClass: string | undefined;
  children: (close: () => void) => ReactNode;
}

/**
 * A button that opens a small panel at the top right of the window. The browser's own popover does the work:
 * Esc and a click outside close it, the focus moves on from the button into it, and it needs no code of ours.
 */
export function Panel({ label, button, buttonClass, children }: PanelProps) {
  const id = useId();
  return (
    <>
      <button type="button" className={buttonClass} aria-label={label} title={label} popoverTarget={id}>
        {button}
      </button>
      <div id={id} popover="auto" role="group" aria-label={label} className={classes.panel}>
        {children(() => document.getElementById(id)?.hidePopover())}
      </div>
    </>
  );
}
