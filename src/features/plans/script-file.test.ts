import { expect, it } from 'vitest';
import { isDangerous, scriptFile } from './script-file.ts';

const statement = (kind: string, sql: string) => ({ table: 't', kind, sql });

it.each([
  [statement('drop_table', 'DROP TABLE t'), true],
  [statement('something_new', '\n drop table t;'), true],
  [statement('something_new', 'TRUNCATE TABLE t'), true],
  [statement('insert_overwrite', 'INSERT OVERWRITE t SELECT drop_rate FROM s'), false],
  [statement('create_table', 'CREATE TABLE dropped (a INT)'), false],
])('%j deletes data: %s', (is, dangerous) => {
  expect(isDangerous(is)).toBe(dangerous);
});

it('is one file in which nothing deletes data, whatever the names', () => {
  const text = scriptFile(
    [
      statement('drop_table', 'DROP TABLE t\n  FORCE;'),
      { table: 'x\nDROP TABLE y', kind: 'create_table', sql: 'CREATE TABLE t (a INT)' },
      statement('insert_overwrite', 'INSERT OVERWRITE t SELECT 1;\n'),
    ],
    ({ kind, table }) => `${kind}: ${table}`,
    'Deletes all data.',
  );
  expect(text).toBe(
    [
      '-- create_table: x',
      '-- DROP TABLE y',
      'CREATE TABLE t (a INT);',
      '',
      '-- insert_overwrite: t',
      'INSERT OVERWRITE t SELECT 1;',
      '',
      '-- drop_table: t',
      '-- Deletes all data.',
      '-- DROP TABLE t',
      '--   FORCE;',
      '',
    ].join('\n'),
  );
});
