import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldableFrames, rootCauseLine, type LogLines } from './log-lines.ts';

function logOf(text: string): LogLines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { text, starts, lines: starts.length };
}

const stack = `java.lang.RuntimeException: Task 12876560 failed
\tat com.aloudata.anymetrics.task.Runner.run(Runner.java:88)
\tat org.apache.thrift.Server.handle(Server.java:12)
\tat java.base/java.util.concurrent.ThreadPoolExecutor.run(ThreadPoolExecutor.java:1136)
\tat app//io.grpc.internal.ServerImpl.call(ServerImpl.java:3)
\tat com.aloudata.anymetrics.Main.main(Main.java:1)
Caused by: java.sql.SQLException: execute failed
\tat com.mysql.cj.jdbc.StatementImpl.execute(StatementImpl.java:1)
\t... 12 more
Caused by: com.starrocks.common.UserException: Memory limit exceeded
\tat com.starrocks.qe.Coordinator.getNext(Coordinator.java:9)
`;

describe('a log', () => {
  test('points at its root cause', () => {
    expect(rootCauseLine(logOf(stack))).toBe(9);
  });

  test.each([
    ['', null],
    ['\n \n\t\r\n', null],
    ['one line', 0],
    ['\r\n\n  said late', 2],
    ['it was Caused by: nobody\nsecond', 0],
    ['a\n  Caused by: x\nCaused by: y\nb', 2],
    ['Caused by: x', 0],
  ])('%j: line %s', (text, line) => expect(rootCauseLine(logOf(text))).toBe(line));

  test('folds runs of library frames, and only those', () => {
    expect([...foldableFrames(logOf(stack))]).toEqual([
      [2, 3],
      [7, 2],
    ]);
  });

  test.each([
    ['\tat org.apache.A.b(A.java:1)\n\tat com.aloudata.B.c(B.java:1)\n\tat java.lang.C.d(C.java)', []],
    ['\tat orgx.apache.A.b(A.java:1)\n\tat orgx.apache.A.b(A.java:1)', []],
    ['at org.apache.A.b(A.java:1)\nat org.apache.A.b(A.java:1)', []],
    ['    at io.grpc.A.b(A.java:1)\r\n    at java.lang.A.b(A.java:1)', [[0, 2]]],
    ['\tat java.base/java.lang.A.b(A.java:1)\n\tat com.aloudata.x(src/java.lang)\n', []],
  ])('%j folds %j', (text, folds) => expect([...foldableFrames(logOf(text))]).toEqual(folds));

  test('never folds the root cause, nor the same line twice', () => {
    const line = fc.constantFrom(...stack.split('\n'), '', '  ', 'plain');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const log = logOf(lines.join('\n'));
        const cause = rootCauseLine(log);
        let end = 0;
        for (const [first, count] of foldableFrames(log)) {
          expect(first).toBeGreaterThanOrEqual(end);
          end = first + count;
          expect(end).toBeLessThanOrEqual(log.lines);
          if (cause !== null && lines.some((text) => text.startsWith('Caused by:'))) {
            expect(cause < first || cause >= end).toBe(true);
          }
        }
      }),
    );
  });

  test('of ten million characters is read in a moment', () => {
    const log = logOf(stack.repeat(Math.ceil(10_000_000 / stack.length)));
    const begun = performance.now();
    expect(foldableFrames(log).size).toBeGreaterThan(20_000);
    expect(rootCauseLine(log)).toBe(log.lines - 3);
    // A fraction of it on any machine; a quadratic pass would take minutes.
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});
