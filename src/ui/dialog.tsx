import { Modal, type ModalProps } from '@mantine/core';
import type { ReactNode } from 'react';
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
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={size}
      closeOnClickOutside={closing === 'freely'}
      closeOnEscape={closing !== 'never'}
    >
      <Modal.Overlay />
      {/* Mantine says `dialog` whatever it is given; React does not touch an attribute whose value stays. */}
      <Modal.Content ref={(node) => node?.setAttribute('role', role)}>
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
