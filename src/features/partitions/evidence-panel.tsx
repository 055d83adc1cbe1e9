import { useQuery } from '@tanstack/react-query';
import { memo, useDeferredValue, useMemo, useState, useSyncExternalStore, type RefObject } from 'react';
import { Link } from 'react-router';
import { instanceQuery } from '../../api/instances.ts';
import type { Evidence as EvidenceList, EvidenceInstance } from '../../contract/evidence.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { keyOfOrdinal } from '../../domain/granularity.ts';
import type { PartitionMap } from '../../domain/partition-state.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { paths } from '../../paths.ts';
import { WholeDates } from '../../ui/whole-dates.tsx';
import type { CalendarState } from './calendar-state.ts';
import type { CommandKind } from './command-kind.ts';
import { evidenceMessages } from './evidence-messages.ts';
import { choose } from './gesture.ts';
import { HoursOfDay } from './hours-of-day.tsx';
import { cellUnitOf } from './layout.ts';
import { looksOf } from './looks.ts';
import { partitionMessages } from './messages.ts';
import { useNames } from './names.ts';
import { PartitionActions } from './partition-actions.tsx';
import { Swatch } from './swatch.tsx';
import { triesOf } from './tries.ts';
import { useEvidenceText } from './use-evidence-text.ts';
import classes from './evidence-panel.module.css';

interface EvidencePanelProps {
  plan: Plan;
  map: PartitionMap;
  known: EvidenceList | undefined;
  state: CalendarState;
  heading: RefObject<HTMLHeadingElement | null>;
  onCommand: (kind: CommandKind, ranges: readonly Range[]) => void;
}

/** What went well before the error. */
const chatter = /\b(?:TRACE|DEBUG|INFO)\b/;

/** The log's first line that speaks of an error, or says anything; of as many characters as a panel can hold. */
function firstLine(log: string): string {
  const lines = log.split('\n', 2000).filter((one) => one.trim() !== '');
  const line = lines.find((one) => !chatter.test(one.slice(0, 120))) ?? lines[0] ?? '';
  return line.trim().slice(0, 300);
}

function ErrorLine({ instance }: { instance: EvidenceInstance }) {
  const messages = useMessages(evidenceMessages);
  const { data, isError } = useQuery(instanceQuery(instance.id));
  const log = data?.log ?? null;
  const first = log === null ? null : firstLine(log);
  const cause = data?.rootCause?.slice(0, 300) ?? null;
  return (
    <div className={classes.error}>
      <p className={classes.label}>{messages.errorLine}</p>
      {data ? (
        <p className={classes.line} dir="auto">
          {first ?? messages.noLog}
        </p>
      ) : (
        <p>{isError ? messages.errorUnreadable : messages.errorLoading}</p>
      )}
      {cause !== null && cause !== first && (
        <>
          <p className={classes.label}>{messages.rootCause}</p>
          <p className={classes.line} dir="auto">
            {cause}
          </p>
        </>
      )}
      <Link to={paths.instance(instance.id)}>{messages.openLog}</Link>
    </div>
  );
}

function LastInstance({ instance }: { instance: EvidenceInstance }) {
  const messages = useMessages(evidenceMessages);
  const format = useFormat();
  const { id, status, backfillId, createdBy, startedAt, endedAt } = instance;
  return (
    <>
      <dl className={classes.facts}>
        <dt>{messages.lastInstance}</dt>
        <dd>
          <Link to={paths.instance(id)}>{id}</Link> <span className={classes.status}>{status}</span>
        </dd>
        {startedAt !== null && (
          <>
            <dt>{messages.started}</dt>
            <dd>{format.wallTime(startedAt)}</dd>
          </>
        )}
        {endedAt !== null && (
          <>
            <dt>{messages.ended}</dt>
            <dd>{format.wallTime(endedAt)}</dd>
          </>
        )}
        <dt>{messages.backfill}</dt>
        <dd>
          <Link to={paths.backfill(backfillId)}>{messages.openBackfill(createdBy.name)}</Link>
        </dd>
      </dl>
      {status === 'FAILED' && <ErrorLine key={id} instance={instance} />}
    </>
  );
}

/** Why the partition that has the focus is what it is. Keys move the focus faster than this is drawn. */
export function EvidencePanel(props: EvidencePanelProps) {
  const { focus } = props.state;
  const cell = useDeferredValue(useSyncExternalStore(focus.subscribe, focus.get));
  return <EvidenceOfCell {...props} cell={cell} />;
}

const EvidenceOfCell = memo(function EvidenceOfCell(props: EvidencePanelProps & { cell: number }) {
  const { plan, map, known, state, heading, onCommand, cell } = props;
  const messages = useMessages(evidenceMessages);
  const { states } = useMessages(partitionMessages);
  const names = useNames();
  const format = useFormat();
  const say = useEvidenceText();
  const [hour, setHour] = useState<{ cell: number; key: string } | null>(null);
  const g = map.granularity;
  const unit = cellUnitOf(g);
  const cellKey = keyOfOrdinal(cell, unit);
  const key = g !== 'HOUR' ? cellKey : hour?.cell === cell ? hour.key : null;
  const only = useMemo(() => (key === null ? [] : [{ start: key, end: key }]), [key]);
  const evidence = key === null ? null : map.evidence(key);
  const tries = key === null || !known ? [] : triesOf(known.instances, key, g);
  const day = g === 'HOUR' ? looksOf(map, cell, cell)[0]?.hours : null;

  return (
    <section aria-labelledby="evidence-heading" className={classes.panel}>
      <h2 id="evidence-heading" className={classes.heading} tabIndex={-1} ref={heading}>
        {names.partition(key ?? cellKey, key === null ? unit : g)}
      </h2>
      {day && (
        <>
          <p className={classes.text}>{messages.hours(format.number(day.hit), format.number(day.total))}</p>
          <HoursOfDay
            day={cell}
            map={map}
            state={state}
            chosen={key}
            onChoose={(chosen) => setHour({ cell, key: chosen })}
          />
          {key === null && <p className={classes.hint}>{messages.pickHour}</p>}
        </>
      )}
      {evidence && key !== null && (
        <>
          <p className={classes.state}>
            <Swatch state={evidence.state} />
            {states[evidence.state]}
          </p>
          <p className={classes.text}>
            <WholeDates text={say(evidence)} />
          </p>
          {evidence.attempts > 0 && (
            <dl className={classes.facts}>
              <dt>{messages.attempts}</dt>
              <dd>{format.number(evidence.attempts)}</dd>
            </dl>
          )}
          {tries[0] && <LastInstance instance={tries[0]} />}
          <button
            type="button"
            className={classes.select}
            onClick={() => state.selection.set(choose(only, map.history, g))}
          >
            {messages.select}
          </button>
          <PartitionActions plan={plan} map={map} ranges={only} compact onCommand={onCommand} />
        </>
      )}
    </section>
  );
});
