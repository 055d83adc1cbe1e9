import {
  startTransition,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type Ref,
} from 'react';
import { flushSync } from 'react-dom';
import type { PartitionMap, PartitionState } from '../../domain/partition-state.ts';
import { useMessages } from '../../i18n/language.tsx';
import { nextDrawn, type BlockWindow } from './block-window.ts';
import { CalendarBlock } from './calendar-block.tsx';
import type { CalendarState } from './calendar-state.ts';
import { bandIndexAt, blockNumberOfCell, firstBlocksOf, topOfCell } from './layout-find.ts';
import { leadingBlocks, type Band, type Block, type Layout, type Span } from './layout.ts';
import { looksOf, signatureOf } from './looks.ts';
import { partitionMessages } from './messages.ts';
import { useNames } from './names.ts';
import { useGridGestures } from './use-grid-gestures.ts';
import { cssSizes } from './css-sizes.ts';
import classes from './calendar-grid.module.css';

/** Blocks are drawn this far beyond the edges, in pixels. */
const overscan = 160;

export interface GridHandle {
  /** Brings a cell into view: at the top, or with the least scrolling. */
  reveal: (cell: number, where: 'top' | 'nearest') => void;
  focus: (cell: number) => void;
  scrollTo: (y: number) => void;
}

interface CalendarGridProps {
  label: string;
  describedBy: string;
  map: PartitionMap;
  layout: Layout;
  state: CalendarState;
  today: number | null;
  expected: number;
  /** Empty: all. */
  only: readonly PartitionState[];
  onOpen: (cell: number) => void;
  /** Which part of the layout is in view, after each scroll. */
  onWindow: (top: number, bottom: number) => void;
  ref: Ref<GridHandle>;
}

function windowOf(layout: Layout, firstBlocks: readonly number[], top: number, height: number): BlockWindow {
  const first = (y: number) => firstBlocks[bandIndexAt(layout, y)] ?? 0;
  const last = (y: number) => (firstBlocks[bandIndexAt(layout, y) + 1] ?? 1) - 1;
  const middle = top + height / 2;
  return {
    wanted: { first: first(top - overscan), last: last(top + height + overscan) },
    middle: (first(middle) + last(middle)) / 2,
  };
}

function within(cell: number | null, { from, to }: Span): number | null {
  return cell !== null && from <= cell && cell <= to ? cell : null;
}

function BandTitle({ title, unit }: { title: string; unit: Layout['unit'] }) {
  const messages = useMessages(partitionMessages);
  const names = useNames();
  const name = unit === 'YEAR' ? names.decade(title) : names.partition(title, 'YEAR');
  return (
    <div role="row" className={classes.title}>
      <div role="rowheader" aria-colspan={8}>
        <button type="button" tabIndex={-1} data-title={title} aria-label={messages.grid.select(name)}>
          {name}
        </button>
      </div>
    </div>
  );
}

