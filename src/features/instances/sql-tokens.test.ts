import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sqlLines, sqlTokens } from './sql-tokens.ts';

const kinds = (sql: string) =>
  sqlTokens(sql)
    .filter(({ kind }) => kind !== 'space')
    .map(({ kind, text }) => `${kind} ${text}`);

describe('sqlTokens', () => {
  it.each([
    ['select 1', ['keyword select', 'number 1']],
    ['SELECT `a b`.`date`', ['keyword SELECT', 'name `a b`', 'mark .', 'name `date`']],
    ['t.date = 2.5e-3', ['name t', 'mark .', 'name date', 'mark =', 'number 2.5e-3']],
    ["'it''s' 'a\\'b' x", ["string 'it''s'", "string 'a\\'b'", 'name x']],
    ["-- it's\nfrom", ["comment -- it's", 'keyword from']],
    ['/* from */ from', ['comment /* from */', 'keyword from']],
    ["'never ends, from", ["string 'never ends, from"]],
    ['/* never ends', ['comment /* never ends']],
    ['销售额 as total_2024', ['name 销售额', 'keyword as', 'name total_2024']],
    ['sum(x)>=10', ['name sum', 'mark (', 'name x', 'mark )>=', 'number 10']],
  ])('%s', (sql, expected) => {
    expect(kinds(sql)).toEqual(expected);
  });

  it('loses no character of any text', () => {
    const sqlish = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom("'", '"', '`', '\\', '--', '/*', '*/', '\n', '#', '1.5', ' ', '.'),
      ),
    );
    fc.assert(
      fc.property(sqlish, (parts) => {
        const sql = parts.join('');
        expect(
          sqlTokens(sql)
            .map(({ text }) => text)
            .join(''),
        ).toBe(sql);
      }),
    );
  });
});

it('cuts a comment over several lines at their ends', () => {
  expect(
    sqlLines('select /* a\nb */ 1\n\nfrom t').map((line) => line.map(({ text }) => text).join('')),
  ).toEqual(['select /* a', 'b */ 1', '', 'from t']);
  expect(sqlLines('/* a\nb */')[1]).toEqual([{ kind: 'comment', text: 'b */' }]);
});
