import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import type { PlanListItem } from '../../contract/plan.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { planMessages } from './messages.ts';
import { PlanRow } from './plan-row.tsx';
import classes from './plan-table.module.css';

const rowHeight = 44;

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

/**
 * The rows in view, and no others: 5,000 plans are as light as 50. The page itself scrolls. Rows are spoken with
 * their number and the number of all, since most of them are not in the document.
 */
export function PlanTable({ plans }: { plans: readonly PlanListItem[] }) {
  const messages = useMessages(planMessages);
  const { columns } = messages;
  const { ref, top } = useOffsetTop();
  const [activeId, setActiveId] = useState<string | null>(null);
  const virtualizer = useWindowVirtualizer({
    count: plans.length,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: top,
    // What lies beneath the sticky bars is not in view.
    scrollPaddingStart: 96,
    scrollPaddingEnd: 16,
    getItemKey: (index) => plans[index]?.id ?? index,
  });

  function move(by: 1 | -1) {
    const from = plans.findIndex(({ id }) => id === activeId);
    const to = from === -1 ? 0 : Math.min(Math.max(from + by, 0), plans.length - 1);
    const plan = plans[to];
    if (!plan) return;
    setActiveId(plan.id);
    virtualizer.scrollToIndex(to, { align: 'auto' });
    // The row may only be drawn after the scroll.
    requestAnimationFrame(() => {
      const link = `[data-plan-link="${CSS.escape(plan.id)}"]`;
      ref.current?.querySelector<HTMLElement>(link)?.focus({ preventScroll: true });
    });
  }

  useShortcuts([
    { keys: 'j', label: messages.shortcuts.down, run: () => move(1) },
    { keys: 'k', label: messages.shortcuts.up, run: () => move(-1) },
  ]);

  return (
    <div role="table" aria-label={messages.table} aria-rowcount={plans.length + 1} className={classes.table}>
      <div role="rowgroup" className={classes.head}>
        <div role="row" aria-rowindex={1} className={classes.headRow}>
          {[columns.plan, columns.kind, columns.state, columns.latestData, columns.behind, columns.id].map(
            (name) => (
              <span key={name} role="columnheader">
                {name}
              </span>
            ),
          )}
        </div>
      </div>
      <div
        ref={ref}
        role="rowgroup"
        className={classes.body}
        style={{ height: virtualizer.getTotalSize() }}
        onFocus={({ target }) => {
          const id = target instanceof HTMLElement ? target.dataset['planLink'] : undefined;
          if (id !== undefined) setActiveId(id);
        }}
      >
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const plan = plans[index];
          return (
            plan && (
              <div key={key} className={classes.place} style={{ transform: `translateY(${start - top}px)` }}>
                <PlanRow plan={plan} rowIndex={index + 2} active={plan.id === activeId} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
