import type { Instance } from '../../src/contract/instance.ts';
import { inner } from './envelope.ts';
import { idText, integer, list, record, text, wallTime, type Fields } from './fields.ts';
import { daysOf, statusOf } from './instances.ts';
import type { Scrub } from './scrub.ts';
import type { Read } from './transport.ts';

/** Logs of 50 MB exist; JSON escapes make them longer on the wire. */
const maxBytes = 128 * 1024 * 1024;
/** A "formatted" text with less than half of the original's letters is a stub. */
const stubShare = 0.5;

export async function readInstance(read: Read, id: string): Promise<Instance> {
  const { body, scrub } = await read({
    method: 'GET',
    path: '/scheduler/task/detail',
    query: { id },
    maxBytes,
  });
  const fields = inner(body, (each) => 'taskInstanceId' in each || 'statusTime' in each, scrub);
  const log = wordsOf(fields['msg'], scrub);
  const statusTimes = statusTimesOf(fields['statusTime']);
  return {
    id,
    status: statusOf(fields['status']),
    range: daysOf(fields['startPartitionTime'], fields['endPartitionTime']),
    createdAt: wallTime(fields['createTime']) ?? statusTimes['WAITING'] ?? null,
    startedAt: wallTime(fields['startTime']),
    endedAt: wallTime(fields['endTime']),
    sql: sqlOf(record(fields['sql']) ?? {}, scrub),
    log,
    logBytes: log === null ? 0 : Buffer.byteLength(log),
    runType: text(fields['runType']),
    server: wordsOf(fields['serverInfo'], scrub),
    retries: integer(fields['retryCnt']),
    statusTimes,
    planIds: listOf(fields['acceleratePlanUuid']).flatMap((each) => idText(each) ?? []),
    tables: listOf(fields['mtGuid']).flatMap((each) => tableOf(each) ?? []),
    taskType: text(fields['taskType']),
  };
}

export function isFinished(instance: Instance): boolean {
  return instance.status === 'SUCCESS' || instance.status === 'FAILED';
}

function wordsOf(value: unknown, scrub: Scrub): string | null {
  const words = record(value) || Array.isArray(value) ? JSON.stringify(scrub.data(value)) : text(value);
  return words === null ? null : scrub.words(words);
}

function sqlOf(sql: Fields, scrub: Scrub): Instance['sql'] {
  const original = text(scrub.data(sql['originalSql']));
  const formatted = text(scrub.data(sql['formattedSql']));
  const isStub =
    original !== null && formatted !== null && letters(formatted) < letters(original) * stubShare;
  return { original, formatted: isStub ? null : formatted };
}

function letters(sql: string): number {
  return sql.replace(/\s+/g, '').length;
}

/** One or several: CAN_API.md says a list. */
function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? list(value) : [value];
}

function tableOf(value: unknown): string | null {
  const guid = record(value);
  if (!guid) return text(value);
  const parts = [guid['catalog'], guid['schema'], guid['table']].flatMap((each) => text(each) ?? []);
  return parts.length === 0 ? null : parts.join('.');
}

function statusTimesOf(value: unknown): Record<string, string> {
  const entries = Object.entries(record(value) ?? {}).map(([status, time]) => [status, wallTime(time)]);
  return Object.fromEntries(entries.filter(([, time]) => time !== null)) as Record<string, string>;
}
