import type { JournalRow } from '../../contract/activity.ts';
import { cutTableName, type TableName } from '../../domain/table-name.ts';

/** A table that somebody has told CAN about before. */
export interface Template {
  name: string;
  parts: TableName;
  day: string;
  who: string;
}

/** Each table once, the newest first. */
export function templatesOf(rows: readonly JournalRow[], most: number): Template[] {
  const found = new Map<string, Template>();
  for (const { request, actor } of rows) {
    const body: unknown = request.body;
    if (typeof body !== 'object' || body === null) continue;
    const { tableName: name, tablePartition: day } = body as Record<string, unknown>;
    if (typeof name !== 'string' || typeof day !== 'string' || found.has(name)) continue;
    const cut = cutTableName(name);
    if (cut.ok) found.set(name, { name, parts: cut.parts, day, who: actor.name });
    if (found.size === most) break;
  }
  return [...found.values()];
}
