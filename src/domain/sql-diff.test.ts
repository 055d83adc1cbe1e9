import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffSql, withoutDates, type SqlDiff } from './sql-diff.ts';

const marks = { same: ' ', removed: '-', added: '+' };
const shown = ({ lines }: SqlDiff) => lines.map(({ kind, text }) => marks[kind] + text).join('\n');

describe('the difference of two statements', () => {
  test.each([
    ["where dt = '2025-11-08'", "where dt = '2025-11-09'"],
    [
      "where dt >= '2025-11-08 00:00:00' and dt < '2025-11-09 00:00:00'",
      "where dt >= '2024-02-29 00:00:00' and dt < '2024-03-01 00:00:00'",
    ],
    ['insert overwrite t partition (p20251108)', 'insert overwrite t partition (p20251109)'],
    ['where dt = 20251108', 'where dt = 20240229'],
    ['where h = 2025110813', 'where h = 2025110900'],
    ["where month = '2025-11'", "where month = '2024-02'"],
    ['partition (p202511)', 'partition (p202512)'],
    ['select  a', '\tselect a  '],
  ])('is none between %j and %j', (one, other) => {
    expect(withoutDates(one)).toBe(withoutDates(other));
    expect(diffSql(one, other)).toMatchObject({ removed: 0, added: 0 });
  });

  test.each([
    ['limit 10', 'limit 20'],
    ["where city = '2025'", "where city = '2024'"],
    ['where id = 99991231', 'where id = 99991230'],
    ['sum(amount)', 'sum(amount_v2)'],
    ['a', 'A'],
  ])('is seen between %j and %j', (one, other) =>
    expect(diffSql(one, other)).toMatchObject({ removed: 1, added: 1 }),
  );

  test('is none in what only names the run, but is in the name of another', () => {
    const sql = (id: string) => `/* can task_instance_id=${id} run=MANUAL */\nselect a`;
    const own = { left: '2124080376837046273', right: '2124090443166646304' };
    expect(diffSql(sql(own.left), sql(own.right), own)).toMatchObject({ removed: 0, added: 0 });
    expect(diffSql(sql(own.left), sql('1'), own)).toMatchObject({ removed: 1, added: 1 });
  });

  test('shows the lines as they are, with their numbers', () => {
    const left = "select a,\n  b,\n  c\nfrom t\nwhere dt = '2025-11-08'";
    const right = "select a,\n  b2,\n  c,\n  d\nfrom t\nwhere dt = '2025-11-09'";
    const diff = diffSql(left, right);
    expect(shown(diff)).toBe(
      " select a,\n-  b,\n-  c\n+  b2,\n+  c,\n+  d\n from t\n where dt = '2025-11-09'",
    );
    expect(diff.lines.at(-1)).toEqual({ kind: 'same', left: 5, right: 6, text: "where dt = '2025-11-09'" });
    expect(diff).toMatchObject({ removed: 2, added: 3, coarse: false });
  });

  test.each([
    ['', '', ''],
    ['', 'a', '+a'],
    ['a', '', '-a'],
    ['a\r\nb', 'a\nb', ' a\n b'],
    ['a\nb\nc', 'a\nc', ' a\n-b\n c'],
    ['a\nc', 'a\nb\nc', ' a\n+b\n c'],
    ['a\nb', 'b\na', '-a\n b\n+a'],
  ])('of %j and %j', (left, right, diff) => expect(shown(diffSql(left, right))).toBe(diff));

  /** The length of the longest common part, by the book. */
  function commonLength(a: string[], b: string[]): number {
    let row = new Array<number>(b.length + 1).fill(0);
    for (const one of a) {
      const next = [0];
      b.forEach((other, j) =>
        next.push(one === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0)),
      );
      row = next;
    }
    return row[b.length] ?? 0;
  }

  test('is complete, and the shortest there is', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const { lines, removed, added } = diffSql(a.join('\n'), b.join('\n'));
        expect(lines.filter(({ left }) => left !== null).map(({ text: line }) => line)).toEqual(a);
        expect(lines.filter(({ right }) => right !== null).map(({ text: line }) => line)).toEqual(b);
        const common = commonLength(a, b);
        expect([removed, added]).toEqual([a.length - common, b.length - common]);
        expect(lines.flatMap(({ left }) => left ?? [])).toEqual(a.map((_, i) => i + 1));
        expect(lines.flatMap(({ right }) => right ?? [])).toEqual(b.map((_, i) => i + 1));
      }),
    );
  });

  test('of two statements that have nothing in common is shown as one replaced by the other, soon', () => {
    const many = (word: string) => Array.from({ length: 20_000 }, (_, i) => `${word} ${i}`).join('\n');
    const begun = performance.now();
    expect(diffSql(`x\n${many('a')}\ny`, `x\n${many('b')}\ny`)).toMatchObject({
      removed: 20_000,
      added: 20_000,
      coarse: true,
    });
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});
