import { instantMs } from '../domain/wall-date.ts';
import { useMessages } from '../i18n/language.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useServerNow, useZone } from './clock.tsx';
import { uiMessages } from './messages.ts';
import classes from './age.module.css';

/** "Updated 20 s ago"; the exact time on hover and in the markup. */
export function UpdatedAgo({ asOf }: { asOf: string }) {
  const messages = useMessages(uiMessages);
  const format = useFormat();
  const now = useServerNow();
  const zone = useZone();
  const seconds = (now - instantMs(asOf)) / 1000;
  return (
    <time className={classes.age} dateTime={asOf} title={`${format.instant(asOf, zone)} (${zone})`}>
      {messages.updated(format.ago(seconds))}
    </time>
  );
}
