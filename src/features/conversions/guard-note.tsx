import { useMessages } from '../../i18n/language.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { conversionMessages } from './messages.ts';
import classes from './conversion.module.css';

/** What the guard can't do must be as plain as what it does. */
export function GuardNote() {
  return (
    <p className={classes.guard}>
      <StateMark name="warning" />
      <span>{useMessages(conversionMessages).guard}</span>
    </p>
  );
}
