import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useMessages } from '../../i18n/language.tsx';
import type { LogRow } from './log-protocol.ts';
import { logScroll } from './log-scroll.ts';
import { instanceMessages } from './messages.ts';
import type { Log } from './use-log.ts';
import classes from './log-lines.module.css';

const rowHeight = 20;
const overscan = 12;

interface TextProps {
  row: LogRow;
  currentMatch: number | null;
}

/** Text from CAN is text: React escapes it, and nothing here makes markup of it. */
function MarkedText({ row: { text, marks }, currentMatch }: TextProps) {
  if (marks.length === 0) return text;
  const parts = [];
  let at = 0;
  for (const { from, to, match } of marks) {
    parts.push(text.slice(at, from));
    parts.push(
      <mark key={match} data-current={match === currentMatch || undefined}>
        {text.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  parts.push(text.slice(at));
  return parts;
}

interface LogLinesProps {
  log: Log;
  /** Counted from 0; the line that the address names. */
  linkedLine: number | null;
  onLine: (line: number) => void;
  /** How many columns fit, when it changes. */
  onColumns: (columns: number) => void;
  /** The first line in view: where a search should begin. */
  onTopLine: (line: number) => void;
}

/** The rows in view, and no others, of a log of any length. */
export function LogLines({ log, linkedLine, onLine, onColumns, onTopLine }: LogLinesProps) {
  const { log: messages } = useMessages(instanceMessages);
  const view = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLSpanElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [viewHeight, setViewHeight] = useState(400);
  const { layout, shown, opened } = log.state;
  const { rows, columns } = layout;
  const scroll = logScroll(rows, rowHeight, viewHeight);
  const offset = scroll.offsetOf(scrollTop);
  const from = Math.max(0, Math.floor(offset / rowHeight) - overscan);
  const to = Math.min(rows, Math.ceil((offset + viewHeight) / rowHeight) + overscan);
  const digits = String(opened?.lines ?? 1).length;

  const { need, rowAt } = log;
  useEffect(() => need(from, to), [need, from, to]);

  const first = rowAt(Math.floor(offset / rowHeight))?.line;
  useEffect(() => {
    if (first !== undefined) onTopLine(first);
  }, [first, onTopLine]);

  useLayoutEffect(() => {
    const element = view.current;
    const zeros = ruler.current;
    if (element === null || zeros === null) return;
    const measure = () => {
      setViewHeight(element.clientHeight);
      const column = zeros.getBoundingClientRect().width / 100;
      const room = element.clientWidth - (digits + 3) * column - 12;
      if (column > 0) onColumns(Math.max(20, Math.floor(room / column)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [digits, onColumns]);

  useLayoutEffect(() => {
    const element = view.current;
    if (element === null || shown === null) return;
    const place = logScroll(rows, rowHeight, element.clientHeight);
    const inView = place.offsetOf(element.scrollTop);
    const wanted = shown.row * rowHeight;
    // What is in view already does not jump.
    if (wanted >= inView + rowHeight && wanted <= inView + element.clientHeight - 3 * rowHeight) return;
    element.scrollTop = place.scrollTopOf(wanted - element.clientHeight / 3);
  }, [shown, rows]);

  // A line that was asked for may be in view of the log, and the log below the fold. Who types a search stays at its field.
  useLayoutEffect(() => {
    if (shown !== null && !shown.within) view.current?.scrollIntoView({ block: 'nearest' });
  }, [shown]);

  const lines = [];
  for (let row = from; row < to; row++) {
    const one = rowAt(row);
    if (one === null) continue;
    lines.push(
      <div
        key={row}
        className={classes.row}
        data-cause={one.cause || undefined}
        data-linked={one.line === linkedLine || undefined}
        style={{ transform: `translateY(${scrollTop + row * rowHeight - offset}px)` }}
      >
        {one.piece === 0 ? (
          <button
            type="button"
            tabIndex={-1}
            className={classes.number}
            style={{ width: `${digits + 2}ch` }}
            aria-label={messages.line(String(one.line + 1))}
            onClick={() => onLine(one.line)}
          >
            {one.line + 1}
          </button>
        ) : (
          <span className={classes.number} style={{ width: `${digits + 2}ch` }} />
        )}
        {one.folded > 0 ? (
          <button
            type="button"
            className={classes.fold}
            aria-label={messages.unfold(String(one.folded))}
            onClick={() => log.unfold(one.line)}
          >
            … {messages.folded(String(one.folded))}
          </button>
        ) : (
          <span className={classes.text}>
            <MarkedText row={one} currentMatch={shown?.match ?? null} />
            {one.cut && (
              <span className={classes.cut} title={messages.cut}>
                {' '}
                …
              </span>
            )}
          </span>
        )}
      </div>,
    );
  }

  return (
    <div
      ref={view}
      className={classes.view}
      role="region"
      aria-label={messages.region}
      tabIndex={0}
      onScroll={({ currentTarget }) => setScrollTop(currentTarget.scrollTop)}
    >
      <span ref={ruler} className={classes.ruler} aria-hidden="true">
        {'0'.repeat(100)}
      </span>
      <div className={classes.all} style={{ height: scroll.height, minWidth: `${columns + digits + 3}ch` }}>
        {lines}
      </div>
    </div>
  );
}
