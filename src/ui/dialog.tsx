import { Modal, type ModalProps } from '@mantine/core';
import { useCallback, useEffect, type ReactNode } from 'react';
import { useMessages } from '../i18n/language.tsx';
import { uiMessages } from './messages.ts';
import classes from './dialog.module.css';

interface DialogProps {
  title: ReactNode;
  /**
   * `freely`: Esc, a click outside or the cross. `deliberately`: Esc or the cross, once something is typed that a slip
   * must not lose. `never`: not now, for example while a command is being sent.
   */
  closing: 'freely' | 'deliberately' | 'never';
  onClose: () => void;
  size?: ModalProps['size'];
  /** An act that cannot be taken back announces itself as such. */
  role?: 'dialog' | 'alertdialog';
  /** What a reader hears with the title, when that should be less than all there is. */
  lead?: ReactNode;
  children: ReactNode;
}

/** It ends by being taken away, so Mantine does not give the focus back to where the person was. */
function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
}

/** It is there while it is mounted: what stands in it is fresh each time it opens. */
export function Dialog({
  title,
  closing,
  onClose,
  size = 'md',
  role = 'dialog',
  lead,
  children,
}: DialogProps) {
  const messages = useMessages(uiMessages);
  useFocusBack();
  // Mantine says `dialog` whatever it is given; React does not touch an attribute whose value stays. Another function
  // each time would make Mantine's trap take the focus to the first field again, in the middle of typing in another.
  const setRole = useCallback((node: HTMLElement | null) => node?.setAttribute('role', role), [role]);
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={size}
      closeOnClickOutside={closing === 'freely'}
      closeOnEscape={closing !== 'never'}
    >
      <Modal.Overlay />
      <Modal.Content ref={setRole}>
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          {closing !== 'never' && <Modal.CloseButton aria-label={messages.close} />}
        </div>
        {/* Mantine describes the dialog by its body. */}
        <Modal.Body>{lead ?? children}</Modal.Body>
        {lead !== undefined && <div className={classes.rest}>{children}</div>}
      </Modal.Content>
    </Modal.Root>
  );
}
