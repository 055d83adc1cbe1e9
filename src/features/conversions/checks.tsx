import { Link } from 'react-router';
import type { HandoverCheck } from '../../contract/conversion.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useReasonWords } from '../../i18n/reasons.ts';
import { paths } from '../../paths.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { conversionMessages } from './messages.ts';
import classes from './conversion.module.css';

/** What the gateway would refuse for now, each with its reason. */
export function Checks({ checks }: { checks: readonly HandoverCheck[] }) {
  const messages = useMessages(conversionMessages).checks;
  const because = useReasonWords();
  return (
    <ul className={classes.checks}>
      {checks.map(({ check, ok, reason, message = '', conversionId }) => (
        <li key={check} className={classes.check} data-ok={ok}>
          <StateMark name={ok ? 'check' : 'cross'} />
          <span>
            {messages[check]}
            <VisuallyHidden>: {ok ? messages.ok : messages.notOk}</VisuallyHidden>
            {!ok && (
              <span className={classes.why}>
                {because(reason) ?? message}{' '}
                {conversionId !== undefined && (
                  <Link to={paths.conversion(conversionId)}>{messages.openRequest}</Link>
                )}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
