import { Button } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Task } from '../../contract/backfill.ts';
import type { InstanceListItem } from '../../contract/instance.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { downloadText } from '../../ui/download.ts';
import { countByStatus } from './counts.ts';
import { instanceCsv } from './instance-csv.ts';
import { InstanceFilters } from './instance-filters.tsx';
import type { InstanceLink } from './instance-link.ts';
import { InstanceTable } from './instance-table.tsx';
import { InstanceTimeline } from './instance-timeline.tsx';
import { isStill, keepPlaces, orderOf, wholeView, type InstanceView } from './instance-view.ts';
import { backfillMessages } from './messages.ts';
import classes from './instance-list.module.css';

export interface InstanceListProps {
  instances: readonly InstanceListItem[];
  byId: ReadonlyMap<string, InstanceListItem>;
  tasks: readonly Task[];
  view: InstanceView;
  onView: (view: InstanceView) => void;
  wallNow: string;
  link: InstanceLink;
  fileName: string;
}

/** What was shown last, so that the next update can leave it where it is. */
interface Memory {
  signature: string;
  instances: InstanceListProps['instances'];
  rows: ReturnType<typeof keepPlaces>;
}

export function InstanceList(props: InstanceListProps) {
  const { instances, byId, tasks, view, onView, wallNow, link, fileName } = props;
  const { instances: messages } = useMessages(backfillMessages);
  const format = useFormat();
  const counts = useMemo(() => countByStatus(instances), [instances]);
  // Typing goes first; thousands of rows follow when there is time.
  const settled = useDeferredValue(view);
  const signature = orderOf(settled);
  const [memory, setMemory] = useState<Memory>(() => ({
    signature,
    instances,
    rows: keepPlaces([], instances, settled, wallNow),
  }));
  let { rows } = memory;
  if (memory.signature !== signature || memory.instances !== instances) {
    rows = keepPlaces(memory.signature === signature ? rows.ids : [], instances, settled, wallNow);
    setMemory({ signature, instances, rows });
  }
  const update = () => setMemory({ signature, instances, rows: keepPlaces([], instances, settled, wallNow) });
  const shared = { rows, byId, view: settled, wallNow, link };

  function download() {
    const shown = rows.ids.flatMap((id) => byId.get(id) ?? []);
    downloadText(instanceCsv(shown, tasks, wallNow), fileName, 'text/csv');
  }

  return (
    <section className={classes.section} aria-labelledby="instances-heading">
      <div className={classes.top}>
        <h2 id="instances-heading" className={classes.heading}>
          {messages.heading}
        </h2>
        <p role="status" className={classes.shown}>
          {messages.shown(format.number(rows.ids.length), format.number(instances.length))}
        </p>
        <Button variant="default" size="xs" onClick={download}>
          {messages.csv}
        </Button>
      </div>
      <InstanceFilters view={view} onView={onView} counts={counts} />
      {rows.stale && (
        <p className={classes.stale} role="status">
          {rows.left.size > 0 && isStill(view) ? messages.left(rows.left.size) : messages.outOfOrder}
          <Button variant="default" size="compact-sm" onClick={update}>
            {messages.update}
          </Button>
        </p>
      )}
      {rows.ids.length === 0 && instances.length > 0 ? (
        <p className={classes.none}>
          {messages.none}
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onView({ ...view, statuses: wholeView.statuses, text: wholeView.text })}
          >
            {messages.clear}
          </Button>
        </p>
      ) : settled.as === 'timeline' ? (
        <InstanceTimeline {...shared} />
      ) : (
        <InstanceTable {...shared} onView={onView} />
      )}
    </section>
  );
}
