import { expect, it } from 'vitest';
import { fillable, scriptForDays } from './script-for-days.ts';

const insert = {
  table: 't',
  kind: 'insert_overwrite',
  sql: "insert overwrite t partition(`${partition_name}`)\nselect 1 where d >= '${start_date}' and d <= '${ end_date }'",
};
const ddl = { table: 't', kind: 'create_table', sql: 'create table t (d date);' };
const other = {
  table: 't',
  kind: 'insert_overwrite',
  sql: "select '${tenant}' from t where d = '${start_date}'",
};

it('fills in only what it knows all of', () => {
  expect(fillable([insert, ddl, other])).toEqual([insert]);
});

it('gives one statement a day', () => {
  expect(scriptForDays([insert], ['2026-11-01', '2026-11-02'])).toBe(`-- 2026-11-01 t: insert_overwrite
insert overwrite t partition(\`p20261101\`)
select 1 where d >= '2026-11-01' and d <= '2026-11-01';

-- 2026-11-02 t: insert_overwrite
insert overwrite t partition(\`p20261102\`)
select 1 where d >= '2026-11-02' and d <= '2026-11-02';
`);
});