export function CalendarGrid(props: CalendarGridProps) {
  const { label, describedBy, map, layout, state, today, expected, only, onOpen, onWindow, ref } = props;
  const { marks, focus } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const firstBlocks = useMemo(() => firstBlocksOf(layout), [layout]);
  // The block of the focused cell stays drawn wherever one scrolls to, or the grid would have no tab stop.
  const [keptCell, setKeptCell] = useState(() => focus.get());
  const focusBlock = blockNumberOfCell(layout, firstBlocks, keptCell);
  const [drawn, setDrawn] = useState<ReadonlySet<number>>(() => new Set([focusBlock]));

  useLayoutEffect(() => marks.start(), [marks]);

  const look = () => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, clientHeight } = element;
    const window = windowOf(layout, firstBlocks, scrollTop, clientHeight);
    const always = blockNumberOfCell(layout, firstBlocks, focus.get());
    onWindow(scrollTop, scrollTop + clientHeight);
    setDrawn((before) => nextDrawn(before, window, always));
  };

  const reveal = (cell: number, where: 'top' | 'nearest') => {
    const element = scroller.current;
    if (!element) return;
    const { titleHeight, blockHead, cellHeight } = layout.metrics;
    const top = topOfCell(layout, cell);
    const above = top - blockHead - titleHeight;
    const below = top + cellHeight - element.clientHeight + 8;
    if (where === 'top' || element.scrollTop > top) element.scrollTop = Math.max(0, above);
    else if (element.scrollTop < below) element.scrollTop = below;
  };

  const focusCell = (cell: number) => {
    focus.set(cell);
    reveal(cell, 'nearest');
    if (blockNumberOfCell(layout, firstBlocks, cell) !== focusBlock || !marks.elementOf(cell)) {
      flushSync(() => {
        setKeptCell(cell);
        look();
      });
    }
    const element = marks.elementOf(cell);
    element?.focus({ preventScroll: true });
    // The window may have to follow as well.
    element?.scrollIntoView({ block: 'nearest' });
  };

  useImperativeHandle(ref, () => ({
    reveal,
    focus: focusCell,
    scrollTo: (y) => {
      if (scroller.current) scroller.current.scrollTop = y;
    },
  }));

  // Opens on what has the focus; another width keeps the same cell in view.
  useLayoutEffect(() => {
    reveal(focus.get(), 'top');
    look();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a new layout moves the cells
  }, [layout]);
  // As long as something came, there may be more to come.
  useEffect(() => {
    const frame = requestAnimationFrame(() => startTransition(look));
    return () => cancelAnimationFrame(frame);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- look() reads the layout of the latest render
  }, [drawn]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => look());
    observer.observe(element);
    return () => observer.disconnect();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- look() reads the layout of the latest render
  }, [layout]);

  const gestures = useGridGestures({ layout, state, scroller, focusCell, onOpen });
  const isDrawn = (block: number) => block === focusBlock || drawn.has(block);

  const bandOf = (band: Band, blocks: readonly Block[]) => (
    <div key={band.key} className={classes.band} style={cssSizes({ top: band.top, height: band.height })}>
      {band.title !== null && <BandTitle title={band.title} unit={layout.unit} />}
      <div className={classes.blocks} style={cssSizes({ lead: leadingBlocks(layout, band) })}>
        {blocks.map((block) => {
          const looks = looksOf(map, block.from, block.to);
          return (
            <CalendarBlock
              key={block.key}
              block={block}
              column={leadingBlocks(layout, band) + band.blocks.indexOf(block) + 1}
              g={map.granularity}
              unit={layout.unit}
              marks={marks}
              looks={looks}
              signature={signatureOf(looks)}
              today={within(today, block)}
              expected={within(expected, block)}
            />
          );
        })}
      </div>
    </div>
  );

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      style={cssSizes({ height: layout.height })}
      onScroll={() => {
        state.hover.set(null);
        look();
      }}
    >
      <div
        role="grid"
        aria-label={label}
        aria-describedby={describedBy}
        aria-multiselectable="true"
        aria-rowcount={layout.rows}
        className={classes.grid}
        data-unit={layout.unit}
        data-hours={map.granularity === 'HOUR' || undefined}
        data-only={only.length > 0 ? only.join(' ') : undefined}
        style={cssSizes({
          height: layout.height,
          cellWidth: layout.metrics.cellWidth,
          cellHeight: layout.metrics.cellHeight,
          rowHead: layout.metrics.rowHead,
          blockGap: layout.metrics.blockGap,
          blockHead: layout.metrics.blockHead,
          titleHeight: layout.metrics.titleHeight,
          perBand: layout.perBand,
          columns: layout.columns,
        })}
        {...gestures}
      >
        {layout.bands.map((band, index) => {
          const blocks = band.blocks.filter((_block, i) => isDrawn((firstBlocks[index] ?? 0) + i));
          return blocks.length === 0 ? null : bandOf(band, blocks);
        })}
      </div>
    </div>
  );
}
