import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvText } from './csv.ts';

/** A reader of RFC 4180 by the book, the way a spreadsheet does it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = text.startsWith('\uFEFF') ? 1 : 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (quoted && char === '"' && text.charAt(i + 1) === '"') {
      cell += '"';
      i++;
    } else if (char === '"') quoted = !quoted;
    else if (!quoted && char === ',') {
      row.push(cell);
      cell = '';
    } else if (!quoted && char === '\r' && text.charAt(i + 1) === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      i++;
    } else cell += char;
  }
  return rows;
}

describe('CSV', () => {
  test('begins with a byte order mark and ends every line', () => {
    expect(csvText(['name', 'days'], [['销售', 3]])).toBe('\uFEFFname,days\r\n销售,3\r\n');
    expect(csvText(['name'], [])).toBe('\uFEFFname\r\n');
  });

  test.each([
    ['plain', 'plain'],
    [null, ''],
    [-5, '-5'],
    [0.5, '0.5'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '"\'\t=1"'],
    ['\r=1', '"\'\r=1"'],
    ['＝1+1', "'＝1+1"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['2026-11-21', '2026-11-21'],
    ['a=b', 'a=b'],
  ])('%j is written %j', (cell, text) => expect(csvText(['h'], [[cell]])).toBe(`\uFEFFh\r\n${text}\r\n`));

  test('is read back as it was, and no cell is a formula', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ',', '\r', '\n', '\t', 'a') }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 })), (rows) => {
        const read = readCsv(csvText(['a', 'b'], rows));
        expect(read).toHaveLength(rows.length + 1);
        read.slice(1).forEach((cells, y) =>
          cells.forEach((text, x) => {
            expect(text).not.toMatch(/^[=+\-@\t\r\n]/);
            expect([text, text.replace(/^'/, '')]).toContain(rows[y]?.[x]);
          }),
        );
      }),
    );
  });
});
