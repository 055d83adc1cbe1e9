import { useMemo, useRef } from 'react';
import type { PartitionMap } from '../../domain/partition-state.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFixedRows } from '../../ui/use-fixed-rows.ts';
import { plannedInstances, reasonsOf, type Preview, type Reason } from './preview.ts';
import { rangeText } from '../../domain/range-text.ts';
import type { PartitionWords } from './partition-words.ts';
import type { Wanted } from './wanted.ts';
import { wizardMessages } from './wizard-messages.ts';
import classes from './planned-instances.module.css';

const rowHeight = 30;

interface PlannedInstancesProps {
  preview: Preview;
  map: PartitionMap;
  wanted: Wanted;
  lotDays: number;
  words: PartitionWords;
}

/** Every instance that CAN will make, and why; thousands are as light as ten. */
export function PlannedInstances({ preview, map, wanted, lotDays, words }: PlannedInstancesProps) {
  const { review: messages } = useMessages(wizardMessages);
  const scroller = useRef<HTMLDivElement>(null);
  const planned = useMemo(() => plannedInstances(preview.calls, lotDays), [preview.calls, lotDays]);
  const { from, to } = useFixedRows(scroller, planned.length, rowHeight);
  const sayOne = ({ why, state }: Reason) =>
    why === 'missing' || why === 'failed'
      ? messages.reasons[why]
      : messages[why === 'joined' ? 'joined' : 'chosen'](words.state(state));
  const say = (reasons: readonly Reason[]) =>
    reasons.length === 1
      ? reasons.map(sayOne).join('')
      : reasons.map((one) => `${one.ranges.map(rangeText).join(', ')}: ${sayOne(one)}`).join('; ');
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      data-spans={lotDays > 1 || undefined}
      tabIndex={0}
      role="region"
      aria-label={messages.instances}
    >
      <div role="table" aria-label={messages.instances} aria-rowcount={planned.length + 1}>
        <div role="rowgroup" className={classes.head}>
          <div role="row" aria-rowindex={1} className={classes.row}>
            <span role="columnheader">{messages.day}</span>
            <span role="columnheader">{messages.why}</span>
            <span role="columnheader">{messages.number}</span>
          </div>
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: planned.length * rowHeight }}>
          {planned.slice(from, to).map(({ call, days }, i) => {
            const why = say(reasonsOf(map, wanted, days));
            return (
              <div
                key={from + i}
                role="row"
                aria-rowindex={from + i + 2}
                className={classes.row}
                style={{ top: (from + i) * rowHeight }}
              >
                <span role="cell">{rangeText(days)}</span>
                <span role="cell" title={why}>
                  {why}
                </span>
                <span role="cell">#{call}</span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
