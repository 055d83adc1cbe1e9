import type { ScriptStatement } from '../../contract/plan.ts';

/** Takes away what is there. Recognised by what CAN calls it, and by what it says. */
export function isDangerous({ kind, sql }: ScriptStatement): boolean {
  return kind === 'drop_table' || /^\s*(drop|truncate)\b/i.test(sql);
}

const comment = (text: string) =>
  text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => `-- ${line}`)
    .join('\n');

const ended = (sql: string) => (/;\s*$/.test(sql) ? sql.trimEnd() : `${sql.trimEnd()};`);

/** All statements as one file. What deletes data is in it as a comment: whoever runs the file as a whole must not lose a table. */
export function scriptFile(
  statements: readonly ScriptStatement[],
  titleOf: (statement: ScriptStatement) => string,
  danger: string,
): string {
  const safe = statements.filter((statement) => !isDangerous(statement));
  const dangerous = statements.filter(isDangerous);
  return [
    ...safe.map((statement) => `${comment(titleOf(statement))}\n${ended(statement.sql)}\n`),
    ...dangerous.map(
      (statement) => `${comment(titleOf(statement))}\n${comment(danger)}\n${comment(ended(statement.sql))}\n`,
    ),
  ].join('\n');
}
