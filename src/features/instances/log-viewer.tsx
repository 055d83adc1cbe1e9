import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ApiError } from '../../api/errors.ts';
import { bytesText } from '../../i18n/bytes.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { copyText } from '../../ui/clipboard.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ReasonedButton } from '../../ui/reasoned-button.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { LogLines } from './log-lines.tsx';
import { LogSearchBar } from './log-search-bar.tsx';
import { instanceMessages } from './messages.ts';
import { useLog } from './use-log.ts';
import classes from './log-viewer.module.css';

interface LogViewerProps {
  /** All of it, or its head when it is long. */
  text: string;
  /** Of the whole log. */
  bytes: number;
  whole: boolean;
  /** The line that names the root cause, of the whole log. */
  cause: string | null;
  /** Hands over the whole log piece by piece; `done` of the `bytes` have come. */
  read: (take: (piece: ArrayBuffer, done: number) => void, signal: AbortSignal) => Promise<ApiError | null>;
  /** Where all of it can be downloaded from. */
  href: string;
  fileName: string;
  /** Counted from 1, as the address has it. */
  line: number | null;
  onLine: (line: number) => void;
}

type Loading = { state: 'head' | 'whole' } | { state: 'loading'; percent: number; stop: AbortController };

export function LogViewer({ text, bytes, whole, cause, read, href, fileName, line, onLine }: LogViewerProps) {
  const { log: messages } = useMessages(instanceMessages);
  const words = useProblemWords();
  const format = useFormat();
  const log = useLog();
  const { openText, setLook, search, goToLine } = log;
  const { opened, found, shown, layout } = log.state;
  const [loading, setLoading] = useState<Loading>({ state: whole ? 'whole' : 'head' });
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [wrap, setWrap] = useState(true);
  const [fold, setFold] = useState(true);
  const [columns, setColumns] = useState(100);
  const [query, setQuery] = useState('');
  const [copied, setCopied] = useState<boolean | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const topLine = useRef(0);
  const untouched = useRef(true);
  const placed = useRef(false);

  useEffect(() => openText(text, whole), [openText, text, whole]);

  const wrapAt = wrap ? columns : null;
  useEffect(() => {
    const timer = setTimeout(() => setLook({ wrapAt, fold }), opened === null ? 0 : 100);
    return () => clearTimeout(timer);
    // A log that has just been opened is laid out by the same rule.
  }, [setLook, wrapAt, fold, opened]);

  useEffect(() => {
    const timer = setTimeout(() => search(query, topLine.current), 120);
    return () => clearTimeout(timer);
  }, [search, query, opened]);

  useEffect(() => {
    if (line !== null && opened !== null) goToLine(line - 1);
  }, [goToLine, line, opened]);

  // It opens at what one came for: the line of the address, else the root cause. Rows move until the width is known,
  // and nothing moves any more once somebody has laid a hand on it.
  const opensAt = line !== null ? line - 1 : (opened?.causeLine ?? null);
  const isShown = shown !== null;
  useEffect(() => {
    // The page goes to a line once, and to the cause not at all: it is not what the address asked for.
    if (untouched.current && opensAt !== null) goToLine(opensAt, line === null || placed.current);
    placed.current = isShown;
  }, [goToLine, line, opensAt, isShown, layout.layout]);
  const touch = () => {
    untouched.current = false;
  };

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f' || event.altKey) return;
      // Pressed again in the field, it is the browser's own search that is wanted.
      if (document.activeElement === input.current) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
      input.current?.scrollIntoView({ block: 'nearest' });
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  const onColumns = useCallback((next: number) => setColumns(next), []);
  const onTopLine = useCallback((first: number) => {
    topLine.current = first;
  }, []);

  async function load(): Promise<void> {
    const stop = new AbortController();
    setProblem(null);
    setLoading({ state: 'loading', percent: 0, stop });
    const take = (piece: ArrayBuffer, done: number) => {
      log.addChunk(piece);
      const percent = Math.min(99, Math.floor((100 * done) / Math.max(1, bytes)));
      setLoading((now) => (now.state === 'loading' && now.percent !== percent ? { ...now, percent } : now));
    };
    const failed = await read(take, stop.signal);
    if (failed === null && !stop.signal.aborted) {
      log.endChunks();
      setLoading({ state: 'whole' });
      return;
    }
    log.dropChunks();
    setProblem(failed);
    setLoading({ state: 'head' });
  }

  async function copy(): Promise<void> {
    setCopied(await copyText(await log.copy()));
    setTimeout(() => setCopied(null), 2000);
  }

  const isWhole = loading.state === 'whole';
  const beyond = line !== null && opened !== null && line > opened.lines;
  return (
    <div className={classes.viewer} onPointerDown={touch} onWheel={touch} onKeyDown={touch}>
      {!whole && (
        <div className={classes.notice}>
          <span>
            {messages.size(bytesText(bytes))} {!isWhole && messages.head(bytesText(1_048_576))}
          </span>
          {loading.state === 'head' && (
            <Button size="compact-sm" onClick={() => void load()}>
              {messages.load(bytesText(bytes))}
            </Button>
          )}
          {loading.state === 'loading' && (
            <>
              <span role="status">{messages.loading(loading.percent)}</span>
              <Button size="compact-sm" variant="default" onClick={() => loading.stop.abort()}>
                {messages.stop}
              </Button>
            </>
          )}
        </div>
      )}
      {problem !== null && <ProblemAlert problem={words(problem)} onRetry={() => void load()} />}
      {beyond && (
        <p className={classes.notice} role="status">
          {isWhole ? messages.noLine(format.number(line)) : messages.beyond(format.number(line))}
        </p>
      )}
      {cause !== null && (
        <div className={classes.cause}>
          <p className={classes.says}>
            <bdi title={cause}>{cause}</bdi>
          </p>
          <ReasonedButton
            variant="default"
            size="xs"
            reason={opened === null || opened.causeLine !== null ? null : messages.causeBeyond}
            onClick={() => goToLine(opened?.causeLine ?? 0)}
          >
            {messages.cause}
          </ReasonedButton>
        </div>
      )}
      <div className={classes.tools}>
        <LogSearchBar
          input={input}
          query={query}
          onQuery={setQuery}
          found={found}
          match={found === null ? null : (shown?.match ?? null)}
          onMatch={log.goToMatch}
          onlyHead={!isWhole}
        />
        <div className={classes.actions}>
          <Toggle checked={wrap} onChange={setWrap} label={messages.wrap} />
          {opened !== null && opened.foldable > 0 && (
            <Toggle checked={fold} onChange={setFold} label={messages.fold} />
          )}
          <Button variant="default" size="xs" onClick={() => void copy()}>
            {isWhole ? messages.copy : messages.copyHead}
          </Button>
          <Button variant="default" size="xs" component="a" href={href} download={fileName}>
            {messages.download}
          </Button>
          <span role="status" className={classes.hint}>
            {copied === null ? '' : copied ? messages.copied : messages.copyFailed}
          </span>
        </div>
      </div>
      <LogLines
        log={log}
        linkedLine={line === null ? null : line - 1}
        onLine={(at) => onLine(at + 1)}
        onColumns={onColumns}
        onTopLine={onTopLine}
      />
      {opened !== null && <p className={classes.foot}>{messages.lines(format.number(opened.lines))}</p>}
    </div>
  );
}
