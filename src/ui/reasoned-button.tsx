import { Button, Tooltip, type ButtonProps } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { VisuallyHidden } from './visually-hidden.tsx';

interface ReasonedButtonProps extends Pick<ButtonProps, 'variant' | 'size' | 'color' | 'leftSection'> {
  /** Why it can't be pressed now; null: it can. */
  reason: string | null;
  onClick: () => void;
  children: ReactNode;
}

/**
 * A button that, while off, says why. It stays reachable by Tab and by pointer (`aria-disabled`, not `disabled`):
 * a reason that nobody can get at is none.
 */
export function ReasonedButton({ reason, onClick, children, ...look }: ReasonedButtonProps) {
  const reasonId = useId();
  if (reason === null) {
    return (
      <Button {...look} onClick={onClick}>
        {children}
      </Button>
    );
  }
  return (
    <>
      <Tooltip label={reason} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
        <Button
          {...look}
          data-disabled
          aria-disabled="true"
          aria-describedby={reasonId}
          onClick={(event) => event.preventDefault()}
        >
          {children}
        </Button>
      </Tooltip>
      <VisuallyHidden>
        <span id={reasonId}>{reason}</span>
      </VisuallyHidden>
    </>
  );
}
