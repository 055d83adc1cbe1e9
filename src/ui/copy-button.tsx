import { useEffect, useState } from 'react';
import { useMessages } from '../i18n/language.tsx';
import { copyText } from './clipboard.ts';
import { Glyph } from './icons.tsx';
import { uiMessages } from './messages.ts';
import { StateMark } from './state-mark.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';
import classes from './copy-button.module.css';

type Outcome = 'none' | 'copied' | 'failed';

/** `what` names the thing for those who don't see where the button stands: "Copy plan id". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const messages = useMessages(uiMessages);
  const [outcome, setOutcome] = useState<Outcome>('none');
  useEffect(() => {
    if (outcome === 'none') return;
    const timer = setTimeout(() => setOutcome('none'), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const said = { none: '', copied: messages.copied, failed: messages.copyFailed }[outcome];
  return (
    <>
      <button
        type="button"
        className={classes.button}
        data-outcome={outcome}
        aria-label={messages.copyWhat(what)}
        title={said || messages.copyWhat(what)}
        onClick={(event) => {
          event.stopPropagation();
          void copyText(text).then((copied) => setOutcome(copied ? 'copied' : 'failed'));
        }}
      >
        {outcome === 'none' ? (
          <Glyph name="copy" />
        ) : (
          <StateMark name={outcome === 'copied' ? 'check' : 'cross'} />
        )}
      </button>
      <VisuallyHidden>
        <span role="status">{said}</span>
      </VisuallyHidden>
    </>
  );
}
