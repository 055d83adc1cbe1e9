import { describe, expect, it } from 'vitest';
import type { FromLogWorker, LogRow, ToLogWorker } from './log-protocol.ts';
import { createLogSession } from './log-session.ts';

type Of<T extends FromLogWorker['type']> = Extract<FromLogWorker, { type: T }>;

function open(text: string, whole = true) {
  const said: FromLogWorker[] = [];
  const session = createLogSession(
    (message) => said.push(message),
    () => performance.now(),
  );
  const send = (message: ToLogWorker) => session.receive(message);
  function last<T extends FromLogWorker['type']>(type: T): Of<T> {
    const found = said.findLast((message): message is Of<T> => message.type === type);
    if (!found) throw new Error(`nothing was said of "${type}"`);
    return found;
  }
  send({ type: 'text', text, whole });
  return {
    send,
    last,
    search(query: string, fromLine = 0): Of<'found'> {
      send({ type: 'search', search: said.length, query, fromLine });
      while (session.step());
      return last('found');
    },
    rows(from = 0, to = 1000): LogRow[] {
      send({ type: 'rows', layout: last('layout').layout, from, to });
      return last('rows').rows;
    },
    session,
  };
}

const texts = (rows: LogRow[]) => rows.map(({ text }) => text);

describe('a log', () => {
  it.each([
    ['', ['']],
    ['one', ['one']],
    ['one\n', ['one']],
    ['one\r\ntwo\r\n', ['one', 'two']],
    ['\n\nthree', ['', '', 'three']],
    ['a\n\n', ['a', '']],
  ])('%j has the lines %j', (text, lines) => {
    const log = open(text);
    expect(texts(log.rows())).toEqual(lines);
    expect(log.last('opened').lines).toBe(lines.length);
  });

  it('arrives in pieces, also when one cuts a character', () => {
    const log = open('');
    const bytes = new TextEncoder().encode('内存不足\nMemory limit');
    log.send({ type: 'chunk', bytes: bytes.slice(0, 4).buffer });
    log.send({ type: 'chunk', bytes: bytes.slice(4).buffer });
    log.send({ type: 'end' });
    expect(texts(log.rows())).toEqual(['内存不足', 'Memory limit']);
  });
});

describe('wrapping', () => {
  it('cuts lines at the width, wide characters taking two columns', () => {
    const log = open('abcdefgh\n内存不足x\n\nend');
    log.send({ type: 'look', look: { wrapAt: 4, fold: true } });
    expect(log.rows().map(({ line, piece, text }) => [line, piece, text])).toEqual([
      [0, 0, 'abcd'],
      [0, 1, 'efgh'],
      [1, 0, '内存'],
      [1, 1, '不足'],
      [1, 2, 'x'],
      [2, 0, ''],
      [3, 0, 'end'],
    ]);
    expect(log.last('layout').rows).toBe(7);
    expect(texts(log.rows(3, 5))).toEqual(['不足', 'x']);
  });

  it('brings the piece with the match into view', () => {
    const log = open('aaaa bbbb cccc\nlast');
    log.send({ type: 'look', look: { wrapAt: 5, fold: true } });
    log.search('ccc');
    expect(log.last('show')).toMatchObject({ row: 2, line: 0, match: 0 });
  });
});

const stack = [
  'java.lang.RuntimeException: failed',
  '\tat com.example.Own.run(Own.java:1)',
  '\tat org.apache.A.a(A.java:1)',
  '\tat org.apache.B.b(B.java:2)',
  '\tat org.apache.C.c(C.java:3)',
  'Caused by: Memory limit exceeded',
].join('\n');

