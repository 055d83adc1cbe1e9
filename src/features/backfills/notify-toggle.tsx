import { useState } from 'react';
import { useMessages } from '../../i18n/language.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { backfillMessages } from './messages.ts';
import classes from './failure-groups.module.css';

interface NotifyToggleProps {
  on: boolean;
  onChange: (on: boolean) => void;
}

/** Asks the browser for its permission only when somebody wants it. */
export function NotifyToggle({ on, onChange }: NotifyToggleProps) {
  const { notify: messages } = useMessages(backfillMessages);
  const [denied, setDenied] = useState(false);

  async function change(wanted: boolean): Promise<void> {
    if (!wanted) return onChange(false);
    const permission = await Notification.requestPermission();
    setDenied(permission !== 'granted');
    onChange(permission === 'granted');
  }

  if (!('Notification' in window)) return null;
  return (
    <span title={messages.hint}>
      <Toggle label={messages.label} checked={on} onChange={(wanted) => void change(wanted)} />
      {denied && (
        <span role="alert" className={classes.note}>
          {' '}
          {messages.denied}
        </span>
      )}
    </span>
  );
}
