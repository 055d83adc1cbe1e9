import { layoutOf, placedRows, rowOf, type LogLayout } from './log-layout.ts';
import type { FromLogWorker, LogLook, LogRow, ToLogWorker } from './log-protocol.ts';
import { createSearch, matchesBetween, matchFrom, matchLine } from './log-search.ts';
import { lineStart, logText, type LogText } from './log-text.ts';
import { logStructure } from './log-structure.ts';

type Search = ReturnType<typeof createSearch> & { id: number; first: number; current: number; since: number };

/** Keeps one log and answers about it. Runs in a worker; knows nothing of one, so that tests can drive it. */
export function createLogSession(answer: (message: FromLogWorker) => void, now: () => number) {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  let since: number | null = null;
  let log: LogText = logText('');
  let causeLine: number | null = null;
  let foldable: ReadonlyMap<number, number> = new Map();
  let unfolded = new Set<number>();
  let look: LogLook = { wrapAt: null, fold: true };
  let layout: LogLayout = layoutOf(log, { wrapAt: null, folds: new Map() });
  let layoutId = 0;
  let search: Search | null = null;

  function lay(): void {
    const folds = look.fold
      ? new Map([...foldable].filter(([line]) => !unfolded.has(line)))
      : new Map<number, number>();
    layout = layoutOf(log, { wrapAt: look.wrapAt, folds });
    layoutId++;
    answer({ type: 'layout', layout: layoutId, rows: layout.rows, columns: layout.columns });
  }

  function open(text: string): void {
    since ??= now();
    log = logText(text);
    const structure = logStructure(log);
    causeLine = structure.causeLine;
    foldable = structure.folds;
    unfolded = new Set();
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
    for (const [first, count] of layout.folds) {
      if (line < first || line >= first + count) continue;
      unfolded.add(first);
      lay();
      return;
    }
  }

  function show(line: number, offset: number, match: number | null): void {
    reveal(line);
    answer({ type: 'show', layout: layoutId, row: rowOf(log, layout, line, offset), line, match });
  }

  function marksIn(start: number, end: number): LogRow['marks'] {
    if (search === null) return [];
    const { matches, current } = search;
    const { from, to } = matchesBetween(matches, start, end);
    return Array.from({ length: to - from }, (_, i) => {
      const at = (matches.offsets[from + i] ?? 0) - start;
      return {
        from: Math.max(0, at),
        to: Math.min(end - start, at + matches.query.length),
        current: from + i === current,
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
    search.current = match;
    show(matchLine(log, search.matches, match), search.matches.offsets[match] ?? 0, match);
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
        open(pieces.join(''));
        pieces = [];
        break;
      case 'text':
        open(message.text);
        break;
      case 'look':
        look = message.look;
        if (look.fold) unfolded = new Set();
        lay();
        break;
      case 'unfold':
        reveal(message.line);
        break;
      case 'rows':
        // Of a layout that is no more: the page has already asked anew.
        if (message.layout !== layoutId) break;
        answer({ type: 'rows', layout: layoutId, from: message.from, rows: rows(message.from, message.to) });
        break;
      case 'search':
        search = {
          ...createSearch(log, message.query),
          id: message.search,
          first: message.fromLine,
          current: -1,
          since: now(),
        };
        if (search.matches.done) tell(search);
        break;
      case 'go':
        if (search?.id === message.search) goTo(message.match);
        break;
      case 'line':
        if (message.line >= 0 && message.line < log.lines) show(message.line, lineStart(log, message.line), null);
        break;
    }
  }

  return { receive, step };
}
