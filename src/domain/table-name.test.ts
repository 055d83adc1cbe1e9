import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeTableName, cutTableName, tableNameFields, type TableName } from './table-name.ts';

const good: TableName = {
  source: 'starrocks',
  catalog: 'default_catalog',
  schema: 'schema',
  table: 'p_order',
};

describe('the name of a source table', () => {
  test('is composed as CAN spells it', () => {
    expect(composeTableName(good)).toEqual({
      name: 'starrocks.`default_catalog.schema`.p_order',
      problems: [],
    });
    expect(composeTableName({ ...good, source: '我的 源', table: '订单' }).problems).toEqual([]);
  });

  test.each([
    ['', 'missing'],
    ['  ', 'missing'],
    [' x', 'edge-space'],
    ['x\u00a0', 'edge-space'],
    ['a.b', 'dot'],
    ['a`b', 'backtick'],
    ['a．b', 'full-width'],
    ['ａ', 'full-width'],
    ['a\u0000b', 'control-character'],
    ['a\nb', 'control-character'],
  ])('a part %j: %s', (text, code) => {
    for (const field of tableNameFields) {
      expect(composeTableName({ ...good, [field]: text }).problems).toEqual([{ field, code }]);
    }
  });

  test('every part says its own problem', () => {
    const { problems } = composeTableName({ source: '', catalog: 'a.b', schema: 'ok', table: '`' });
    expect(problems).toEqual([
      { field: 'source', code: 'missing' },
      { field: 'catalog', code: 'dot' },
      { field: 'table', code: 'backtick' },
    ]);
  });

  test('has at most 128 characters', () => {
    const table = (length: number) => composeTableName({ ...good, table: 'x'.repeat(length) });
    const rest = composeTableName({ ...good, table: '' }).name.length;
    expect(table(128 - rest).problems).toEqual([]);
    expect(table(129 - rest).problems).toEqual([{ field: 'name', code: 'too-long', length: 129 }]);
  });

  test.each([
    ['', 'empty'],
    ['a.b.c.d', 'no-backticks'],
    ['a.`b.c', 'odd-backticks'],
    ['`b.c`.d', 'no-source'],
    ['.`b.c`.d', 'no-source'],
    ['a`b.c`.d', 'no-source'],
    ['a.`bc`.d', 'no-catalog-and-schema'],
    ['a.`.c`.d', 'no-catalog-and-schema'],
    ['a.`b.`.d', 'no-catalog-and-schema'],
    ['a.``.d', 'no-catalog-and-schema'],
    ['a.`b.c`', 'no-table'],
    ['a.`b.c`.', 'no-table'],
    ['a.`b.c`d', 'no-table'],
    ['a.`b.c`.`d`', 'rest'],
  ])('%j can not be taken apart: %s', (text, code) =>
    expect(cutTableName(text)).toEqual({ ok: false, code }),
  );

  test('taken apart and composed again it is the same', () => {
    const part = fc.string({ minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.record({ source: part, catalog: part, schema: part, table: part }), (parts) => {
        const { name, problems } = composeTableName(parts);
        const cut = cutTableName(name);
        if (problems.length === 0) expect(cut).toEqual({ ok: true, parts });
        if (cut.ok) expect(composeTableName(cut.parts).name).toBe(name.trim());
      }),
    );
  });
});
