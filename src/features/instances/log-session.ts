import { foldableFrames, rootCauseLine } from '../../domain/log-lines.ts';
import { layoutOf, placedRows, rowOf, type Folds, type LogLayout } from './log-layout.ts';
import { markedBy, type FromLogWorker, type LogLook, type LogRow, type ToLogWorker } from './log-protocol.ts';
import { createSearch, matchesBetween, matchFrom, matchLine } from './log-search.ts';
import { lastNotAbove, lineStart, logText, type LogText } from './log-text.ts';

type Search = ReturnType<typeof createSearch> & { id: number; first: number; since: number };

/** Keeps one log and answers about it. Runs in a worker; knows nothing of one, so that tests can drive it. */
export function createLogSession(answer: (message: FromLogWorker) => void, now: () => number) {
  let decoder = new TextDecoder();
  let pieces: string[] = [];
  let since: number | null = null;
  let log: LogText = logText('');
  let causeLine: number | null = null;
  let foldable: ReadonlyMap<number, number> = new Map();
  let folds: Folds = null;
  let look: LogLook = { wrapAt: null, fold: true };
  let layout: LogLayout = layoutOf(log, { wrapAt: null, folds });
  let layoutId = 0;
  let search: Search | null = null;

  function lay(): void {
    layout = layoutOf(log, { wrapAt: look.wrapAt, folds });
    layoutId++;
    answer({ type: 'layout', layout: layoutId, rows: layout.rows, columns: layout.columns });
  }

  function foldAll(): void {
    folds = look.fold && foldable.size > 0 ? new Uint32Array(log.lines) : null;
    if (folds !== null) for (const [line, count] of foldable) folds[line] = count;
  }

  function open(text: string, whole: boolean): void {
    since ??= now();
    log = logText(text);
    causeLine = rootCauseLine(log, whole);
    foldable = foldableFrames(log);
    foldAll();
    search = null;
    answer({
      type: 'opened',
      lines: log.lines,
      characters: text.length,
      causeLine,
      foldable: foldable.size,
      prepareMs: now() - since,
    });
    since = null;
    lay();
  }

  /** Unfolds what hides a line. */
  function reveal(line: number): void {
    if (folds === null || layout.entryLine === null) return;
    const first = layout.entryLine[lastNotAbove(layout.entryLine, line)] ?? line;
    if (!folds[first]) return;
    folds[first] = 0;
    lay();
  }

  function show(line: number, offset: number, match: number | null, within: boolean): void {
    reveal(line);
    answer({ type: 'show', layout: layoutId, row: rowOf(log, layout, line, offset), line, match, within });
  }

  function marksIn(start: number, end: number): LogRow['marks'] {
    if (search === null) return [];
    const { matches } = search;
    const { from, to } = matchesBetween(matches, start, end);
    return Array.from({ length: to - from }, (_, i) => {
      const at = (matches.offsets[from + i] ?? 0) - start;
      return {
        from: Math.max(0, at),
        to: Math.min(end - start, at + matches.query.length),
        match: from + i,
      };
    });
  }

  function rows(from: number, to: number): LogRow[] {
    return placedRows(log, layout, from, to).map(({ line, piece, start, end, folded, cut }) => ({
      line,
      piece,
      text: folded > 0 ? '' : log.text.slice(start, end),
      marks: folded > 0 ? [] : marksIn(start, end),
      folded,
      cut,
      cause: line === causeLine,
    }));
  }

  function goTo(match: number): void {
    if (search === null || search.matches.count === 0) return;
    show(matchLine(log, search.matches, match), search.matches.offsets[match] ?? 0, match, true);
  }

  function tell(found: Search): void {
    const { count, capped, done } = found.matches;
    const tookMs = now() - found.since;
    answer({ type: 'found', search: found.id, count, capped, done, first: found.first, tookMs });
  }

  /** One slice of a search that is under way; true: there is more to do. */
  function step(): boolean {
    if (search === null || search.matches.done) return false;
    const before = search.matches.count;
    const more = search.step();
    if (before === 0 && search.matches.count > 0) tell(search);
    if (more) return true;
    // From where one looks, not from the top: only now it is known whether something lies below.
    const from = lineStart(log, search.first);
    search.first = matchFrom(search.matches, from);
    tell(search);
    goTo(search.first);
    return false;
  }

  function receive(message: ToLogWorker): void {
    switch (message.type) {
      case 'chunk':
        since ??= now();
        pieces.push(decoder.decode(message.bytes, { stream: true }));
        break;
      case 'end':
        pieces.push(decoder.decode());
        open(pieces.join(''), true);
        pieces = [];
        break;
      case 'drop':
        decoder = new TextDecoder();
        pieces = [];
        since = null;
        break;
      case 'text':
        open(message.text, message.whole);
        break;
      case 'look':
        look = message.look;
        foldAll();
        lay();
        break;
      case 'unfold':
        reveal(message.line);
        break;
      case 'rows':
        // Of a layout that is no more: the page has already asked anew.
        if (message.layout !== layoutId) break;
        answer({
          type: 'rows',
          layout: layoutId,
          from: message.from,
          rows: rows(message.from, message.to),
          marked: markedBy(search && { search: search.id, done: search.matches.done }),
        });
        break;
      case 'search':
        if (message.query === '') {
          search = null;
          break;
        }
        search = {
          ...createSearch(log, message.query),
          id: message.search,
          first: message.fromLine,
          since: now(),
        };
        break;
      case 'go':
        if (search?.id === message.search) goTo(message.match);
        break;
      case 'copy':
        answer({ type: 'copy', text: log.text });
        break;
      case 'line':
        if (message.line >= 0 && message.line < log.lines)
          show(message.line, lineStart(log, message.line), null, message.within);
        break;
    }
  }

  return { receive, step };
}
