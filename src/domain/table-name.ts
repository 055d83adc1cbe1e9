/**
 * The name of a source table as a data update sends it: ``<data source>.`<catalog.schema>`.<table>``, backticks
 * included, at most 128 characters (CAN_API, Writes).
 */
export interface TableName {
  source: string;
  catalog: string;
  schema: string;
  table: string;
}

export const tableNameFields = ['source', 'catalog', 'schema', 'table'] as const;
type Field = (typeof tableNameFields)[number];

export type TableNameProblem =
  | { field: Field; code: 'missing' | 'dot' | 'backtick' | 'edge-space' | 'full-width' | 'control-character' }
  | { field: 'name'; code: 'too-long'; length: number };

export const maxTableName = 128;

function fieldProblem(field: Field, text: string): TableNameProblem | null {
  if (text.trim() === '') return { field, code: 'missing' };
  if (/\p{Cc}/u.test(text)) return { field, code: 'control-character' };
  if (text.trim() !== text) return { field, code: 'edge-space' };
  // What an input method for Chinese leaves behind: looks like the character it is not.
  if (/[\uFF01-\uFF5E\u3000\u3002]/.test(text)) return { field, code: 'full-width' };
  if (text.includes('`')) return { field, code: 'backtick' };
  // The dots are what separates the four parts.
  return text.includes('.') ? { field, code: 'dot' } : null;
}

function joined({ source, catalog, schema, table }: TableName): string {
  return `${source}.\`${catalog}.${schema}\`.${table}`;
}

/** The name as far as it can be composed, for the preview, and every rule it breaks. */
export function composeTableName(parts: TableName): { name: string; problems: TableNameProblem[] } {
  const name = joined(parts);
  const problems = tableNameFields
    .map((field) => fieldProblem(field, parts[field]))
    .filter((problem) => problem !== null);
  if (name.length > maxTableName) problems.push({ field: 'name', code: 'too-long', length: name.length });
  return { name, problems };
}

export type TableNameCut =
  | { ok: true; parts: TableName }
  | {
      ok: false;
      code:
        | 'empty'
        | 'no-backticks'
        | 'odd-backticks'
        | 'no-source'
        | 'no-catalog-and-schema'
        | 'no-table'
        | 'rest';
    };

/** Takes a pasted name apart. Whether the parts obey the rules is for `composeTableName` to say. */
export function cutTableName(text: string): TableNameCut {
  const pasted = text.trim();
  if (pasted === '') return { ok: false, code: 'empty' };
  const pieces = pasted.split('`');
  if (pieces.length === 1) return { ok: false, code: 'no-backticks' };
  if (pieces.length === 2) return { ok: false, code: 'odd-backticks' };
  if (pieces.length > 3) return { ok: false, code: 'rest' };
  const [before = '', between = '', after = ''] = pieces;
  if (!before.endsWith('.') || before.length === 1) return { ok: false, code: 'no-source' };
  const dot = between.indexOf('.');
  if (dot <= 0 || dot === between.length - 1) return { ok: false, code: 'no-catalog-and-schema' };
  if (!after.startsWith('.') || after.length === 1) return { ok: false, code: 'no-table' };
  return {
    ok: true,
    parts: {
      source: before.slice(0, -1),
      catalog: between.slice(0, dot),
      schema: between.slice(dot + 1),
      table: after.slice(1),
    },
  };
}
