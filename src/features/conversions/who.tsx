import type { Person } from '../../contract/session.ts';
import { useMessages } from '../../i18n/language.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { conversionMessages } from './messages.ts';
import classes from './conversion.module.css';

/** The name is what somebody gave; the fingerprint is who they are (DESIGN §6). */
export function Who({ person }: { person: Person }) {
  const { asked } = useMessages(conversionMessages);
  return (
    <span className={classes.who}>
      <bdi>{person.name}</bdi>
      <code className={classes.fingerprint} title={asked.fingerprint}>
        {person.id}
      </code>
      <CopyButton text={person.id} what={asked.fingerprint} />
    </span>
  );
}