describe('folding', () => {
  it('takes no line of the head of a log for its cause: that stands at the end', () => {
    const head = '2026-11-21 INFO heartbeat\n2026-11-21 WARN retry';
    expect(open(head, false).last('opened').causeLine).toBeNull();
    expect(open(head).last('opened').causeLine).toBe(0);
    expect(open(stack, false).last('opened').causeLine).toBe(5);
  });

  it('puts a run of library frames on one row and points at the cause', () => {
    const log = open(stack);
    expect(log.last('opened')).toMatchObject({
      lines: 6,
      causeLine: 5,
      foldable: 1,
    });
    expect(log.rows().map(({ line, folded, cause }) => [line, folded, cause])).toEqual([
      [0, 0, false],
      [1, 0, false],
      [2, 3, false],
      [5, 0, true],
    ]);
  });

  it('opens what a line asked for, or a match, is hidden in', () => {
    const log = open(stack);
    log.send({ type: 'line', line: 3, within: false });
    expect(log.last('show')).toMatchObject({ row: 3, line: 3, match: null });
    expect(log.rows()).toHaveLength(6);
    log.send({ type: 'look', look: { wrapAt: null, fold: true } });
    expect(log.rows()).toHaveLength(4);
    log.search('B.java');
    expect(log.last('show')).toMatchObject({ row: 3, line: 3, match: 0 });
    expect(log.rows()[3]?.marks).toEqual([{ from: 19, to: 25, match: 0 }]);
  });

  it('is off when not wanted', () => {
    const log = open(stack);
    log.send({ type: 'look', look: { wrapAt: null, fold: false } });
    expect(log.rows()).toHaveLength(6);
  });
});

describe('a search', () => {
  it('counts all, without regard to case, and begins where one looks', () => {
    const log = open('Error\nfine\nerror ERROR\nfine');
    expect(log.search('error', 1)).toMatchObject({ count: 3, first: 1, done: true, capped: false });
    expect(log.last('show')).toMatchObject({ line: 2, match: 1 });
    expect(log.search('error', 3)).toMatchObject({ first: 0 });
  });

  it('takes special characters as they are, and nothing for nothing', () => {
    const log = open('a.b (c) [d] \\e $f');
    for (const query of ['a.b', '(c)', '[d]', '\\e', '$f']) expect(log.search(query).count).toBe(1);
    expect(log.search('.').count).toBe(1);
    log.send({ type: 'search', search: 99, query: '', fromLine: 0 });
    expect(log.session.step()).toBe(false);
    expect(log.rows()[0]?.marks).toEqual([]);
    expect(log.search('<b>').count).toBe(0);
  });

  it('goes to the match asked for, and forgets the search before', () => {
    const log = open('x\nx\nx');
    const first = log.search('x');
    log.send({ type: 'go', search: first.search, match: 2 });
    expect(log.last('show')).toMatchObject({ row: 2, match: 2 });
    log.search('y');
    log.send({ type: 'go', search: first.search, match: 1 });
    expect(log.last('show')).toMatchObject({ row: 2 });
  });

  it('finds what lies across the slices it looks through', () => {
    const slice = 2 * 1024 * 1024;
    const log = open(`${'a'.repeat(slice - 3)}needle${'a'.repeat(slice)}needle`);
    expect(log.search('needle').count).toBe(2);
    expect(log.search('a'.repeat(8)).count).toBe(Math.floor((slice - 3) / 8) + slice / 8);
    expect(log.search('a')).toMatchObject({ count: 1_000_000, capped: true });
  });

  it('does not answer for a layout that is no more', () => {
    const log = open('a\nb');
    const old = log.last('layout').layout;
    log.send({ type: 'look', look: { wrapAt: 10, fold: false } });
    log.send({ type: 'rows', layout: old, from: 0, to: 2 });
    expect(() => log.last('rows')).toThrow();
  });
});

it('opens and searches 50 MB fast enough', () => {
  const block = `${stack}\n2026-11-21 10:02:03,123 WARN [pool-7] fragment 0f3a instance 4711 on be-03 took 812 ms\n`;
  const begun = performance.now();
  const log = open(block.repeat(Math.ceil((50 * 1024 * 1024) / block.length)));
  // Aims are measured by the bench, on a quiet machine: a quadratic pass would take minutes.
  expect(performance.now() - begun).toBeLessThan(10_000);
  const found = log.search('no such text anywhere');
  expect(found).toMatchObject({ count: 0, done: true });
  expect(found.tookMs).toBeLessThan(8_000);
});
