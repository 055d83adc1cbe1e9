import type { Instance, InstanceListItem } from '../../contract/instance.ts';
import { useDuration } from '../../i18n/duration.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useStatusLook } from '../../i18n/status-look.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { compareTimes, statusHistory, timesAsLong, timesOf, type Compared } from './instance-times.ts';
import { instanceMessages } from './messages.ts';
import classes from './instance-panels.module.css';

interface TimesPanelProps {
  instance: Instance;
  listed: InstanceListItem | null;
  /** The other instances of its backfill. */
  siblings: readonly InstanceListItem[];
  wallNow: string;
}

interface LineProps {
  name: string;
  compared: Compared;
  going: boolean;
}

function Line({ name, compared, going }: LineProps) {
  const { times: messages } = useMessages(instanceMessages);
  const { duration } = useDuration();
  const { ownMs, medianMs, siblings } = compared;
  const longer = timesAsLong(compared);
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <strong>
          {ownMs === null ? messages.never : going ? messages.soFar(duration(ownMs)) : duration(ownMs)}
        </strong>{' '}
        <span className={classes.why}>
          {medianMs === null ? messages.noSiblings : messages.siblings(duration(medianMs), siblings)}
          {longer !== null && messages.longer(longer)}
        </span>
      </dd>
    </>
  );
}

/** When it waited and ran, and whether that was long for one of its kind. */
export function TimesPanel({ instance, listed, siblings, wallNow }: TimesPanelProps) {
  const { times: messages } = useMessages(instanceMessages);
  const look = useStatusLook();
  const format = useFormat();
  const own = timesOf(instance, listed);
  const { waiting, running } = compareTimes(own, siblings, wallNow);
  const history = statusHistory(instance);
  const over = own.endedAt !== null;
  if (waiting.ownMs === null && running.ownMs === null && history.length === 0) {
    return <p className={classes.note}>{messages.unknown}</p>;
  }
  const { tone } = look.instance(instance.status);
  return (
    <div className={classes.timesBox}>
      <div className={classes.track} aria-hidden="true">
        <span className={classes.waited} style={{ flexGrow: waiting.ownMs ?? 0 }} />
        <span className={classes.ran} data-tone={tone} style={{ flexGrow: running.ownMs ?? 0 }} />
      </div>
      <dl className={classes.time}>
        <Line name={messages.waiting} compared={waiting} going={own.startedAt === null && !over} />
        <Line name={messages.running} compared={running} going={own.startedAt !== null && !over} />
      </dl>
      {history.length > 0 && (
        <ol className={classes.history}>
          {history.map(({ status, at }) => (
            <li key={status}>{messages.at(look.instance(status).label, format.wallTime(at))}</li>
          ))}
        </ol>
      )}
    </div>
  );
}
