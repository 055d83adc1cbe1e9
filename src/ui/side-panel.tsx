import { CloseButton } from '@mantine/core';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useMessages } from '../i18n/language.tsx';
import { uiMessages } from './messages.ts';
import classes from './side-panel.module.css';

interface SidePanelProps {
  title: ReactNode;
  aside?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/**
 * Over the right side of a page, which stays as it is beneath. The browser's own dialog does the work: it keeps the
 * focus inside, closes on Esc, and gives the focus back.
 */
export function SidePanel({ title, aside, onClose, children }: SidePanelProps) {
  const messages = useMessages(uiMessages);
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={classes.panel}
      aria-labelledby={titleId}
      aria-modal="true"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        // Only the backdrop is the dialog itself; all that is seen of it lies in the body.
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className={classes.body}>
        <div className={classes.head}>
          <h2 id={titleId} className={classes.title} tabIndex={-1} autoFocus>
            {title}
          </h2>
          {aside !== undefined && <div className={classes.aside}>{aside}</div>}
          <CloseButton className={classes.close} aria-label={messages.close} onClick={onClose} />
        </div>
        {children}
      </div>
    </dialog>
  );
}
