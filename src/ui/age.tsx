import { instantMs, wallMs, wallNow } from '../domain/wall-date.ts';
import { useMessages } from '../i18n/language.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useServerNow, useZone } from './clock.tsx';
import { uiMessages } from './messages.ts';
import { VisuallyHidden } from './visually-hidden.tsx';
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

/** A moment of the wall clock as "3 h ago"; the moment itself on hover and to readers. */
export function WallAgo({ wall }: { wall: string }) {
  const format = useFormat();
  const zone = useZone();
  const at = wallMs(wall);
  const now = wallMs(wallNow(zone, useServerNow()));
  const exact = format.wallTime(wall);
  if (at === null || now === null) return <span>{exact}</span>;
  return (
    <time dateTime={wall} title={`${exact} (${zone})`}>
      <span aria-hidden="true">{format.ago((now - at) / 1000)}</span>
      <VisuallyHidden>{exact}</VisuallyHidden>
    </time>
  );
}
