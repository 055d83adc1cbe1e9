import { useCallback, useEffect, useReducer, useRef } from 'react';
import { markedBy, type FromLogWorker, type LogLook, type LogRow, type ToLogWorker } from './log-protocol.ts';

const rowsOfBlock = 128;

interface Block {
  rows: readonly LogRow[];
  marked: string;
}

interface Shown {
  row: number;
  line: number;
  match: number | null;
  within: boolean;
  /** Grows with every request, so that asking for the same place again scrolls there again. */
  nth: number;
}

export interface Found {
  search: number;
  query: string;
  count: number;
  capped: boolean;
  done: boolean;
  tookMs: number;
}

export interface LogState {
  opened: Extract<FromLogWorker, { type: 'opened' }> | null;
  layout: { layout: number; rows: number; columns: number };
  /** Of this layout only; what another search has marked is shown until its rows have come anew. */
  blocks: ReadonlyMap<number, Block>;
  found: Found | null;
  shown: Shown | null;
}

const nothing: LogState = {
  opened: null,
  layout: { layout: 0, rows: 0, columns: 0 },
  blocks: new Map(),
  found: null,
  shown: null,
};

const mostBlocks = 64;

function withBlock(blocks: LogState['blocks'], block: number, read: Block): LogState['blocks'] {
  const next = new Map(blocks);
  next.delete(block);
  next.set(block, read);
  const oldest = next.size > mostBlocks ? next.keys().next().value : undefined;
  if (oldest !== undefined) next.delete(oldest);
  return next;
}

type Action = FromLogWorker | { type: 'ask'; search: number; query: string } | { type: 'stop' };

function reduce(state: LogState, message: Action): LogState {
  switch (message.type) {
    case 'opened':
      return { ...nothing, opened: message };
    case 'layout':
      return { ...state, layout: message, blocks: new Map() };
    case 'rows':
      if (message.layout !== state.layout.layout) return state;
      return { ...state, blocks: withBlock(state.blocks, message.from / rowsOfBlock, message) };
    case 'ask':
      return {
        ...state,
        found: {
          search: message.search,
          query: message.query,
          count: 0,
          capped: false,
          done: false,
          tookMs: 0,
        },
      };
    case 'found': {
      if (message.search !== state.found?.search) return state;
      const { count, capped, done, tookMs } = message;
      return { ...state, found: { ...state.found, count, capped, done, tookMs } };
    }
    case 'stop':
      return { ...state, found: null };
    case 'show': {
      const { row, line, match, within } = message;
      return { ...state, shown: { row, line, match, within, nth: (state.shown?.nth ?? 0) + 1 } };
    }
    case 'copy':
      return state;
  }
}

/** A log in a worker of its own: what is asked of it, and what it has answered so far. */
export function useLog() {
  const [state, dispatch] = useReducer(reduce, nothing);
  const worker = useRef<Worker | null>(null);
  const asked = useRef(new Set<string>());
  const searches = useRef(0);
  const copies = useRef<((text: string) => void)[]>([]);

  useEffect(() => {
    const created = new Worker(new URL('./log-worker.ts', import.meta.url), { type: 'module' });
    worker.current = created;
    created.addEventListener('message', ({ data }: MessageEvent<FromLogWorker>) => {
      if (data.type === 'copy') copies.current.splice(0).forEach((resolve) => resolve(data.text));
      else dispatch(data);
    });
    return () => {
      worker.current = null;
      created.terminate();
    };
  }, []);

  // What a layout was asked for is asked again of the next, and what has been dropped since may be asked for again.
  useEffect(() => {
    asked.current.clear();
  }, [state.layout.layout, state.blocks]);

  const send = useCallback((message: ToLogWorker, transfer: Transferable[] = []) => {
    worker.current?.postMessage(message, transfer);
  }, []);

  const openText = useCallback((text: string, whole: boolean) => send({ type: 'text', text, whole }), [send]);
  const addChunk = useCallback((bytes: ArrayBuffer) => send({ type: 'chunk', bytes }, [bytes]), [send]);
  const endChunks = useCallback(() => send({ type: 'end' }), [send]);
  const dropChunks = useCallback(() => send({ type: 'drop' }), [send]);
  const setLook = useCallback((look: LogLook) => send({ type: 'look', look }), [send]);
  const goToLine = useCallback(
    (line: number, within = false) => send({ type: 'line', line, within }),
    [send],
  );
  const unfold = useCallback((line: number) => send({ type: 'unfold', line }), [send]);

  const search = useCallback(
    (query: string, fromLine: number) => {
      if (query === '') {
        send({ type: 'search', search: ++searches.current, query, fromLine });
        return dispatch({ type: 'stop' });
      }
      const id = ++searches.current;
      dispatch({ type: 'ask', search: id, query });
      send({ type: 'search', search: id, query, fromLine });
    },
    [send],
  );
  const goToMatch = useCallback(
    (match: number) => send({ type: 'go', search: searches.current, match }),
    [send],
  );

  const copy = useCallback(
    () =>
      new Promise<string>((resolve) => {
        copies.current.push(resolve);
        send({ type: 'copy' });
      }),
    [send],
  );

  const { layout, blocks } = state;
  const marked = markedBy(state.found);
  /** Asks for the rows that are missing. */
  const need = useCallback(
    (from: number, to: number) => {
      for (let block = Math.floor(from / rowsOfBlock); block * rowsOfBlock < to; block++) {
        const first = block * rowsOfBlock;
        const key = `${layout.layout} ${first} ${marked}`;
        if (blocks.get(block)?.marked === marked || asked.current.has(key)) continue;
        asked.current.add(key);
        send({ type: 'rows', layout: layout.layout, from: first, to: first + rowsOfBlock });
      }
    },
    [send, layout.layout, blocks, marked],
  );
  const rowAt = (row: number): LogRow | null =>
    blocks.get(Math.floor(row / rowsOfBlock))?.rows[row % rowsOfBlock] ?? null;

  return {
    state,
    openText,
    addChunk,
    endChunks,
    dropChunks,
    setLook,
    goToLine,
    unfold,
    search,
    goToMatch,
    copy,
    need,
    rowAt,
  };
}

export type Log = ReturnType<typeof useLog>;
