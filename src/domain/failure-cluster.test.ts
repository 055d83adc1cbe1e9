import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusterFailures, normaliseError, rootCause } from './failure-cluster.ts';

describe('the root cause', () => {
  test.each([
    ['', null],
    [' \n\t\n', null],
    ['\n  Memory limit exceeded  \nmore', 'Memory limit exceeded'],
    ['a: b\n\tat x\nCaused by: c.D: e\n\tat y\nCaused by: f.G: h\r\n\tat z', 'f.G: h'],
    ['it was Caused by: nobody', 'it was Caused by: nobody'],
    ['Caused by: x\n said: Caused by: y', 'x'],
    ['a\n   Caused by: x', 'x'],
    ['Caused by:', ''],
  ])('of %j is %j', (log, cause) => expect(rootCause(log)).toBe(cause));

  test('of a huge log is found at once, even where the words stand in every line', () => {
    const log = `first\n${'x Caused by: y\n'.repeat(200_000)}`;
    const begun = performance.now();
    expect(rootCause(log)).toBe('first');
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe('what differs from run to run is stripped', () => {
  test.each([
    [
      'Memory of process exceed limit. Pipeline Backend: 10.0.3.12, fragment: 7d6e1f2a-93c1-11ef-8a2b-0242ac120002 Used: 64424509440, Limit: 64424509439.',
      'Memory of process exceed limit. Pipeline Backend: 172.16.0.9, fragment: 00000000-93c1-11ef-8a2b-0242ac120002 Used: 5, Limit: 4.',
    ],
    [
      'Memory of Query17627d6d-b81a-ab74-430e-0242ac120002 exceed limit',
      'Memory of Querya84e2f03-1eee-1234-ffc7-0242ac120abc exceed limit',
    ],
    ['Used 61.2 GB of 60GB at 2025-11-08 10:02:33.123', 'Used 61 MB of 8B at 2025-11-09T00:00:00'],
    ['no partition p20251108 in table t', 'no partition p20251109 in table t'],
    ['lost backend be-3.starrocks-be.svc:9060', 'lost backend be-11.starrocks-be.svc:9060'],
    ['backend [fe80::1]:9060 is down', 'backend [fe80::2]:9061 is down'],
    [
      'query timeout after 300000ms, queryId=0195f3aa77bc4e',
      'query timeout after 1ms, queryId=aa95f3aa77bc4f',
    ],
    ['Task 12876560 of dag_20251108_123456 failed', 'Task 9 of dag_20251109_654321 failed'],
    ['object Foo@1a2b3c4d at 0x7f00ff', 'object Foo@5a2b3c4d at 0x1'],
    ['GET http://fe-1:8030/api/q?x=1 failed', 'GET http://fe-2:8030/api/q?x=2 failed'],
  ])('%s', (one, other) => {
    expect(normaliseError(one)).toBe(normaliseError(other));
    expect(normaliseError(one)).toContain('…');
  });

  test.each([
    ["Unknown column 'amt_7d' in 'field list'", "Unknown column 'amt_30d' in 'field list'"],
    ["Unknown column 'x'", "Unknown column 'y'"],
    ['table ods_order_v1 not found', 'table ods_order_v2 not found'],
    ['Memory limit exceeded', 'Query timeout'],
    ['订单表不存在', '客户表不存在'],
  ])('but "%s" is not "%s"', (one, other) => expect(normaliseError(one)).not.toBe(normaliseError(other)));

  test('whatever the numbers are, the words decide', () => {
    const words = fc.array(fc.constantFrom('Used', 'of', 'backend', 'is', 'down:', '(limit', 'row'), {
      minLength: 1,
      maxLength: 8,
    });
    const numbers = fc.array(
      fc.oneof(
        fc.nat(),
        fc.double({ min: 0, max: 1e6, noNaN: true }).map((n) => n.toFixed(2)),
      ),
      {
        minLength: 8,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(words, numbers, numbers, (line, one, other) => {
        const filled = (given: (string | number)[]) => line.map((word, i) => `${word} ${given[i]}`).join(' ');
        expect(normaliseError(filled(one))).toBe(normaliseError(filled(other)));
        expect(normaliseError(filled(one))).not.toMatch(/\d/);
      }),
    );
  });

  test('no line, however odd, takes long', () => {
    const begun = performance.now();
    for (const piece of [
      '1',
      'a.',
      '1,',
      'a1-',
      '1:',
      '[:',
      '0x',
      '1-1-1 ',
      'a:1',
      '1.1.',
      '\t',
      'ab12'.repeat(4),
    ]) {
      normaliseError(piece.repeat(100_000));
    }
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe('clusters', () => {
  const memory = (n: number) =>
    `java.lang.RuntimeException: Task ${n} failed\n\tat a.b.C(C.java:1)\nCaused by: com.starrocks.common.UserException: Memory limit exceeded. Used: ${n} bytes`;
  const day = (n: number) => ({ start: `2025-11-0${n}`, end: `2025-11-0${n}` });

  test('say how many, on which days, and which to look at', () => {
    const clusters = clusterFailures([
      { id: '9', range: day(2), log: memory(1) },
      { id: '11', range: day(3), log: memory(22) },
      { id: '10', range: day(5), log: memory(333) },
      {
        id: '12',
        range: day(4),
        log: "java.sql.SQLSyntaxErrorException: Unknown column 'x' in 'field list'\n",
      },
      { id: '13', range: null, log: null },
    ]);
    expect(clusters.map(({ title, ids, ranges, sampleId }) => ({ title, ids, ranges, sampleId }))).toEqual([
      {
        title: 'Memory limit exceeded. Used: …',
        ids: ['9', '11', '10'],
        ranges: [{ start: '2025-11-02', end: '2025-11-03' }, day(5)],
        sampleId: '11',
      },
      { title: '', ids: ['13'], ranges: [], sampleId: '13' },
      { title: "Unknown column 'x' in 'field list'", ids: ['12'], ranges: [day(4)], sampleId: '12' },
    ]);
  });

  test('a cause without words is named by its class, nested classes by the innermost words', () => {
    const titles = (log: string) => clusterFailures([{ id: '1', range: null, log }])[0]?.title;
    expect(titles('java.lang.NullPointerException\n\tat x')).toBe('NullPointerException');
    expect(titles('Caused by: a.b.OuterException: c.InnerException: no such table')).toBe('no such table');
    expect(titles('plain words')).toBe('plain words');
    expect(titles(`x ${'long '.repeat(200)}`)?.length).toBe(160);
  });

  test('every failed instance is in exactly one, and clusters do not depend on the order', () => {
    const failures = fc.uniqueArray(
      fc.record({
        id: fc.nat().map(String),
        range: fc.option(fc.integer({ min: 1, max: 9 }).map(day)),
        log: fc.option(fc.constantFrom(memory(1), memory(2), 'a', 'b\nCaused by: a', '', 'a 5')),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(failures, (failed) => {
        const clusters = clusterFailures(failed);
        expect(clusters.flatMap(({ ids }) => ids).sort()).toEqual(failed.map(({ id }) => id).sort());
        expect(new Set(clusters.map(({ signature }) => signature)).size).toBe(clusters.length);
        const other = clusterFailures(failed.toReversed());
        expect(other.map(({ signature, sampleId, ranges }) => ({ signature, sampleId, ranges }))).toEqual(
          clusters.map(({ signature, sampleId, ranges }) => ({ signature, sampleId, ranges })),
        );
      }),
    );
  });
});
