import type { DemoPerson, SignIn } from '../../contract/session.ts';
import { useMessages } from '../../i18n/language.tsx';
import { Glyph } from '../../ui/icons.tsx';
import { sessionMessages } from './messages.ts';
import classes from './demo-people.module.css';

const people: readonly DemoPerson[] = ['ops', 'owner'];

/** The sandbox's two people, one click away. */
export function DemoPeople({ pending, onChoose }: { pending: boolean; onChoose: (signIn: SignIn) => void }) {
  const messages = useMessages(sessionMessages);
  return (
    <div role="group" aria-label={messages.demoHeading} className={classes.people}>
      {people.map((demo) => (
        <button
          key={demo}
          type="button"
          className={classes.person}
          disabled={pending}
          onClick={() => onChoose({ demo })}
        >
          <span className={classes.icon}>
            <Glyph name="person" />
          </span>
          <span>
            <span className={classes.who}>{messages.demo[demo].who}</span>
            <span className={classes.what}>{messages.demo[demo].what}</span>
          </span>
        </button>
      ))}
    </div>
  );
}
