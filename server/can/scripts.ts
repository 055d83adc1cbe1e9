import type { Scripts, ScriptStatement } from '../../src/contract/plan.ts';
import { inner } from './envelope.ts';
import { list, record, text, type Fields } from './fields.ts';
import { isFullRefresh, refreshConfig, refreshGranularity } from './plan.ts';
import type { Read } from './transport.ts';

export async function readScripts(read: Read, planId: string): Promise<Scripts> {
  const { body, scrub } = await read({
    method: 'GET',
    path: '/accelerate/plan/queryReferenceScript',
    query: { uuid: planId },
  });
  const fields = inner(body, (each) => 'sqlScripts' in each || 'referenceSchedule' in each, scrub);
  const clean = record(scrub.data(fields)) ?? {};
  const schedule = record(clean['referenceSchedule']) ?? {};
  return {
    schedule: {
      ...refreshConfig(schedule),
      granularity: refreshGranularity(schedule),
      fullRefresh: isFullRefresh(schedule),
    },
    statements: Object.entries(record(clean['sqlScripts']) ?? {}).flatMap(([table, scripts]) =>
      statementsOf(table, record(scripts) ?? {}),
    ),
  };
}

function statementsOf(table: string, scripts: Fields): ScriptStatement[] {
  return ['ddl', 'dml'].flatMap((part) =>
    Object.entries(record(scripts[part]) ?? {}).flatMap(([kind, statements]) =>
      list(statements).flatMap((each) => {
        const sql = text(record(each)?.['sql'] ?? each);
        return sql === null ? [] : [{ table, kind, sql }];
      }),
    ),
  );
}
