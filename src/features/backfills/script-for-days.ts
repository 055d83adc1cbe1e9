import type { ScriptStatement } from '../../contract/plan.ts';
import type { Day } from '../../domain/wall-date.ts';

/** What the reference scripts leave open, and what stands there for a single day. */
const places: Record<string, (day: Day) => string> = {
  start_date: (day) => day,
  end_date: (day) => day,
  partition_name: (day) => `p${day.replaceAll('-', '')}`,
};

const placeholder = /\$\{\s*(\w+)\s*\}/g;

/** Statements whose every open place is known here: only those can be filled in. */
export function fillable(statements: readonly ScriptStatement[]): ScriptStatement[] {
  return statements.filter(({ sql }) => {
    const names = [...sql.matchAll(placeholder)].map(([, name = '']) => name);
    return names.length > 0 && names.every((name) => Object.hasOwn(places, name));
  });
}

/** The statements for each of the days, one after the other. */
export function scriptForDays(statements: readonly ScriptStatement[], days: readonly Day[]): string {
  return days
    .flatMap((day) =>
      statements.map(({ table, kind, sql }) => {
        const filled = sql.replace(placeholder, (_whole, name: string) => places[name]?.(day) ?? '');
        return `-- ${day} ${table}: ${kind}\n${filled.trimEnd().replace(/;?$/, ';')}\n`;
      }),
    )
    .join('\n');
}
