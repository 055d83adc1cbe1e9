import {
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
  type Ref,
  type RefObject,
} from 'react';
import { keyOfOrdinal } from '../../domain/granularity.ts';
import type { PartitionMap } from '../../domain/partition-state.ts';
import { useMessages } from '../../i18n/language.tsx';
import { cellAtTop } from './layout-find.ts';
import type { Layout } from './layout.ts';
import { partitionMessages } from './messages.ts';
import { useNames } from './names.ts';
import { spanOfTitle } from './periods.ts';
import { stripHeight, stripPaths } from './strip.ts';
import classes from './overview-strip.module.css';

export interface StripHandle {
  /** Which part of the layout is in view. Called for every scroll, so past React. */
  showWindow: (top: number, bottom: number) => void;
}

interface OverviewStripProps {
  map: PartitionMap;
  layout: Layout;
  /** The cell that is to come to the top of the view. */
  onScrollTo: (cell: number) => void;
  /** What was in view last. */
  view: RefObject<{ top: number; bottom: number }>;
  ref: Ref<StripHandle>;
}

const mostColumns = 720;

/** Years that fit beside each other. */
function yearMarks({ unit, first, last }: Layout): { year: string; at: number }[] {
  const from = Number(keyOfOrdinal(first, unit).slice(0, 4));
  const to = Number(keyOfOrdinal(last, unit).slice(0, 4));
  const every = Math.max(1, Math.ceil((to - from) / 12));
  const marks: { year: string; at: number }[] = [];
  for (let year = from + every; year <= to; year += every) {
    const name = keyOfOrdinal(year, 'YEAR');
    const start = unit === 'YEAR' ? year : spanOfTitle(name, unit).from;
    marks.push({ year: name, at: (start - first) / (last - first + 1) });
  }
  return marks;
}

/** The whole history on one line, and a scroller: press or drag to go there, keys as on any slider. */
export function OverviewStrip({ map, layout, onScrollTo, view, ref }: OverviewStripProps) {
  const messages = useMessages(partitionMessages);
  const names = useNames();
  const track = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  const inView = useRef({ from: layout.first, to: layout.last });
  const count = layout.last - layout.first + 1;

  const showWindow = (top: number, bottom: number) => {
    const from = cellAtTop(layout, top, 'first');
    const to = Math.max(from, cellAtTop(layout, bottom, 'last'));
    inView.current = { from, to };
    const name = (cell: number) => names.partition(keyOfOrdinal(cell, layout.unit), layout.unit);
    thumb.current?.style.setProperty('--from', String((from - layout.first) / count));
    thumb.current?.style.setProperty('--size', String((to - from + 1) / count));
    track.current?.setAttribute('aria-valuenow', String(from - layout.first));
    track.current?.setAttribute('aria-valuetext', messages.strip.window(name(from), name(to)));
  };
  useImperativeHandle(ref, () => ({ showWindow }));
  // It is drawn after the calendar, which has told what is in view before.
  useLayoutEffect(() => showWindow(view.current.top, view.current.bottom));

  const go = (cell: number) => onScrollTo(Math.min(layout.last, Math.max(layout.first, Math.round(cell))));
  const goTo = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    if (!box || box.width === 0) return;
    const { from, to } = inView.current;
    const at = layout.first + ((event.clientX - box.left) / box.width) * count;
    // What is pressed comes to the middle.
    go(at - (to - from) / 2);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { from, to } = inView.current;
    const step = layout.unit === 'DAY' ? 31 : layout.columns;
    const page = Math.max(step, to - from);
    const targets: Record<string, number> = {
      ArrowLeft: from - step,
      ArrowUp: from - step,
      ArrowRight: from + step,
      ArrowDown: from + step,
      PageUp: from - page,
      PageDown: from + page,
      Home: layout.first,
      End: layout.last,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    go(target);
  };

  const columns = Math.min(mostColumns, Math.max(count, 1));
  const paths = useMemo(() => stripPaths(map.codes, columns), [map.codes, columns]);
  return (
    <div className={classes.strip}>
      <div
        ref={track}
        role="slider"
        tabIndex={0}
        aria-label={messages.strip.label}
        aria-valuemin={0}
        aria-valuemax={count - 1}
        aria-valuenow={0}
        className={classes.track}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          goTo(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) goTo(event);
        }}
      >
        <svg
          viewBox={`0 0 ${columns} ${stripHeight}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          className={classes.picture}
        >
          {paths.map(({ state, d }) => (
            <path key={state} d={d} data-state={state} />
          ))}
        </svg>
        <div ref={thumb} className={classes.thumb} />
      </div>
      <div className={classes.years} aria-hidden="true">
        {yearMarks(layout).map(({ year, at }) => (
          <span key={year} style={{ left: `${at * 100}%` }}>
            {year}
          </span>
        ))}
      </div>
    </div>
  );
}
