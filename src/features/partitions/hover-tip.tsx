import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { keyOfOrdinal } from '../../domain/granularity.ts';
import type { PartitionMap } from '../../domain/partition-state.ts';
import { useMessages } from '../../i18n/language.tsx';
import type { CalendarState } from './calendar-state.ts';
import { cellLabel } from './cell-label.ts';
import { cellUnitOf } from './layout.ts';
import { looksOf } from './looks.ts';
import { partitionMessages } from './messages.ts';
import { useNames } from './names.ts';
import { useEvidenceText } from './use-evidence-text.ts';
import classes from './hover-tip.module.css';

/**
 * What a resting pointer is told about a cell. It never takes the pointer, and says nothing that the cell's own name
 * and the panel do not say as well.
 */
export function HoverTip({ map, state }: { map: PartitionMap; state: CalendarState }) {
  const messages = useMessages(partitionMessages);
  const names = useNames();
  const say = useEvidenceText();
  const hovered = useSyncExternalStore(state.hover.subscribe, state.hover.get);
  const tip = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = tip.current;
    if (!element || !hovered) return;
    const cell = hovered.element.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const left = Math.min(Math.max(8, cell.left + cell.width / 2 - width / 2), window.innerWidth - width - 8);
    const below = cell.bottom + 6;
    const top = below + height > window.innerHeight - 8 ? cell.top - height - 6 : below;
    element.style.setProperty('left', `${left}px`);
    element.style.setProperty('top', `${top}px`);
  }, [hovered]);

  if (!hovered) return null;
  const unit = cellUnitOf(map.granularity);
  const key = keyOfOrdinal(hovered.cell, unit);
  const [look] = looksOf(map, hovered.cell, hovered.cell);
  if (!look) return null;
  const evidence = look.hours ? null : map.evidence(key);
  return (
    <div ref={tip} className={classes.tip} aria-hidden="true">
      <strong>
        {cellLabel(names.partition(key, unit), look, { today: false, expected: false }, messages)}
      </strong>
      {evidence && <span>{say(evidence)}</span>}
    </div>
  );
}
