import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { useMessages } from '../../i18n/language.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { planMessages } from './messages.ts';
import type { TableLook } from './plan-columns.ts';
import { PlanHead } from './plan-head.tsx';
import { PlanRow } from './plan-row.tsx';
import type { PlanRow as Row } from './plan-rows.ts';
import type { PlanSort } from './plan-sort.ts';
import type { WorkByPlan } from './plan-work.ts';
import classes from './plan-table.module.css';

const rowHeights = { comfortable: 44, compact: 30 } as const;

/** Where the table begins on the page: banners and filters above it come and go. */
function useOffsetTop() {
  const ref = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      if (ref.current) setTop(ref.current.getBoundingClientRect().top + window.scrollY);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  return { ref, top };
}

interface PlanTableProps {
  rows: readonly Row[];
  work: WorkByPlan;
  look: TableLook;
  sort: PlanSort;
  onSort: (sort: PlanSort) => void;
  /** Somebody points at the rows or has the focus in them, or no longer does. */
  onHold: (holding: boolean) => void;
  /** The states of all plans are there, or will not come: then rows in view may ask for themselves. */
  mayAsk: boolean;
}

/**
 * The rows in view, and no others: 5,000 plans are as light as 50. The page itself scrolls. Rows are spoken with
 * their number and the number of all, since most of them are not in the document.
 */
export function PlanTable({ rows, work, look, sort, onSort, onHold, mayAsk }: PlanTableProps) {
  const messages = useMessages(planMessages);
  const { ref, top } = useOffsetTop();
  const [activeId, setActiveId] = useState<string | null>(null);
  const held = useRef({ pointer: false, focus: false });
  const rowHeight = rowHeights[look.density];
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: top,
    // What lies beneath the sticky bars is not in view.
    scrollPaddingStart: 96,
    scrollPaddingEnd: 16,
    getItemKey: (index) => rows[index]?.plan.id ?? index,
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  function hold(change: Partial<typeof held.current>) {
    Object.assign(held.current, change);
    onHold(held.current.pointer || held.current.focus);
  }

  function move(by: 1 | -1) {
    const from = rows.findIndex(({ plan }) => plan.id === activeId);
    const to = from === -1 ? 0 : Math.min(Math.max(from + by, 0), rows.length - 1);
    const id = rows[to]?.plan.id;
    if (id === undefined) return;
    setActiveId(id);
    virtualizer.scrollToIndex(to, { align: 'auto' });
    // The row may only be drawn after the scroll.
    requestAnimationFrame(() => {
      const link = `[data-plan-link="${CSS.escape(id)}"]`;
      ref.current?.querySelector<HTMLElement>(link)?.focus({ preventScroll: true });
    });
  }

  useShortcuts([
    { keys: 'j', label: messages.shortcuts.down, run: () => move(1) },
    { keys: 'k', label: messages.shortcuts.up, run: () => move(-1) },
  ]);

  return (
    <div
      role="table"
      aria-label={messages.table}
      aria-rowcount={rows.length + 1}
      className={classes.table}
      data-density={look.density}
    >
      <PlanHead columns={look.columns} sort={sort} onSort={onSort} />
      <div
        ref={ref}
        role="rowgroup"
        className={classes.body}
        style={{ height: virtualizer.getTotalSize() }}
        onPointerEnter={({ pointerType }) => hold({ pointer: pointerType !== 'touch' })}
        onPointerLeave={() => hold({ pointer: false })}
        onFocus={({ target }) => {
          const id = target instanceof HTMLElement ? target.dataset['planLink'] : undefined;
          if (id !== undefined) setActiveId(id);
          hold({ focus: true });
        }}
        onBlur={({ relatedTarget, currentTarget }) => {
          if (!currentTarget.contains(relatedTarget)) hold({ focus: false });
        }}
      >
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          return (
            row && (
              <div
                key={key}
                className={classes.place}
                style={{ height: rowHeight, transform: `translateY(${start - top}px)` }}
              >
                <PlanRow
                  plan={row.plan}
                  known={row.known}
                  work={work.get(row.plan.id)}
                  columns={look.columns}
                  rowIndex={index + 2}
                  active={row.plan.id === activeId}
                  mayAsk={mayAsk && !virtualizer.isScrolling}
                />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
